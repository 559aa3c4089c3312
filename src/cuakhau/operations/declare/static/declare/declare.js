"use strict";

// What is typed is kept in this browser as well as on the server, so that a lost connection in
// the middle of a form loses nothing. It leaves the browser once the trip is declared, or after
// twelve hours: machines at a gate are shared.

const PREFIX = "cuakhau.typed.";
const LASTS_MS = 12 * 60 * 60 * 1000;
const NOT_KEPT = new Set(["csrfmiddlewaretoken"]);

function readKept(key) {
  try {
    const kept = JSON.parse(localStorage.getItem(key));
    return kept && Date.now() - kept.at < LASTS_MS ? kept : null;
  } catch {
    return null;
  }
}

function writeKept(key, kept) {
  try {
    localStorage.setItem(key, JSON.stringify(kept));
  } catch {
    // A full or forbidden store: the server still keeps the draft.
  }
}

function sweep(drop) {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(PREFIX)) continue;
    const kept = readKept(key);
    if (kept === null || drop(kept)) localStorage.removeItem(key);
  }
}

function readFields(form) {
  const fields = {};
  for (const one of form.elements) {
    if (!one.name || NOT_KEPT.has(one.name) || ["file", "submit", "button"].includes(one.type)) continue;
    fields[one.name] = one.type === "checkbox" ? (one.checked ? one.value : "") : one.value;
  }
  return fields;
}

async function showLines(form, fields) {
  const wanted = Object.keys(fields).filter((name) => /^description-\d+$/.test(name));
  for (let tries = 0; tries < 20; tries += 1) {
    const more = document.querySelector("#add-line");
    if (!more || wanted.every((name) => form.elements[name])) return;
    await htmx.ajax("GET", more.getAttribute("hx-get"), { source: more, target: more, swap: "outerHTML" });
  }
}

function writeFields(form, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const one = form.elements[name];
    if (!one || one.disabled) continue;
    if (one.type === "checkbox") one.checked = value !== "";
    else one.value = value;
  }
}

function keep(form, more = {}) {
  const key = PREFIX + form.dataset.keep;
  writeKept(key, { at: Date.now(), fields: readFields(form), onServer: false, sent: false, ...more });
}

async function restore(form) {
  const key = PREFIX + form.dataset.keep;
  const kept = readKept(key);
  if (form.dataset.returned) {
    keep(form);
    return;
  }
  if (kept === null || (kept.onServer && !kept.sent)) {
    localStorage.removeItem(key);
    return;
  }
  await showLines(form, kept.fields);
  writeFields(form, kept.fields);
  const note = document.querySelector("#restored");
  if (note) note.hidden = false;
  form.dispatchEvent(new Event("input", { bubbles: true }));
}

function start() {
  sweep(() => false);
  if (document.querySelector("[data-declared]")) sweep((kept) => kept.sent);
  const form = document.querySelector("form[data-keep]");
  if (!form) return;
  form.addEventListener("input", () => keep(form));
  form.addEventListener("htmx:afterSettle", (event) => {
    if (event.target.id !== "kept") keep(form);
  });
  form.addEventListener("submit", (event) => {
    keep(form, { sent: true });
    if (navigator.onLine) return;
    event.preventDefault();
    document.querySelector("#offline")?.removeAttribute("hidden");
  });
  document.querySelector("#forget")?.addEventListener("click", () => {
    localStorage.removeItem(PREFIX + form.dataset.keep);
    location.reload();
  });
  restore(form);
}

document.addEventListener("DOMContentLoaded", start);

// Sent twice, a form declares once anyway; a button that waits tells so.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  const button = event.target.querySelector("button.large");
  if (button) setTimeout(() => { button.disabled = true; }, 0);
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("button.large").forEach((one) => { one.disabled = false; });
});

document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target.id !== "kept") return;
  const form = document.querySelector("form[data-keep]");
  const offline = document.querySelector("#offline");
  const failed = !event.detail.successful;
  if (offline) offline.hidden = !failed;
  if (!form || failed) return;
  const sent = readKept(PREFIX + form.dataset.keep)?.sent ?? false;
  keep(form, { onServer: true, sent });
});

// A vehicle that is known fills in its fields; what was typed while it was asked for stays.
let asked = {};
let typed = {};
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.id === "plate") asked = readFields(event.target.form);
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.id !== "vehicle") return;
  const now = readFields(event.target.querySelector("#plate").form);
  typed = Object.fromEntries(Object.entries(now).filter(([name, value]) => value !== asked[name]));
});
document.addEventListener("htmx:afterSwap", () => {
  const form = document.querySelector("form[data-keep]");
  if (form) writeFields(form, typed);
  typed = {};
});

document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-all]")) return;
  const form = event.target.closest("[data-ticks]");
  for (const box of form.querySelectorAll("[name=draft]")) box.checked = event.target.checked;
});

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const from = document.getElementById(button.dataset.copy);
  from.select?.();
  try {
    await navigator.clipboard.writeText(from.value);
  } catch {
    document.execCommand("copy");
  }
  button.classList.add("is-copied");
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
});
