// The editor page: what is typed is checked, what is found is shown, what can be mended is mended.

import { card, rulePage } from "./cards.js";
import { History } from "./history.js";
import { moved, placed, show } from "./marks.js";
import { KeyNeeded, fix, lint, rules, useKey } from "./service.js";

const PAUSE = 300;
const EXAMPLE = `Harbour bridge closed after storm

The cabinet of Mira Tolan has approved the grain corridor to kyiv, the Harbour Gazetteand Evening Bell reported on Tuesday. Mira Tolanwould not say when the first ship leaves, in a week in the that two freighters were damaged.

“We have waited long enough, the crews know that and sail they will“she told the Gazette. Dockers had waited on the quay since the morning.

Share on Facebook
Share on Twitter
`;
const $ = (id) => document.getElementById(id);
const area = $("article");
const history = new History({ text: "", format: "text" });
let findings = [];
let current = null;
let timer = 0;
let asking = null; // what ends the request on its way: its answer would be stale

const format = () => document.querySelector("[name=format]:checked").value;
const say = (text) => { $("said").textContent = text; };
const plural = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;

function paint() {
  show($("marks"), area.value, findings, current);
}

function verdict(kind, text) {
  $("verdict").dataset.verdict = kind;
  $("verdict").textContent = text;
}

function refresh() { // what depends on the text alone
  const { text } = history.state;
  $("undo").disabled = !history.canUndo;
  $("redo").disabled = !history.canRedo;
  $("copy").disabled = !text;
  $("paper").classList.toggle("source", format() !== "text");
  $("count").textContent = plural(text.split(/\s+/).filter(Boolean).length, "word");
  $("example").hidden = Boolean(text);
}

function list() {
  const cards = findings.map((finding) => card(finding, { onShow: point, onFix: mend }));
  for (const one of cards) one.classList.toggle("current", one.dataset.fingerprint === current);
  $("list").replaceChildren(...cards);
  $("number").textContent = findings.length;
  const safe = findings.filter((finding) => finding.fix?.safety === "safe").length;
  $("fix-all").disabled = !safe;
  $("fix-all").textContent = safe ? `Fix all that is safe (${safe})` : "Fix all that is safe";
}

function report(told) {
  findings = placed(told.findings);
  if (!findings.some((finding) => finding.fingerprint === current)) current = null;
  const counts = ["error", "warning", "note"].map((severity) => findings.filter((one) => one.severity === severity).length);
  const named = counts.map((number, at) => number && plural(number, ["error", "warning", "remark"][at])).filter(Boolean).join(", ");
  const words = { pass: "Ready to publish", warn: "Read it again", hold: "Hold" }[told.verdict];
  verdict(told.verdict, named ? `${words}: ${named}` : words);
  const failed = told.failures.map((failure) => [failure.rule, failure.error].filter(Boolean).join(": ")).join("; ");
  $("note").hidden = findings.length > 0 && !failed;
  $("note").textContent = failed ? `Not all was checked: ${failed}` : "Nothing found. Spelling, grammar and facts are not checked.";
  paint();
  list();
}

function clear() {
  findings = [];
  current = null;
  verdict("none", "Nothing to check yet");
  $("note").hidden = false;
  $("note").textContent = "What is found stands here, beside its place in the article.";
  paint();
  list();
}

// Ask the service; an answer that another question has overtaken is dropped.
async function asked(question, then) {
  asking?.abort();
  clearTimeout(timer);
  const mine = (asking = new AbortController());
  document.body.setAttribute("aria-busy", "true");
  try {
    const told = await question(mine.signal);
    if (mine === asking) then(told);
  } catch (error) {
    if (mine !== asking || error.name === "AbortError") return;
    verdict("lost", "Not checked");
    $("note").hidden = false;
    $("note").textContent = error instanceof KeyNeeded ? "A key is needed." : `The service does not answer: ${error.message}`;
    if (error instanceof KeyNeeded && !$("ask-key").open) $("ask-key").showModal();
  } finally {
    if (mine === asking) {
      asking = null;
      document.body.removeAttribute("aria-busy");
    }
  }
}

