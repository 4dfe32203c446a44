// How an article comes in: pasted, dropped, opened from a file, or left from before a reload.

const MOST = 4_000_000;
const DRAFT = "newslint-draft";

export const isHtml = (text) => /^\s*<(?:!doctype|!--|html|head|body|article|section|div|p|h[1-6]|ul|ol|figure|blockquote|span|em|strong|a|b|i)\b[^]*>/i.test(text);
export const lines = (text) => text.replace(/\r\n?/g, "\n"); // as a text field has them: offsets count them

// The text and the HTML that a clipboard holds, or what is dropped.
export function carried(data) {
  const html = data.getData("text/html");
  return {
    text: lines(data.getData("text/plain")),
    html: lines(/<!--StartFragment-->([^]*?)<!--EndFragment-->/.exec(html)?.[1] ?? html),
  };
}

// The article in a file; the error says why there is none.
export async function opened(file) {
  if (file.size > MOST) throw new Error(`${file.name} is too large for an article. Nothing was changed.`);
  const text = decoded(await file.arrayBuffer());
  if (text.includes("\0")) throw new Error(`${file.name} is no text. Nothing was changed.`);
  const named = /\.x?html?$/i.test(file.name) ? "html" : /\.(md|markdown)$/i.test(file.name) ? "markdown" : "text";
  return { text: lines(text), format: named };
}

function decoded(bytes) {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch { // what older programs write
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

export function keep(state) {
  try {
    sessionStorage.setItem(DRAFT, JSON.stringify(state));
  } catch { /* too long, or not allowed: it is lost with the tab, as before */ }
}

export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(DRAFT));
  } catch {
    return null;
  }
}
