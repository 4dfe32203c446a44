// Talks to the service. A key, if one is needed, is kept for this tab only.

let key = sessionStorage.getItem("newslint-key") ?? "";

export class KeyNeeded extends Error {
  constructor() {
    super("A key is needed.");
    this.isWrong = Boolean(key);
  }
}

// No answer at all.
export class Away extends Error {}

// An answer that is none to the question.
export class Refused extends Error {
  constructor(status, problem, seconds) {
    super([problem?.detail ?? `status ${status}`, ...(problem?.errors ?? []).map((one) => one.detail)].join("; "));
    this.status = status;
    this.seconds = seconds;
  }
}

export function useKey(given) {
  key = given;
  sessionStorage.setItem("newslint-key", given);
}

async function ask(path, body, signal) {
  const headers = key ? { Authorization: `Bearer ${key}` } : {};
  if (body) headers["Content-Type"] = "application/json";
  const options = { method: body ? "POST" : "GET", headers, signal, credentials: "omit" };
  let answer;
  let told;
  try {
    answer = await fetch(path, body ? { ...options, body: JSON.stringify(body) } : options);
    told = await answer.json().catch((error) => { if (error instanceof SyntaxError) return null; throw error; });
  } catch (error) {
    throw error.name === "AbortError" ? error : new Away(error.message);
  }
  if (answer.status === 401) throw new KeyNeeded();
  if (!answer.ok || !told) throw new Refused(answer.status, told, Number(answer.headers.get("Retry-After")) || 0);
  return told;
}

const article = ({ text, format }) => ({ [format]: text, offsets: "utf-16" });

export const lint = (state, signal) => ask("v1/lint", article(state), signal);
export const fix = (state, fixes, signal) => ask("v1/fix", { ...article(state), fixes }, signal);

let known;
export const rules = () => (known ??= ask("v1/rules").then((told) => new Map(told.rules.map((rule) => [rule.rule, rule])),
  (error) => { known = undefined; throw error; }));
