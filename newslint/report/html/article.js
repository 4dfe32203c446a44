// An article: its text, cut wherever a finding begins or ends, and which finding is looked at.

let open = null; // { article, content, findings, cards, from, nodes }
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
  const cards = make("section", { class: "cards", "aria-label": "Findings", tabindex: "0" }, // scrolls, so it has to take the focus
    make("div", { class: "pager" },
      make("button", { type: "button", "data-do": "up", "aria-label": "Previous finding" }, "‹"),
      make("span", { id: "which" }),
      make("button", { type: "button", "data-do": "down", "aria-label": "Next finding" }, "›")));
  open.list = cards;
  drawCards(0);
  const sides = make("div", { class: "sides" });
  if (found.text) sides.append(text);
  if (open.findings.length) sides.append(cards);
  by("reader").replaceChildren(bearings, opening, sides);
  open.place = order.indexOf(article.at);
  open.of = order.length;
  markSearch();
  const first = current < 0 ? -1 : Math.min(current, open.findings.length - 1);
  current = -1;
  if (first >= 0) pick(first, false);
  where();
}

/** The cards of some findings, from one on: thousands at once would keep the reader waiting. */
function drawCards(from, most = CHUNK) {
  const to = Math.min(from + most, open.findings.length);
  open.cards = new Map();
  for (let at = from; at < to; at += 1) open.cards.set(at, drawCard(open.findings[at], at, open.content.text));
  const others = (count, word, at) =>
    count > 0 ? [make("button", { type: "button", class: "further", "data-pick": at }, `${number(count)} ${word}`)] : [];
  open.list.replaceChildren(open.list.firstElementChild,
    ...others(from, "before these", from - 1), ...open.cards.values(),
    ...others(open.findings.length - to, "after these", to));
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

function pick(at, moves = true) {
  if (!open.findings.length) return;
  const last = open.cards.get(current);
  if (last) last.removeAttribute("aria-current");
  current = Math.max(0, Math.min(at, open.findings.length - 1));
  if (!open.cards.has(current)) drawCards(Math.floor(current / CHUNK) * CHUNK);
  const card = open.cards.get(current);
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
