// Places in the text that are no findings: evidence, and what was searched for.

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
