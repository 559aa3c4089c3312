// Keeps the driver's page up to date on a bad network: asks seldom, ever more seldom when nobody
// answers, and at once when the phone is looked at again.
"use strict";

(() => {
  const part = document.getElementById("part");
  const state = document.getElementById("state");
  if (!part || !state) return;

  const SOON_MS = 10000; // while a call waits for an answer
  const USUAL_MS = 30000;
  const MOST_MS = 300000;

  let pause = USUAL_MS;
  let timer = 0;
  let asking = false;

  const usual = () => (part.querySelector("[data-soon]") ? SOON_MS : USUAL_MS);

  function say(word) {
    state.textContent = state.dataset[word];
    state.classList.toggle("lost", word === "lost");
  }

  function typing() {
    const field = document.activeElement;
    const open = part.querySelector("form details[open]");
    return Boolean(open) || (part.contains(field) && /^(INPUT|SELECT|TEXTAREA)$/.test(field.tagName));
  }

  async function ask() {
    if (asking || typing()) return;
    asking = true;
    try {
      const answer = await fetch(part.dataset.part, { headers: { "If-None-Match": part.dataset.etag } });
      if (answer.status === 200) {
        part.innerHTML = await answer.text();
        part.dataset.etag = answer.headers.get("ETag") || "";
      } else if (answer.status === 403 || answer.status === 404) {
        location.reload();
        return;
      } else if (answer.status !== 304) {
        throw new Error(String(answer.status));
      }
      pause = usual();
      say("live");
    } catch {
      pause = Math.min(pause * 2, MOST_MS);
      say("lost");
    } finally {
      asking = false;
    }
  }

  function plan() {
    clearTimeout(timer);
    timer = setTimeout(async () => { if (!document.hidden) await ask(); plan(); }, pause);
  }

  const now = () => { ask().then(plan); };
  document.addEventListener("visibilitychange", () => { if (!document.hidden) now(); });
  window.addEventListener("online", now);
  pause = usual();
  plan();
})();
