// What was found: the index of articles, and what is shown of one when it is opened.

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
