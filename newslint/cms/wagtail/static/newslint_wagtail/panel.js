// Keeps newslint's side panel up with what is written in the form.
//
// Wagtail's editors change the form without telling, so the form is read every second; once it has stopped changing,
// newslint is asked about it. One question at a time.

(() => {
  "use strict";

  const PAUSE = 1000;
  const NOT_TEXT = /^(csrfmiddlewaretoken|newslint_reason|loaded_revision|overwrite_revision)/;

  let before = null; // the form as it was a second ago
  let asked = null; // the form that newslint was last asked about; at first not even the one that came with the page,
  // for somebody may have written in it before this could look
  let isAsking = false;
  let reason = ""; // outlives the panel, which Wagtail replaces once a new page is saved

  const panel = () => document.querySelector("[data-newslint]");

  function written(form) {
    const told = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === "string" && !NOT_TEXT.test(name)) told.append(name, value);
    }
    return told;
  }

  const said = (findings) =>
    findings.querySelector("[data-newslint-says]").textContent.trim().replace(/\s+/g, " ");

  function show(html) {
    const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-newslint-count]");
    if (!found) throw new Error("no answer of newslint");
    const count = Number(found.dataset.newslintCount);
    const old = panel().querySelector("[data-newslint-findings]");
    const isNews = said(found) !== said(old);
    old.replaceChildren(found);
    tell(isNews ? said(found) : "");
    const override = panel().querySelector("[data-newslint-override]");
    if (override) override.hidden = found.dataset.newslintCanOverride !== "yes";
    const counter = document.querySelector(
      "[data-side-panel-toggle=newslint] [data-side-panel-toggle-counter]",
    );
    if (counter) {
      counter.textContent = String(count);
      counter.hidden = count === 0;
    }
  }

  // Read out by screen readers, and seen only if it is a failure: the panel shows the rest.
  function tell(says, isFailure = false) {
    const status = panel().querySelector("[data-newslint-status]");
    status.classList.toggle("w-sr-only", !isFailure);
    if (status.textContent !== says) status.textContent = says;
  }

  async function ask(form, body) {
    isAsking = true;
    try {
      const answer = await fetch(panel().dataset.newslintUrl, {
        method: "POST",
        body,
        credentials: "same-origin",
        redirect: "error", // to the login, if the session has ended
        headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
      });
      if (!answer.ok) throw new Error(`newslint answered ${answer.status}`);
      show(await answer.text());
    } catch {
      if (panel()) tell(panel().querySelector("[data-newslint-status]").dataset.failed, true);
    } finally {
      isAsking = false;
    }
  }

  function keepReason() {
    const field = document.querySelector("#newslint-reason");
    if (!field) return;
    if (!field.dataset.newslintKept) {
      field.dataset.newslintKept = "yes";
      if (!field.value) field.value = reason;
    }
    reason = field.value;
  }

  setInterval(() => {
    const form = document.querySelector("#page-edit-form");
    if (!form || !panel() || document.hidden) return;
    keepReason();
    const told = written(form);
    const now = told.toString();
    const isStill = now === before;
    before = now;
    if (isStill && now !== asked && !isAsking) {
      asked = now;
      ask(form, told);
    }
  }, PAUSE);
})();
