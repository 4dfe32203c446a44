// The places of findings: shown behind the text, and kept where they belong while it changes.

const RANK = { error: 3, warning: 2, note: 1 };

// Where a finding stands in what the editor sees: the source, for HTML and Markdown.
export function placed(findings) {
  return findings.map((finding) => {
    const { start, end } = finding.source ?? finding;
    return { ...finding, from: start, to: Math.max(end, start + 1) };
  });
}

// The findings after a change of the text; those that it touches are gone until the next check.
export function moved(findings, before, after) {
  if (before === after) return findings;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail += 1;
  const end = before.length - tail;
  const by = after.length - before.length;
  return findings.flatMap((finding) => {
    if (finding.to <= head) return [finding];
    if (finding.from >= end) return [{ ...finding, from: finding.from + by, to: finding.to + by }];
    return [];
  });
}

export function show(layer, text, findings, current) {
  const within = (at) => Math.min(at, text.length);
  const borders = new Set([0, text.length]);
  for (const { from, to } of findings) borders.add(within(from)).add(within(to));
  const order = [...borders].sort((a, b) => a - b);
  const coming = [...findings].sort((a, b) => a.from - b.from);
  let above = [];
  let next = 0;
  const parts = order.slice(0, -1).map((from, number) => {
    while (next < coming.length && coming[next].from <= from) above.push(coming[next++]);
    above = above.filter((finding) => finding.to > from);
    const piece = text.slice(from, order[number + 1]);
    return above.length ? mark(piece, above, current) : piece;
  });
  layer.replaceChildren(...parts, "\n\u200b"); // a last empty line has its height only if something stands in it
}

function mark(piece, findings, current) {
  const worst = findings.reduce((a, b) => (RANK[b.severity] > RANK[a.severity] ? b : a));
  const made = document.createElement("mark");
  made.dataset.severity = worst.severity;
  made.dataset.fingerprint = findings.map((finding) => finding.fingerprint).join(" ");
  made.classList.toggle("current", findings.some((finding) => finding.fingerprint === current));
  made.textContent = piece;
  return made;
}
