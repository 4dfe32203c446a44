// The table of articles: filters, order, rows.

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
