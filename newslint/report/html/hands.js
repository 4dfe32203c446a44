// What the reader does: clicks, keys, filters. Loaded last, it opens the page.

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
  const others = event.target.closest("[data-pick]");
  if (others) {
    pick(Number(others.dataset.pick));
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

// On paper all findings stand.
window.addEventListener("beforeprint", () => {
  if (open && open.cards.size < open.findings.length) drawCards(0, Infinity);
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
