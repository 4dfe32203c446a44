// The editor page: what is typed is checked, what is found is shown, what can be mended is mended.

import { fill, rulePage } from "./cards.js";
import { EXAMPLE } from "./example.js";
import { History } from "./history.js";
import { carried, isHtml, keep, kept, opened } from "./intake.js";
import { moved, placed, show } from "./marks.js";
import { KeyNeeded, fix, lint, rules, useKey } from "./service.js";
import { explained } from "./trouble.js";

const PAUSE = 300;
const LONG = 600;
const $ = (id) => document.getElementById(id);
const area = $("article");
const past = new History({ text: "", format: "text" });
let findings = [];
let painted = ""; // the text to which the places of the findings belong
let current = null;
let timer = 0;
let tries = 0;
let asking = null; // what ends the request on its way: its answer would be stale
let isKeyDeclined = false;

const format = () => document.querySelector("[name=format]:checked").value;
const say = (text) => { $("said").textContent = text; };
const plural = (number, word) => `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
const named = (fingerprint) => findings.find((finding) => finding.fingerprint === fingerprint);

function paint() {
  show($("marks"), area.value, findings, current);
  painted = area.value;
}

function follow() { // keep the findings with their words
  const before = findings.length;
  findings = moved(findings, painted, area.value);
  paint();
  if (findings.length !== before) list();
}

function verdict(kind, text) {
  if ($("verdict").textContent === text) return; // said once
  $("verdict").dataset.verdict = kind;
  $("verdict").textContent = text;
}

function note(text, button = "", then = check) {
  $("note").hidden = !text;
  $("note").textContent = text;
  $("again").hidden = !button;
  $("again").textContent = button;
  $("again").onclick = () => then();
}

function trouble(text) {
  $("trouble").hidden = !text;
  $("trouble").textContent = text;
}

function refresh() { // what depends on the text alone
  const { text } = past.state;
  $("undo").disabled = !past.canUndo;
  $("redo").disabled = !past.canRedo;
  $("copy").disabled = !text;
  $("paper").classList.toggle("source", format() !== "text");
  $("count").textContent = plural((text.match(/\S+/g) ?? []).length, "word");
  $("example").hidden = Boolean(text);
}

function list() {
  const kept = fill($("list"), findings, { onShow: (name) => point(named(name)), onFix: (name) => mend(named(name)) });
  if (!kept) area.focus();
  for (const one of $("list").children) one.classList.toggle("current", one.dataset.fingerprint === current);
  $("number").textContent = findings.length;
  const safe = findings.filter((finding) => finding.fix?.safety === "safe").length;
  $("fix-all").disabled = !safe;
  $("fix-all").textContent = safe ? `Fix all that is safe (${safe})` : "Fix all that is safe";
}

function report(told) {
  tries = 0;
  findings = placed(told.findings);
  if (!named(current)) current = null;
  const counts = ["error", "warning", "note"].map((severity) => [severity, findings.filter((one) => one.severity === severity).length]);
  const counted = counts.filter(([, number]) => number).map(([severity, number]) => plural(number, severity)).join(", ");
  const words = { pass: "Ready to publish", warn: "Read it again", hold: "Hold" }[told.verdict];
  const failed = told.failures.map((failure) => failure.error).join("; ");
  if (told.failures.some((failure) => !failure.rule)) verdict("lost", "Not checked");
  else verdict(told.verdict, counted ? `${words}: ${counted}` : words);
  if (failed) note(`Not all was checked: ${failed}.`, "Check again");
  else note(findings.length ? "" : "Nothing found. Spelling, grammar and facts are not checked.");
  paint();
  list();
}

function clear() {
  findings = [];
  current = null;
  verdict("none", "Nothing to check yet");
  note("What is found stands here, beside its place in the article.");
  paint();
  list();
}

function stop() { // what is on its way is stale
  clearTimeout(timer);
  asking?.abort();
  asking = null;
  $("list").removeAttribute("aria-busy");
}

// Ask the service; an answer that another question has overtaken is dropped.
async function asked(question, then) {
  stop();
  const mine = (asking = new AbortController());
  const isFirst = $("verdict").dataset.verdict === "none";
  const waiting = setTimeout(() => { if (mine === asking) verdict("none", "Checking…"); }, isFirst ? 0 : LONG);
  $("list").setAttribute("aria-busy", "true");
  try {
    const told = await question(mine.signal);
    if (mine === asking) then(told);
  } catch (error) {
    if (mine === asking && error.name !== "AbortError") failed(error);
  } finally {
    clearTimeout(waiting);
    if (mine === asking) {
      asking = null;
      $("list").removeAttribute("aria-busy");
    }
  }
}

function failed(error) {
  const { says, button, seconds } = explained(error, ++tries);
  verdict("lost", "Not checked");
  note(says, button, error instanceof KeyNeeded ? askForKey : check);
  if (seconds) timer = setTimeout(check, 1000 * seconds);
  if (error instanceof KeyNeeded && !isKeyDeclined) askForKey(error);
}

function askForKey({ isWrong } = {}) {
  $("wrong-key").hidden = !isWrong;
  $("ask-key").returnValue = "";
  if (!$("ask-key").open) $("ask-key").showModal();
}

function check() {
  const { state } = past;
  keep(state);
  if (state.text.trim()) asked((signal) => lint(state, signal), report);
  else { stop(); clear(); }
}

function checkSoon() {
  stop();
  timer = setTimeout(check, PAUSE);
}

// Show another text, or read it as another format.
function put(state, { isNew = true, caret = null } = {}) {
  const before = area.value;
  if (isNew) past.add(state);
  if (before !== state.text) {
    area.value = state.text;
    const at = caret ?? firstDifference(before, state.text);
    area.setSelectionRange(at, at);
  }
  document.querySelector(`[name=format][value=${state.format}]`).checked = true;
  refresh();
  follow();
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
  if (!finding) return;
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
  const { format: kind } = past.state;
  if (told.applied.length) put({ text: told[kind], format: kind });
  report(told);
  keep(past.state);
  const why = told.not_applied.map((one) => one.why).join("; ");
  say(told.applied.length ? `Done: ${told.applied.map((made) => made.title).join("; ")}` : why || "Nothing was changed");
}

function mend(finding) {
  if (finding?.fix && finding.fix.safety !== "hint") asked((signal) => fix(past.state, [finding.fingerprint], signal), taken);
}

function mendAll() {
  if (past.state.text) asked((signal) => fix(past.state, "safe", signal), taken);
}

function undo(back) {
  if (!(back ? past.undo() : past.redo())) return;
  put(past.state, { isNew: false });
  say(back ? "Undone" : "Done again");
  check();
}

function typed() {
  const state = { text: area.value, format: format() };
  if (state.text === past.state.text) return;
  past.add(state, true);
  if (!state.text) offer("");
  trouble("");
  refresh();
  follow();
  checkSoon();
}

function offer(html) { // what came with its formatting can be kept so
  $("offer").hidden = !html;
  $("as-html").onclick = () => {
    load(html, "html");
    area.focus();
  };
}

function load(text, kind) {
  offer("");
  trouble("");
  put({ text, format: kind }, { caret: 0 });
  check();
}

async function read(file) {
  try {
    const { text, format: kind } = await opened(file);
    load(text, kind === "text" && isHtml(text) ? "html" : kind);
    say(`${file.name} is open`);
  } catch (error) {
    trouble(error.message);
  }
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
    if (error instanceof KeyNeeded) askForKey(error);
    else trouble(explained(error, 0).says);
  }
}

area.addEventListener("input", (event) => {
  if (event.isComposing) { // the word is not finished: it is neither undone nor checked by its parts
    stop();
    follow();
  } else typed();
});
area.addEventListener("compositionend", () => { typed(); checkSoon(); });
area.addEventListener("beforeinput", (event) => {
  if (!event.inputType.startsWith("history")) return;
  event.preventDefault();
  undo(event.inputType === "historyUndo");
});
area.addEventListener("paste", (event) => {
  const { text, html } = carried(event.clipboardData);
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
document.addEventListener("dragover", (event) => {
  if (event.target === area && area.value && !event.dataTransfer.types.includes("Files")) return; // words moved within it
  event.preventDefault();
  $("paper").classList.add("over");
});
document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) $("paper").classList.remove("over"); });
document.addEventListener("drop", (event) => {
  const [file] = event.dataTransfer.files;
  $("paper").classList.remove("over");
  if (!file && event.target === area && area.value) return;
  event.preventDefault();
  const { text, html } = carried(event.dataTransfer);
  if (file) read(file);
  else if (text && !isHtml(text)) { load(text, "text"); offer(html); }
  else if (text || html) load(text || html, "html");
});
document.addEventListener("keydown", (event) => {
  const control = event.ctrlKey || event.metaKey;
  const letter = event.key.toLowerCase();
  const does =
    event.isComposing || document.querySelector("dialog[open]") ? null
    : event.key === "F8" ? () => step(event.shiftKey ? -1 : 1)
    : control && event.key === "Enter" && event.shiftKey ? mendAll
    : control && event.key === "Enter" ? () => mend(named(current))
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
$("ask-key").addEventListener("close", () => { isKeyDeclined = !$("ask-key").returnValue; });
$("key-form").addEventListener("submit", () => { useKey($("key").value.trim()); $("key").value = ""; isKeyDeclined = false; check(); showRule(); });
$("rule").addEventListener("close", () => window.history.replaceState(null, "", location.pathname));
window.addEventListener("hashchange", showRule);

const draft = kept();
if (draft?.text) load(draft.text, draft.format); // it was here before a reload
else if (area.value) load(area.value, isHtml(area.value) ? "html" : "text");
refresh();
showRule();
