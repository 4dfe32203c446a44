"use strict";
// What comes from an article only ever becomes text of a node or a number; nothing is parsed as mark-up.
(() => {
  const SEVERITIES = ["error", "warning", "note"];
  const HARM = { error: 10, warning: 3, note: 1 };
  const PER = 1000;
  const CHUNK = 200; // rows drawn at once
  const AROUND = 38; // characters around a change
  const LONGEST = 240; // of a change that is shown whole, and of a finding in a strong colour
  const ALL = "*";
  const SAFETY = { safe: "Safe fix", unsafe: "Fix to be read first", hint: "Hint" };
  const BLANKS = { " ": "␣", "\u00a0": "⍽", "\t": "⇥", "\n": "↵\n", "\r": "" };
  // Control characters, and those that nobody sees or that turn the direction of a line; not the joiners of scripts and emoji.
  const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
  const UNSEEN_ALL = new RegExp(UNSEEN.source, "g");

  const by = (id) => document.getElementById(id);
  const number = (value) => value.toLocaleString("en-GB");
  const counted = (value, name) => `${number(value)} ${name}${value === 1 ? "" : "s"}`;
  const plain = (text) => text.replace(UNSEEN_ALL, "\ufffd");

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...children);
    return node;
  }

  /** A text with a visible stand-in for each character that is not seen; `nodes` gets each text node and its place. */
  function shown(text, at = 0, nodes = null) {
    const parts = document.createDocumentFragment();
    const take = (from, to) => {
      if (from === to) return;
      const node = document.createTextNode(text.slice(from, to));
      if (nodes) nodes.push({ start: at + from, end: at + to, node });
      parts.append(node);
    };
    let from = 0;
    for (const match of text.matchAll(UNSEEN_ALL)) {
      take(from, match.index);
      const code = match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      parts.append(make("span", { class: "code" }, `U+${code}`));
      from = match.index + 1;
    }
    take(from, text.length);
    return parts;
  }

  // ---- What was found -------------------------------------------------------------------------------------------

  const index = JSON.parse(by("index").textContent);
  const kinds = index.kinds;
  const articles = index.articles.map((row, at) => ({
    at, name: "", title: "", outlet: "", words: 0, gaps: 0, hidden: 0, unread: false, found: [], ...row,
  }));
  for (const article of articles) article.isOpenable = article.found.length > 0 || article.gaps > 0;
  const contents = new Map();
  const haystacks = [];

  function content(at) {
    const known = contents.get(at);
    if (known) return known;
    const node = by(`article-${at}`);
    if (!node) return null; // still on its way
    const found = { text: "", language: "", findings: [], failures: [], hidden: [], ...JSON.parse(node.textContent) };
    if (contents.size > 50) contents.clear();
    contents.set(at, found);
    return found;
  }

  function haystack(article) {
    if (haystacks[article.at] !== undefined) return haystacks[article.at];
    const parts = [article.name, article.title, article.outlet];
    const node = by(`article-${article.at}`);
    if (node) {
      const found = JSON.parse(node.textContent);
      parts.push(found.text || "", ...(found.findings || []).map((finding) => finding.message));
    }
    const text = parts.join("\n").normalize().toLowerCase();
    if (node || document.readyState !== "loading") haystacks[article.at] = text;
    return text;
  }

  // ---- Filters --------------------------------------------------------------------------------------------------

  const filter = { severities: new Set(SEVERITIES), family: "", rule: "", outlet: ALL, words: "" };
  let order = { key: "harm", falling: true };
  let listed = [];
  let limit = CHUNK;

  const isOfKind = (kind) => (!filter.family || kinds[kind].family === filter.family) && (!filter.rule || kinds[kind].rule === filter.rule);
  const isWanted = (finding) => filter.severities.has(finding.severity) && isOfKind(finding.kind);
  const isFiltered = () => filter.family !== "" || filter.rule !== "" || filter.severities.size < SEVERITIES.length;

  function counts(article) {
    const result = { error: 0, warning: 0, note: 0, all: 0 };
    for (const [kind, ...numbers] of article.found) {
      if (!isOfKind(kind)) continue;
      SEVERITIES.forEach((severity, at) => {
        if (!filter.severities.has(severity)) return;
        result[severity] += numbers[at];
        result.all += numbers[at];
      });
    }
    result.harm = SEVERITIES.reduce((sum, severity) => sum + HARM[severity] * result[severity], 0);
    result.density = article.words ? (PER * result.harm) / article.words : 0;
    return result;
  }

  const COLUMNS = [
    { key: "title", word: "Article", value: ({ article }) => (article.title || article.name).toLowerCase() },
    { key: "outlet", word: "Outlet", value: ({ article }) => article.outlet.toLowerCase() },
    ...SEVERITIES.map((key) => ({ key, word: `${key}s`, sign: true, value: ({ count }) => count[key] })),
    { key: "harm", word: "Harm", value: ({ count, article }) => (article.unread ? Infinity : count.harm) },
    { key: "density", word: "Density", value: ({ count }) => count.density },
  ];
  const hasOutlets = articles.some((article) => article.outlet);

  function choose() {
    const words = filter.words.normalize().toLowerCase().split(/\s+/).filter(Boolean);
    listed = [];
    for (const article of articles) {
      if (filter.outlet !== ALL && article.outlet !== filter.outlet) continue;
      const count = counts(article);
      if (isFiltered() && !count.all) continue;
      if (words.length) {
        const text = haystack(article);
        if (!words.every((word) => text.includes(word))) continue;
      }
      listed.push({ article, count });
    }
    const { value } = COLUMNS.find((column) => column.key === order.key);
    const sign = order.falling ? -1 : 1;
    const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
    listed.sort((one, other) =>
      sign * compare(value(one), value(other)) || other.count.density - one.count.density || one.article.at - other.article.at);
  }

  // ---- The table ------------------------------------------------------------------------------------------------

  function drawHeadings() {
    const cells = COLUMNS.filter((column) => hasOutlets || column.key !== "outlet").map((column) => {
      const isSorted = order.key === column.key;
      const button = make("button", { type: "button", "data-key": column.key });
      if (column.sign) button.append(make("span", { class: `sign ${column.key}`, "aria-hidden": "true" }));
      button.append(make("span", { class: "word" }, column.word));
      if (isSorted) button.append(make("span", { class: "arrow", "aria-hidden": "true" }, order.falling ? " ↓" : " ↑"));
      const cell = make("th", { scope: "col", class: column.key }, button);
      if (isSorted) cell.setAttribute("aria-sort", order.falling ? "descending" : "ascending");
      return cell;
    });
    by("headings").replaceChildren(...cells);
  }

  function drawRow({ article, count }) {
    const title = article.title || article.name || "(no name)";
    const first = make("td");
    const link = make(article.isOpenable ? "a" : "span", { class: "headline", dir: "auto" }, plain(title));
    if (article.isOpenable) link.href = `#article-${article.at}`;
    first.append(link);
    if (article.title) first.append(make("span", { class: "file" }, plain(article.name)));
    if (hasOutlets && article.outlet) first.append(make("span", { class: "file under" }, plain(article.outlet)));
    if (article.gaps) first.append(make("span", { class: "badge gap" }, article.unread ? "not read" : "not checked by all rules"));
    const row = make("tr", {}, first);
    if (hasOutlets) row.append(make("td", { class: "outlet" }, plain(article.outlet)));
    for (const severity of SEVERITIES) {
      row.append(make("td", { class: `${severity}${count[severity] ? "" : " zero"}` }, number(count[severity])));
    }
    row.append(make("td", { class: "harm" }, article.unread ? "–" : number(count.harm)));
    row.append(make("td", { class: "density" }, count.density.toFixed(1)));
    return row;
  }

  function drawList() {
    drawHeadings();
    by("rows").replaceChildren(...listed.slice(0, limit).map(drawRow));
    by("nothing").hidden = listed.length > 0;
    const left = listed.length - limit;
    by("more").hidden = left <= 0;
    by("more").textContent = `Show ${number(Math.min(CHUNK, left))} more of ${number(left)}`;
  }

  function drawFilters() {
    const findings = listed.reduce((sum, { count }) => sum + count.all, 0);
    by("status").textContent = `${counted(findings, "finding")} in ${counted(listed.length, "article")}`;
    const isOn = isFiltered() || filter.outlet !== ALL || filter.words !== "";
    by("clear").hidden = !isOn;
    for (const key of ["family", "rule", "outlet"]) by(key).value = filter[key];
    for (const box of document.querySelectorAll('input[name="severity"]')) box.checked = filter.severities.has(box.value);
    for (const bar of document.querySelectorAll(".bar")) {
      bar.setAttribute("aria-pressed", String(filter[bar.dataset.key] === bar.dataset.value));
    }
  }

  function update() {
    choose();
    drawFilters();
    if (open) drawArticle();
    else drawList();
  }

  function fillSelects() {
    const options = (select, values, name = (value) => value) =>
      select.append(...[...new Set(values)].sort().map((value) => {
        const option = make("option", {}, plain(name(value)));
        option.value = value;
        return option;
      }));
    options(by("family"), kinds.map((kind) => kind.family));
    options(by("rule"), kinds.map((kind) => kind.rule));
    options(by("outlet"), articles.map((article) => article.outlet), (value) => value || "(unknown)");
  }

  // ---- An article -----------------------------------------------------------------------------------------------

  let open = null; // { article, content, findings, cards, nodes }
  let current = -1;

  function go(hash) {
    location.hash = hash;
  }

  function route() {
    const match = /^#article-(\d+)$/.exec(location.hash);
    const article = match && articles[Number(match[1])];
    const found = article && article.isOpenable ? content(article.at) : null;
    if (!found) {
      if (article && article.isOpenable && document.readyState === "loading") {
        document.addEventListener("DOMContentLoaded", route, { once: true });
        return;
      }
      const last = open;
      open = null;
      showArea(false);
      choose();
      drawFilters();
      drawList();
      document.title = `newslint: ${by("headline").textContent}`;
      if (last) {
        const link = document.querySelector(`a.headline[href="#article-${last.article.at}"]`);
        if (link) link.focus();
      }
      return;
    }
    open = { article, content: found };
    current = -1;
    showArea(true);
    choose();
    drawFilters();
    drawArticle();
    window.scrollTo(0, 0);
    by("reader").querySelector("h1").focus({ preventScroll: true });
    document.title = `${plain(article.title || article.name)} – newslint`;
  }

  function showArea(isArticle) {
    by("overview").hidden = isArticle;
    by("list").hidden = isArticle;
    by("filters").hidden = isArticle;
    by("reader").hidden = !isArticle;
    if (!isArticle) by("reader").replaceChildren();
  }

  const openable = () => listed.filter(({ article }) => article.isOpenable).map(({ article }) => article.at);

  function neighbour(step) {
    const order = openable();
    const at = order.indexOf(open.article.at);
    return at < 0 ? order[0] : order[at + step];
  }

  function drawArticle() {
    const { article, content: found } = open;
    open.findings = found.findings.filter(isWanted);
    open.nodes = [];
    const order = openable();
    const button = (id, text, key, isOff) => {
      const node = make("button", { type: "button", "data-do": id }, text);
      if (key) node.setAttribute("aria-keyshortcuts", key);
      node.disabled = isOff;
      return node;
    };
    const bearings = make("nav", { class: "bearings", "aria-label": "Articles and findings" },
      make("a", { href: "#", "data-do": "back" }, "← All articles"),
      button("previous", "‹ Article", "p", neighbour(-1) === undefined),
      button("next", "Article ›", "n", neighbour(1) === undefined),
      button("up", "‹ Finding", "k", !open.findings.length),
      button("down", "Finding ›", "j", !open.findings.length),
      make("span", { class: "where", id: "where" }));
    const opening = make("header", { class: "opening" },
      make("h1", { tabindex: "-1", dir: "auto", ...(article.taken ? { class: "taken" } : {}) }, plain(article.title || article.name || "(no name)")));
    const about = [article.outlet, article.name, counted(article.words, "word")].filter(Boolean).map(plain).join(" · ");
    opening.append(make("p", {}, about));
    for (const failure of found.failures) opening.append(make("p", { class: "gaps" }, "⚠ Not checked: ", shown(failure)));
    for (const [reason, number] of found.hidden) {
      opening.append(make("p", {}, `Not shown: ${counted(number, "finding")} ${reason ? "let pass: " : "in the baseline"}`, shown(reason)));
    }
    const left = found.findings.length - open.findings.length;
    if (left) {
      const show = button("clear", "Show all", "", false);
      opening.append(make("p", {}, `The filters hide ${counted(left, "finding")} of this article. `, show));
    }
    const text = make("article", { class: "text", "aria-label": "Text of the article" });
    if (/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/.test(found.language)) text.lang = found.language;
    drawText(text, found.text, open.findings, open.nodes);
    open.cards = open.findings.map((finding, at) => drawCard(finding, at, found.text));
    const cards = make("section", { class: "cards", "aria-label": "Findings", tabindex: "0" }, // scrolls, so it has to take the focus
      make("div", { class: "pager" },
        make("button", { type: "button", "data-do": "up", "aria-label": "Previous finding" }, "‹"),
        make("span", { id: "which" }),
        make("button", { type: "button", "data-do": "down", "aria-label": "Next finding" }, "›")),
      ...open.cards);
    const sides = make("div", { class: "sides" });
    if (found.text) sides.append(text);
    if (open.cards.length) sides.append(cards);
    by("reader").replaceChildren(bearings, opening, sides);
    open.place = order.indexOf(article.at);
    open.of = order.length;
    markSearch();
    const first = current < 0 ? -1 : Math.min(current, open.findings.length - 1);
    current = -1;
    if (first >= 0) pick(first, false);
    where();
  }

  function where() {
    const article = open.place < 0 ? "" : `article ${number(open.place + 1)} of ${number(open.of)}`;
    const finding = current < 0 ? counted(open.findings.length, "finding") : `finding ${number(current + 1)} of ${number(open.findings.length)}`;
    if (by("which")) by("which").textContent = finding;
    by("where").textContent = [article, finding].filter(Boolean).join(", ");
  }

  /** The text by lines, cut wherever a finding begins or ends: each piece knows all findings that cover it. */
  function drawText(target, text, findings, nodes) {
    const starts = new Map(), ends = new Map(), points = new Map();
    const put = (map, at, value) => map.has(at) ? map.get(at).push(value) : map.set(at, [value]);
    findings.forEach((finding, at) => {
      const [start, end] = finding.span;
      if (start === end) put(points, start, at);
      else { put(starts, start, at); put(ends, end, at); }
    });
    const lineStarts = new Set([0]), lineEnds = new Set();
    for (const match of text.matchAll(/\r\n|\n|\r/g)) {
      lineEnds.add(match.index);
      lineStarts.add(match.index + match[0].length);
    }
    const edges = [...new Set([...starts.keys(), ...ends.keys(), ...points.keys(), ...lineStarts, ...lineEnds, text.length])].sort((a, b) => a - b);
    const active = new Set();
    const all = document.createDocumentFragment();
    let line = null, isInLine = false;
    edges.forEach((at, number) => {
      for (const ended of ends.get(at) || []) active.delete(ended);
      if (lineStarts.has(at)) {
        line = make("p", lineEnds.has(at) ? { class: "blank" } : {});
        all.append(line);
        isInLine = true;
      }
      for (const point of points.get(at) || []) {
        line.append(markOf([point, ...active], findings, "point"));
      }
      if (lineEnds.has(at)) isInLine = false;
      for (const started of starts.get(at) || []) active.add(started);
      const next = edges[number + 1];
      if (next === undefined) return;
      const part = text.slice(at, next);
      const covering = [...active];
      if (isInLine) {
        if (!covering.length) line.append(shown(part, at, nodes));
        else {
          const mark = markOf(covering, findings);
          mark.append(shown(part, at, nodes));
          line.append(mark);
        }
      } else if (covering.some((one) => !text.slice(...findings[one].span).trim())) {
        const mark = markOf(covering, findings);
        mark.append(make("span", { class: "sign-of-blank" }, "↵"));
        line.classList.remove("blank");
        line.append(mark);
      }
    });
    target.append(all);
  }

  function markOf(covering, findings, more = "") {
    const size = ([start, end]) => end - start;
    covering.sort((one, other) => size(findings[one].span) - size(findings[other].span) || one - other);
    const gravest = SEVERITIES.find((severity) => covering.some((at) => findings[at].severity === severity));
    const several = covering.length > 1 ? " several" : "";
    const long = covering.every((at) => size(findings[at].span) > LONGEST) ? " long" : "";
    return make("mark", { class: `${gravest}${several}${long} ${more}`.trim(), "data-of": covering.join(" ") });
  }

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
    const line = at ? text.lastIndexOf("\n", at - 1) + 1 : 0;
    const least = Math.max(at - AROUND, line < at ? line : 0, 0);
    if (least === 0 || least === line) return least;
    const space = text.slice(least, at).search(/\s/);
    return space < 0 ? least : least + space + 1;
  }

  function contextEnd(text, at) {
    const line = text.indexOf("\n", at);
    const most = Math.min(at + AROUND, line > at ? line : text.length, text.length);
    if (most === text.length || most === line) return most;
    const space = text.slice(at, most).search(/\s\S*$/);
    return space < 0 ? most : at + space;
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

  function pick(at, moves = true) {
    if (!open.findings.length) return;
    const last = open.cards[current];
    if (last) last.removeAttribute("aria-current");
    current = Math.max(0, Math.min(at, open.findings.length - 1));
    const card = open.cards[current];
    card.setAttribute("aria-current", "true");
    let first = null;
    for (const mark of by("reader").querySelectorAll("mark")) {
      const isNow = mark.dataset.of.split(" ").includes(String(current));
      mark.classList.toggle("now", isNow);
      if (isNow && !first) first = mark;
    }
    if (CSS.highlights) CSS.highlights.delete("evidence");
    where();
    if (!moves) return;
    card.focus({ preventScroll: true });
    const list = card.parentElement;
    list.scrollTop += card.getBoundingClientRect().top - list.getBoundingClientRect().top - list.firstElementChild.offsetHeight - 6;
    if (first) first.scrollIntoView({ block: "center" });
  }

  // ---- Places in the text ---------------------------------------------------------------------------------------

  function rangeOf(start, end) {
    const range = document.createRange();
    const first = open.nodes.find((part) => part.end > start);
    const last = open.nodes.findLast((part) => part.start < end);
    if (!first || !last || last.start < first.start) return null;
    range.setStart(first.node, Math.max(0, start - first.start));
    range.setEnd(last.node, Math.min(last.node.length, end - last.start));
    return range;
  }

  function showPlace(start, end) {
    const range = rangeOf(start, Math.max(end, start + 1));
    if (!range) return;
    if (CSS.highlights) CSS.highlights.set("evidence", new Highlight(range));
    range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    const { top } = range.getBoundingClientRect();
    window.scrollBy(0, top - window.innerHeight / 3);
  }

  function markSearch() {
    if (!CSS.highlights) return;
    CSS.highlights.delete("search");
    const words = filter.words.toLowerCase().split(/\s+/).filter((word) => word.length > 1);
    if (!words.length || !open) return;
    const ranges = [];
    for (const { node } of open.nodes) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue; // İ grows when it is made small
      for (const word of words) {
        for (let at = text.indexOf(word); at >= 0 && ranges.length < 500; at = text.indexOf(word, at + word.length)) {
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("search", new Highlight(...ranges));
  }

  // ---- Hands ----------------------------------------------------------------------------------------------------

  const DEEDS = {
    back: () => go(""),
    clear: () => clear(),
    next: () => step(1),
    previous: () => step(-1),
    down: () => pick(current + 1),
    up: () => pick(current - 1),
  };

  function step(by) {
    const at = neighbour(by);
    if (at !== undefined) go(`article-${at}`);
  }

  function stepRow(by) {
    const links = [...document.querySelectorAll("#rows a.headline")];
    const at = links.indexOf(document.activeElement);
    const link = links[Math.max(0, Math.min(links.length - 1, at + by))];
    if (link) link.focus();
  }

  by("reader").addEventListener("click", (event) => {
    const deed = event.target.closest("[data-do]");
    if (deed) {
      event.preventDefault();
      DEEDS[deed.dataset.do]();
      return;
    }
    const place = event.target.closest("[data-start]");
    const mark = event.target.closest("mark");
    const card = event.target.closest(".card");
    if (place) showPlace(Number(place.dataset.start), Number(place.dataset.end));
    else if (mark) {
      const of = mark.dataset.of.split(" ").map(Number);
      pick(of[(of.indexOf(current) + 1) % of.length]); // the innermost first, then those around it
    } else if (card && !event.target.closest("summary, details") && String(getSelection()) === "") pick(Number(card.dataset.at));
  });

  by("headings").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const key = button.dataset.key;
    const isText = key === "title" || key === "outlet";
    order = { key, falling: order.key === key ? !order.falling : !isText };
    update();
    by("headings").querySelector(`[data-key="${key}"]`).focus();
  });

  by("overview").addEventListener("click", (event) => {
    const bar = event.target.closest(".bar");
    if (!bar) return;
    const { key, value } = bar.dataset;
    const none = key === "outlet" ? ALL : "";
    filter[key] = filter[key] === value ? none : value;
    limit = CHUNK;
    update();
  });

  by("filters").addEventListener("change", (event) => {
    const { name, id, value, checked } = event.target;
    if (name === "severity") {
      if (checked) filter.severities.add(value);
      else filter.severities.delete(value);
    } else filter[id] = value;
    limit = CHUNK;
    update();
  });

  function clear() {
    Object.assign(filter, { severities: new Set(SEVERITIES), family: "", rule: "", outlet: ALL, words: "" });
    by("search").value = "";
    limit = CHUNK;
    update();
    by("main").focus({ preventScroll: true });
  }

  by("clear").addEventListener("click", clear);

  by("more").addEventListener("click", () => {
    const at = limit;
    limit += CHUNK;
    drawList();
    const link = by("rows").rows[at].querySelector("a");
    if (link) link.focus();
  });

  let typing = 0;
  by("search").addEventListener("input", (event) => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      filter.words = event.target.value.trim();
      limit = CHUNK;
      update();
    }, 150);
  });

  by("help-button").addEventListener("click", () => by("help").showModal());

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || by("help").open) return;
    const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea");
    if (isTyping) {
      if (event.key === "Escape" && event.target.id === "search") event.target.blur();
      if (event.key === "Enter" && event.target.id === "search" && open) go("");
      return;
    }
    if (event.key === "Escape" && open) go("");
    if (!by("keys").checked) return;
    const deeds = {
      j: () => (open ? pick(current + 1) : stepRow(1)),
      k: () => (open ? pick(current - 1) : stepRow(-1)),
      n: () => (open ? step(1) : stepRow(1)),
      p: () => (open ? step(-1) : stepRow(-1)),
      u: () => open && go(""),
      "/": () => by("search").focus(),
      "?": () => by("help").showModal(),
    };
    if (!Object.hasOwn(deeds, event.key)) return;
    event.preventDefault();
    deeds[event.key]();
  });

  window.addEventListener("hashchange", () => {
    if (location.hash === "#main") by("main").focus();
    else route();
  });
  // A search that was typed while articles were still on their way is made again.
  document.addEventListener("DOMContentLoaded", () => {
    if (filter.words) update();
  });

  fillSelects();
  route();
})();
