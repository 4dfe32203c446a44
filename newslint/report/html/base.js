// What every part needs: nodes and texts. What comes from an article only ever becomes text of a node or a number.

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
