// Keeps a live part of a page up to date: a stream says that rows came, then the part is fetched.
// Where the stream cannot be reached, it asks every two seconds.
"use strict";

(() => {
  const live = document.getElementById("live");
  if (!live) return;

  const POLL_MS = 2000;
  const LEAST_PAUSE_MS = 700; // between two fetches, however fast rows come
  const GIVE_UP_AFTER = 3; // failed attempts at the stream before polling

  let cursor = "";
  let heard = ""; // how far the stream says that the log has come
  let wanted = false;
  let fetching = false;
  let paused = false;
  let lastFetch = 0;
  let failures = 0;
  let wasOpen = false; // what never was there is not lost: it still starts
  let source = null;
  let poll = null;
  let clock = null;

  const part = () => live.querySelector(".part");
  const byId = (id) => document.getElementById(id);

  function say(state) {
    const pulse = byId("pulse");
    if (!pulse) return;
    live.dataset.state = state;
    pulse.className = `pulse is-${state}`;
    pulse.textContent = pulse.dataset[state];
  }

  // -- the clock of the zone runs between two fetches ------------------------------------------

  function readClock() {
    const { nowMs, speed, untilMs } = part().dataset;
    clock = { at: performance.now(), now: +nowMs, speed: +speed, until: untilMs ? +untilMs : Infinity };
    cursor = part().dataset.cursor;
  }

  function tick() {
    const shown = byId("clock");
    if (!shown || !clock || paused) return;
    const now = Math.min(clock.until, clock.now + (performance.now() - clock.at) * clock.speed);
    const wall = new Date(now + +shown.dataset.offsetMin * 60000);
    const two = (number) => String(number).padStart(2, "0");
    const seconds = clock.speed > 20 ? "" : `:${two(wall.getUTCSeconds())}`;
    shown.textContent = `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}${seconds}`;
  }

  // -- the part -------------------------------------------------------------------------------

  function show(html) {
    const before = new Map();
    live.querySelectorAll("[data-key]").forEach((cell) => before.set(cell.dataset.key, cell.textContent));
    const open = [...live.querySelectorAll("details")].map((one) => one.open);
    const focus = document.activeElement && live.contains(document.activeElement) ? document.activeElement.id : "";
    live.innerHTML = html;
    live.querySelectorAll("details").forEach((one, place) => { one.open = open[place] || false; });
    live.querySelectorAll("[data-key]").forEach((cell) => {
      const old = before.get(cell.dataset.key);
      if (old !== undefined && old !== cell.textContent) cell.classList.add("changed");
    });
    prepare();
    say(live.dataset.state || "live");
    if (focus && byId(focus)) byId(focus).focus();
  }

  async function refresh() {
    wanted = true;
    if (fetching || paused) return;
    fetching = true;
    while (wanted && !paused) {
      const pause = lastFetch + LEAST_PAUSE_MS - performance.now();
      if (pause > 0) await new Promise((go) => setTimeout(go, pause));
      wanted = false;
      lastFetch = performance.now();
      try {
        const answer = await fetch(`${live.dataset.part}?after=${encodeURIComponent(heard)}`, { headers: { Accept: "text/html" }, cache: "no-store" });
        if (answer.redirected) { location.reload(); return; } // signed out: the page leads to the sign-in
        if (!answer.ok) throw new Error(String(answer.status));
        const html = await answer.text();
        if (!paused) show(html);
        if (live.dataset.state === "lost") say(poll ? "polling" : "live");
      } catch {
        say("lost");
      }
    }
    fetching = false;
  }

  function prepare() {
    readClock();
    const button = byId("pause");
    button.hidden = false;
    button.setAttribute("aria-pressed", String(paused));
    button.textContent = paused ? button.dataset.go : button.dataset.pause;
    button.addEventListener("click", () => {
      paused = !paused;
      prepare();
      say(paused ? "paused" : poll ? "polling" : "live");
      if (!paused) refresh();
    }, { once: true });
  }

  // -- the stream -----------------------------------------------------------------------------

  function address() {
    const base = live.dataset.stream;
    if (!base) return null;
    const root = base.startsWith(":") ? `${location.protocol}//${location.hostname}${base}` : base;
    return `${root}/stream/${encodeURIComponent(live.dataset.zone)}?after=${encodeURIComponent(cursor)}`;
  }

  function startPolling() {
    if (poll) return;
    if (source) source.close();
    source = null;
    poll = setInterval(refresh, POLL_MS);
    say("polling");
    setTimeout(listen, 15 * POLL_MS);
  }

  function listen() {
    const to = address();
    if (!to || !window.EventSource) { startPolling(); return; }
    source = new EventSource(to);
    source.addEventListener("open", () => {
      failures = 0;
      wasOpen = true;
      clearInterval(poll);
      poll = null;
      if (!paused) say("live");
    });
    source.addEventListener("rows", (event) => {
      heard = event.data;
      if (event.data !== cursor) refresh();
    });
    source.addEventListener("error", () => {
      failures += 1;
      if (!paused && wasOpen) say("lost");
      if (failures >= GIVE_UP_AFTER || source.readyState === EventSource.CLOSED) startPolling();
    });
  }

  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  prepare();
  setInterval(tick, 250);
  listen();
})();
