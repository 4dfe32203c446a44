// The card of a finding: what it says, its evidence, the text before and after the change.

function drawCard(finding, at, text) {
  const { rule, family, why } = kinds[finding.kind];
  const card = make("article", { class: `card ${finding.severity}`, tabindex: "-1", "data-at": at, "aria-label": `Finding ${at + 1}` },
    make("p", { class: "top" },
      make("span", { class: `badge ${finding.severity}` }, finding.severity),
      make("code", { title: `family ${family}` }, plain(rule)),
      make("span", {}, `at ${finding.place}`),
      make("span", {}, `${Math.round(100 * finding.confidence)} % sure`)),
    make("h2", { dir: "auto" }, shown(finding.message)));
  if (finding.fix) card.append(...drawFix(finding.fix, SAFETY[finding.fix.safety], finding.span, text));
  for (const fix of finding.or || []) card.append(...drawFix(fix, "Or", finding.span, text));
  if (finding.evidence) {
    const items = finding.evidence.map(([says, start, end]) => {
      if (start === undefined) return make("li", {}, shown(says));
      return make("li", {}, make("button", { type: "button", "data-start": start, "data-end": end, title: "Show the place" }, shown(says)));
    });
    card.append(make("h3", {}, "Evidence"), make("ul", { class: "evidence" }, ...items));
  }
  if (why) {
    const paragraphs = why.split(/\n\s*\n/).map((part) => make("p", {}, part.replace(/\s+/g, " ")));
    card.append(make("details", {}, make("summary", {}, "Why this is looked for"), ...paragraphs));
  }
  return card;
}

function drawFix(fix, label, span, text) {
  const isShort = span[1] - span[0] <= LONGEST;
  const from = Math.min(fix.edits[0][0], isShort ? span[0] : Infinity);
  const to = Math.max(fix.edits.at(-1)[1], isShort ? span[1] : 0);
  const start = contextStart(text, from);
  const end = contextEnd(text, to);
  const before = make("dd", { dir: "auto" }), after = make("dd", { dir: "auto" });
  const both = (part, place) => {
    const cut = part.length > LONGEST ? `${clip(part, 0, AROUND)} … ${clip(part, part.length - AROUND, part.length)}` : part;
    before.append(shown(cut));
    after.append(shown(cut));
  };
  if (start > 0 && text[start - 1] !== "\n") both("…");
  let at = start;
  for (const [first, last, put] of fix.edits) {
    both(clip(text, at, first));
    if (last > first) before.append(make("del", {}, changed(clip(text, first, last))));
    if (put) after.append(make("ins", {}, changed(put)));
    at = last;
  }
  both(clip(text, at, end));
  if (end < text.length && text[end] !== "\n") both("…");
  return [
    make("h3", {}, make("b", {}, label), ": ", shown(fix.title)),
    make("dl", { class: "change" }, make("div", {}, make("dt", {}, "Before"), before), make("div", {}, make("dt", {}, "After"), after)),
  ];
}

/** Part of a text, no half of a pair of surrogates at its ends. */
function clip(text, start, end) {
  if (isLow(text, start)) start += 1;
  if (isLow(text, end)) end -= 1;
  return text.slice(start, end);
}

function isLow(text, at) {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff && at > 0;
}

/** Where a little context begins: at a word, and in the same line unless the change begins with it. */
function contextStart(text, at) {
  const most = Math.max(at - AROUND, 0);
  const near = text.slice(most, at);
  const line = near.lastIndexOf("\n") + 1; // not looked for farther away: a line may have a million characters
  if (line > 0 && line < near.length) return most + line;
  if (most === 0) return 0;
  const space = near.search(/\s/);
  return space < 0 ? most : most + space + 1;
}

function contextEnd(text, at) {
  const near = text.slice(at, at + AROUND);
  const line = near.indexOf("\n");
  if (line > 0) return at + line;
  if (at + AROUND >= text.length) return text.length;
  const space = near.search(/\s\S*$/);
  return space < 0 ? at + AROUND : at + space;
}

/** What is put in or taken out: white space at its ends, or alone, is made visible; a long one is shortened. */
function changed(text) {
  const parts = document.createDocumentFragment();
  if (text.length > LONGEST) {
    const head = clip(text, 0, 2 * AROUND).replace(/\s+\S*$/, "");
    const tail = clip(text, text.length - 2 * AROUND, text.length).replace(/^\S*\s+/, "");
    parts.append(shown(head), ` … ${number(text.length - head.length - tail.length)} characters … `, shown(tail));
    return parts;
  }
  const visible = (blank) => blank.replace(/[ \u00a0\t\n\r]/g, (char) => BLANKS[char]);
  const [, head, body, tail] = /^([ \u00a0\t\n\r]*)([^]*?)([ \u00a0\t\n\r]*)$/.exec(text);
  parts.append(visible(head), shown(body), visible(tail));
  return parts;
}
