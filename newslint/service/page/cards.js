// The list of findings, and the page of a rule.

const NAMES = { error: "Error", warning: "Warning", note: "Note" };

export function element(name, properties = {}, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

// What a card shows: two findings that show the same can share one.
const content = ({ fingerprint, severity, message, evidence, fix }) =>
  JSON.stringify([fingerprint, severity, message, evidence.map((reason) => reason.says), fix?.title, fix?.safety]);

function card(finding, { onShow, onFix }) {
  const { fingerprint, fix, evidence, rule, severity, message } = finding;
  const made = element("li", { className: "card" });
  made.dataset.severity = severity;
  made.dataset.fingerprint = fingerprint;
  made.dataset.content = content(finding);
  made.append(
    element("p", { className: "top" },
      element("span", { className: "chip", textContent: NAMES[severity] }),
      element("a", { href: `#rule/${rule}`, textContent: rule, title: "What this rule is about" })),
    element("button", { type: "button", className: "says", textContent: message, onclick: () => onShow(fingerprint) }),
  );
  if (evidence.length) {
    made.append(element("ul", {}, ...evidence.map((reason) => element("li", { textContent: reason.says }))));
  }
  if (fix && fix.safety !== "hint") {
    const button = element("button", { type: "button", className: "fix", onclick: () => onFix(fingerprint) }, `Fix: ${fix.title}`);
    if (fix.safety === "unsafe") button.append(element("small", { textContent: "not certain, or changes words: read it" }));
    made.append(button);
  } else if (fix) {
    made.append(element("p", { className: "hint", textContent: `Perhaps: ${fix.title}` }));
  }
  return made;
}

// Show the findings; a card that stays is the same element as before, so that the focus stays in it.
export function fill(list, findings, handlers) {
  const before = new Map([...list.children].map((one) => [one.dataset.content, one]));
  const number = [...list.children].findIndex((one) => one.contains(document.activeElement));
  const cards = findings.map((finding) => before.get(content(finding)) ?? card(finding, handlers));
  const staying = new Set(cards);
  for (const one of [...list.children]) if (!staying.has(one)) one.remove();
  cards.forEach((one, at) => { if (list.children[at] !== one) list.insertBefore(one, list.children[at] ?? null); });
  if (number < 0 || list.contains(document.activeElement)) return true;
  const next = cards[Math.min(number, cards.length - 1)];
  (next?.querySelector(".fix") ?? next?.querySelector(".says"))?.focus();
  return Boolean(next);
}

export function rulePage(rule) {
  const cases = rule.examples.flatMap(({ text, spans, fix }) => {
    const shown = element("p", { className: "case" }, ...marked([...text], spans, rule.severity));
    return fix === null ? [shown] : [shown, element("p", { className: "case mended", textContent: fix })];
  });
  return [
    element("p", { textContent: rule.why }),
    element("h3", { textContent: rule.examples.some(({ fix }) => fix !== null) ? "For example, and how it is mended" : "For example" }),
    ...cases,
  ];
}

function marked(characters, spans, severity) { // spans count code points
  const parts = [];
  let at = 0;
  for (const { start, end } of spans) {
    const mark = element("mark", { textContent: characters.slice(start, end).join("") });
    mark.dataset.severity = severity;
    parts.push(characters.slice(at, start).join(""), mark);
    at = end;
  }
  return [...parts, characters.slice(at).join("")];
}