function check() {
  const { state } = history;
  if (state.text.trim()) asked((signal) => lint(state, signal), report);
  else { asking?.abort(); clear(); }
}

function checkSoon() {
  asking?.abort();
  asking = null;
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

// Show another text, or read it as another format.
function put(state, { keep = true, caret = null } = {}) {
  const before = area.value;
  if (keep) history.add(state);
  findings = moved(findings, before, state.text);
  if (before !== state.text) {
    area.value = state.text;
    const at = caret ?? firstDifference(before, state.text);
    area.setSelectionRange(at, at);
  }
  document.querySelector(`[name=format][value=${state.format}]`).checked = true;
  refresh();
  paint();
}

function firstDifference(a, b) {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
}

function choose(finding) {
  current = finding.fingerprint;
  for (const one of $("list").children) one.classList.toggle("current", one.dataset.fingerprint === current);
  paint();
}

function point(finding) { // from the list to the article
  choose(finding);
  area.focus({ preventScroll: true });
  area.setSelectionRange(finding.from, finding.to);
  $("marks").querySelector("mark.current")?.scrollIntoView({ block: "center" });
}

function notice() { // from the article to the list
  const at = area.selectionStart;
  const finding = findings.find(({ from, to }) => from <= at && at <= to);
  if (!finding || finding.fingerprint === current) return;
  choose(finding);
  if (matchMedia("(min-width: 56.01rem)").matches) {
    $("list").querySelector(".current")?.scrollIntoView({ block: "nearest" });
  }
}

function step(by) {
  if (!findings.length) return;
  const now = findings.findIndex((finding) => finding.fingerprint === current);
  const next = now < 0 ? (by > 0 ? 0 : findings.length - 1) : (now + by + findings.length) % findings.length;
  point(findings[next]);
  say(`${next + 1} of ${findings.length}: ${findings[next].message}`);
}

function taken(told) {
  const { format: kind } = history.state;
  if (told.applied.length) put({ text: told[kind], format: kind });
  report(told);
  const why = told.not_applied.map((one) => one.why).join("; ");
  say(told.applied.length ? `Done: ${told.applied.map((made) => made.title).join("; ")}` : why || "Nothing was changed");
}

function mend(finding) {
  const number = findings.indexOf(finding);
  const fromList = $("list").contains(document.activeElement);
  asked((signal) => fix(history.state, [finding.fingerprint], signal), (told) => {
    taken(told);
    if (!fromList) return;
    const next = $("list").children[Math.min(number, findings.length - 1)];
    (next?.querySelector(".fix") ?? next?.querySelector(".says") ?? area).focus();
  });
}

function mendAll() {
  asked((signal) => fix(history.state, "safe", signal), taken);
}

function undo(back) {
  if (!(back ? history.undo() : history.redo())) return;
  put(history.state, { keep: false });
  say(back ? "Undone" : "Done again");
  check();
}

const isHtml = (text) => /^\s*<(?:!doctype|!--|html|head|body|article|section|div|p|h[1-6]|ul|ol|figure|blockquote|span|em|strong|a|b|i)\b[^]*>/i.test(text);
const fragment = (html) => /<!--StartFragment-->([^]*?)<!--EndFragment-->/.exec(html)?.[1] ?? html;

function offer(html) { // what came with its formatting can be kept so
  $("offer").hidden = !html;
  $("as-html").onclick = () => {
    put({ text: html, format: "html" }, { caret: 0 });
    $("offer").hidden = true;
    area.focus();
    check();
  };
}

function load(text, kind = isHtml(text) ? "html" : "text") {
  offer("");
  put({ text: text.replace(/\r\n?/g, "\n"), format: kind }, { caret: 0 });
  check();
}

async function read(file) {
  const kind = /\.x?html?$/i.test(file.name) ? "html" : /\.(md|markdown)$/i.test(file.name) ? "markdown" : "text";
  load(await file.text(), kind);
  say(`${file.name} is open`);
}

async function copy() {
  try {
    await navigator.clipboard.writeText(area.value);
  } catch { // no secure connection, or no permission
    area.select();
    document.execCommand("copy");
  }
  $("copy").textContent = "Copied";
  say("Copied");
  setTimeout(() => { $("copy").textContent = "Copy"; }, 1500);
}

async function showRule() {
  const name = /^#rule\/([\w-]+)$/.exec(location.hash)?.[1];
  if (!name) return;
  try {
    const rule = (await rules()).get(name);
    if (!rule) return;
    $("rule-title").textContent = name;
    $("rule-text").replaceChildren(...rulePage(rule));
    if (!$("rule").open) $("rule").showModal();
  } catch (error) {
    if (error instanceof KeyNeeded) $("ask-key").showModal();
    else say(error.message);
  }
}

area.addEventListener("input", () => {
  const state = { text: area.value, format: format() };
  findings = moved(findings, history.state.text, state.text);
  history.add(state, true);
  if (!state.text) offer("");
  refresh();
  paint();
  checkSoon();
});
area.addEventListener("beforeinput", (event) => {
  if (!event.inputType.startsWith("history")) return;
  event.preventDefault();
  undo(event.inputType === "historyUndo");
});
area.addEventListener("paste", (event) => {
  const text = event.clipboardData.getData("text/plain");
  const html = fragment(event.clipboardData.getData("text/html"));
  const isAll = area.selectionStart === 0 && area.selectionEnd === area.value.length;
  if (!isAll || !(text || html)) return;
  event.preventDefault();
  if (isHtml(text) || !text) load(text || html, "html");
  else {
    load(text, format() === "markdown" ? "markdown" : "text");
    offer(html);
  }
});
area.addEventListener("click", notice);
area.addEventListener("keyup", (event) => { if (/^(Arrow|Home|End|Page)/.test(event.key)) notice(); });
document.addEventListener("dragover", (event) => { event.preventDefault(); $("paper").classList.add("over"); });
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) $("paper").classList.remove("over"); });
document.addEventListener("drop", (event) => {
  event.preventDefault();
  $("paper").classList.remove("over");
  const [file] = event.dataTransfer.files;
  const html = fragment(event.dataTransfer.getData("text/html"));
  const text = event.dataTransfer.getData("text/plain");
  if (file) read(file);
  else if (text) { load(text); if (format() === "text") offer(html); }
  else if (html) load(html, "html");
});
document.addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  const letter = event.key.toLowerCase();
  const does =
    document.querySelector("dialog[open]") ? null
    : event.key === "F8" ? () => step(event.shiftKey ? -1 : 1)
    : control && event.key === "Enter" && event.shiftKey ? mendAll
    : control && event.key === "Enter" ? () => {
      const finding = findings.find((one) => one.fingerprint === current);
      if (finding?.fix && finding.fix.safety !== "hint") mend(finding);
    }
    : control && letter === "z" ? () => undo(!event.shiftKey)
    : control && letter === "y" ? () => undo(false)
    : null;
  if (!does) return;
  event.preventDefault();
  does();
});
for (const radio of document.querySelectorAll("[name=format]")) {
  radio.addEventListener("change", () => { put({ text: area.value, format: format() }); check(); });
}
$("undo").addEventListener("click", () => undo(true));
$("redo").addEventListener("click", () => undo(false));
$("fix-all").addEventListener("click", mendAll);
$("copy").addEventListener("click", copy);
$("open").addEventListener("click", () => $("file").click());
$("file").addEventListener("change", () => { if ($("file").files[0]) read($("file").files[0]); $("file").value = ""; });
$("as-text").addEventListener("click", () => { $("offer").hidden = true; area.focus(); });
$("example").addEventListener("click", () => { load(EXAMPLE, "text"); area.focus(); });
$("help").addEventListener("click", () => $("keys").showModal());
$("key-form").addEventListener("submit", () => { useKey($("key").value.trim()); $("key").value = ""; check(); showRule(); });
$("rule").addEventListener("close", () => window.history.replaceState(null, "", location.pathname));
window.addEventListener("hashchange", showRule);

if (area.value) load(area.value); // what a browser kept over a reload
refresh();
showRule();
