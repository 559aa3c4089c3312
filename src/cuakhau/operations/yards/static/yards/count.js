// A yard is counted on a phone where the network comes and goes: each press is kept on the phone
// with a nonce of its own until the server has answered it, and is sent again until it does.
"use strict";

(() => {
  const list = document.getElementById("count");
  if (!list) return;

  const KEY = `cuakhau.count.${list.dataset.key}`;
  const FIRST_MS = 2000;
  const MOST_MS = 60000;
  const unsent = document.getElementById("unsent");
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]").value;

  let pause = FIRST_MS;
  let timer = 0;
  let sending = false;
  let signedOut = false;

  function read() {
    try { return JSON.parse(localStorage.getItem(KEY)) || []; } catch { return []; }
  }

  function write(kept) {
    try { localStorage.setItem(KEY, JSON.stringify(kept)); } catch { /* a full phone: sent at once */ }
    tell(kept);
  }

  function tell(kept) {
    unsent.hidden = kept.length === 0;
    unsent.textContent = signedOut ? unsent.dataset.again : `${unsent.dataset.some} ${kept.length}`;
    const states = [...list.querySelectorAll(".count-row")].map((row) => row.dataset.state);
    for (const word of ["present", "absent"]) {
      const here = states.filter((one) => one === word).length;
      document.getElementById(word).textContent = Number(list.dataset[word]) + here; // and other pages
    }
  }

  const rowOf = (visit) => [...list.querySelectorAll(".count-row")].find((row) => row.dataset.visit === visit);

  function paint(visit, state, waits) {
    const row = rowOf(visit);
    if (!row) return;
    row.dataset.state = state;
    row.classList.toggle("waits", waits);
  }

  function complain(visit, text) {
    const row = rowOf(visit);
    const place = row && row.querySelector(".count-trouble");
    if (!place) return;
    place.hidden = !text;
    place.textContent = text;
  }

  function newNonce() {
    if (window.crypto && crypto.randomUUID) return crypto.randomUUID();
    return `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}`;
  }

  async function send(one) {
    const body = new URLSearchParams({
      csrfmiddlewaretoken: token(), visit: one.visit, word: one.word, slot: one.slot || "",
      nonce: one.nonce, ago_ms: String(Math.max(0, Date.now() - one.pressed)),
    });
    const answer = await fetch(list.dataset.mark, { method: "POST", body, headers: { Accept: "application/json" } });
    const type = answer.headers.get("Content-Type") || "";
    signedOut = !type.includes("json");
    if (signedOut) throw new Error("not signed in");
    if (answer.status >= 500) throw new Error(String(answer.status));
    return { ok: answer.ok, told: await answer.json() };
  }

  async function flush() {
    clearTimeout(timer);
    if (sending) return;
    sending = true;
    try {
      for (let kept = read(); kept.length; kept = read()) {
        const one = kept[0];
        const { ok, told } = await send(one);
        write(read().filter((other) => other.nonce !== one.nonce));
        const later = read().some((other) => other.visit === one.visit);
        if (!later) paint(one.visit, ok ? one.word : "unknown", false);
        complain(one.visit, ok ? "" : `${told.rule} ${told.reason} ${told.cure}`);
        tell(read());
        pause = FIRST_MS;
      }
    } catch {
      tell(read());
      pause = Math.min(pause * 2, MOST_MS);
      timer = setTimeout(flush, pause);
    } finally {
      sending = false;
    }
  }

  list.addEventListener("submit", (event) => {
    const word = event.submitter && event.submitter.value;
    const row = event.target.closest(".count-row");
    if (!word || !row) return;
    event.preventDefault();
    const visit = row.dataset.visit;
    write([...read(), { visit, word, nonce: newNonce(), pressed: Date.now() }]);
    paint(visit, word, true);
    tell(read());
    pause = FIRST_MS;
    flush();
  });

  const find = document.getElementById("count-find");
  find.addEventListener("input", () => {
    const plain = (text) => text.toLowerCase().replace(/[^a-z0-9]/g, "");
    const asked = plain(find.value);
    list.querySelectorAll(".count-row").forEach((row) => {
      row.hidden = Boolean(asked) && !plain(row.dataset.find).includes(asked);
    });
  });

  window.addEventListener("online", flush);
  for (const one of read()) paint(one.visit, one.word, true);
  tell(read());
  flush();
})();
