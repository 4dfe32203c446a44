// Talks to the service. A key, if one is needed, is kept for this tab only.

let key = sessionStorage.getItem("newslint-key") ?? "";

export class KeyNeeded extends Error {}

export function useKey(given) {
  key = given;
  sessionStorage.setItem("newslint-key", given);
}

async function ask(path, body, signal) {
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  if (body) headers["Content-Type"] = "application/json";
  const options = { method: body ? "POST" : "GET", headers, signal, credentials: "omit" };
  const answer = await fetch(path, body ? { ...options, body: JSON.stringify(body) } : options);
  if (answer.status === 401) throw new KeyNeeded();
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.detail);
  return told;
}

const article = ({ text, format }) => ({ [format]: text, offsets: "utf-16" });

export const lint = (state, signal) => ask("v1/lint", article(state), signal);
export const fix = (state, fixes, signal) => ask("v1/fix", { ...article(state), fixes }, signal);

let known;
export const rules = () => (known ??= ask("v1/rules").then((told) => new Map(told.rules.map((rule) => [rule.rule, rule])),
  (error) => { known = undefined; throw error; }));
