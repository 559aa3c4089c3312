// Keeps a worklist fresh and the ticks, the place and the focus of its officer where they were.
// Without it everything still works, one page at a time.
"use strict";

(() => {
  const desk = document.getElementById("desk");
  if (!desk) return;

  const LEAST_PAUSE_MS = 2500; // between two looks, however fast others act
  const POLL_MS = 6000; // where the stream cannot be reached
  const TOUCH_MS = 4000; // after a touch the rows stay where the finger found them
  const GIVE_UP_AFTER = 3;

  const chosen = new Set();
  let current = ""; // the visit that the keys act upon
  let currentPlace = 0;
  let cursor = desk.dataset.cursor;
  let wanted = false;
  let looking = false;
  let lastLook = 0;
  let lastTouch = 0;
  const acting = new Set(); // requests of this officer that are on their way

  const list = () => document.getElementById("list");
  const rows = () => [...list().querySelectorAll("tr[data-visit]")].filter((row) => row.offsetParent);
  const rowOf = (visit) => list().querySelector(`tr[data-visit="${CSS.escape(visit)}"]`);
  const isGone = (row) => row.classList.contains("is-gone");

  // -- ticks -------------------------------------------------------------------------------

  function showTicks() {
    for (const box of list().querySelectorAll("[name=visit]")) box.checked = chosen.has(box.value);
    const all = document.getElementById("all");
    if (all) {
      const boxes = [...list().querySelectorAll("[name=visit]")];
      all.hidden = false;
      all.checked = boxes.length > 0 && boxes.every((box) => box.checked);
    }
    const many = document.getElementById("many");
    if (!many) return;
    many.classList.add("is-floating");
    many.hidden = chosen.size === 0;
    for (const button of many.querySelectorAll("button")) button.hidden = false;
    const count = many.querySelector(".many-count");
    document.getElementById("many-count").textContent = `${count.dataset.none} ${chosen.size}`;
  }

  function tick(visit, on) {
    if (on) chosen.add(visit);
    else chosen.delete(visit);
  }

  let lastTicked = "";
  function tickRange(visit) {
    const all = rows().map((row) => row.dataset.visit);
    const [from, to] = [all.indexOf(lastTicked), all.indexOf(visit)].sort((a, b) => a - b);
    if (from >= 0) all.slice(from, to + 1).forEach((one) => tick(one, true));
  }

  // -- the current row ---------------------------------------------------------------------

  function choose(row, { scroll = true } = {}) {
    for (const one of list().querySelectorAll("tr.is-current")) one.classList.remove("is-current");
    if (!row) return;
    current = row.dataset.visit;
    currentPlace = rows().indexOf(row);
    row.classList.add("is-current");
    if (scroll) row.scrollIntoView({ block: "nearest" });
  }

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.dataset.visit === current);
    choose(all[Math.min(all.length - 1, Math.max(0, at < 0 ? 0 : at + by))]);
  }

  const currentRow = () => (current && rowOf(current)) || null;

  // -- reasons -----------------------------------------------------------------------------

  function ask(verb, visits) {
    const dialog = document.getElementById(`ask-${verb}`);
    if (!dialog || !visits.length) return;
    const one = visits.length === 1 ? rowOf(visits[0]) : null;
    dialog.querySelector("[name=act]").value = one ? `${verb}:${visits[0]}:${one.dataset.step}` : `many:${verb}`;
    dialog.querySelector("[data-called]").textContent = one ? one.dataset.called : `× ${visits.length}`;
    dialog.querySelector("[name=note]").value = "";
    for (const details of list().querySelectorAll("details[open]")) details.open = false;
    dialog.showModal();
    dialog.querySelector(".reasons button").focus();
  }

  function askAboutCurrent(verb) {
    if (chosen.size) ask(verb, [...chosen]);
    else if (currentRow()) ask(verb, [current]);
  }

  // -- looking again -----------------------------------------------------------------------

  // Rows must not move under a pointer that is about to press one of them.
  function isBusy() {
    const inList = document.activeElement && document.activeElement !== document.body && list().contains(document.activeElement);
    return acting.size > 0 || document.querySelector("dialog[open]") || list().querySelector("details.more[open]") ||
      (list().querySelector("table") && list().querySelector("table:hover")) ||
      (inList && document.activeElement.closest("tr, select")) || performance.now() - lastTouch < TOUCH_MS;
  }

  function take(html) {
    const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("list");
    if (!fresh) return;
    cursor = fresh.dataset.cursor;
    if (!isBusy()) {
      const scroll = window.scrollY;
      list().replaceWith(fresh);
      htmx.process(list());
      ready({ focus: false });
      window.scrollTo(0, scroll);
      return;
    }
    for (const row of list().querySelectorAll("tr[data-visit]")) {
      const other = fresh.querySelector(`tr[data-visit="${CSS.escape(row.dataset.visit)}"]`);
      const gone = !other || other.dataset.step !== row.dataset.step;
      row.classList.toggle("is-gone", gone);
      for (const button of row.querySelectorAll("button")) button.disabled = gone;
      if (other) row.querySelector(".c-waits").replaceWith(other.querySelector(".c-waits"));
    }
    list().querySelector(".tabs").replaceWith(fresh.querySelector(".tabs"));
    htmx.process(list().querySelector(".tabs"));
    wanted = true; // the rows follow once the pointer is away
  }

  function query() {
    const said = new URLSearchParams();
    for (const input of list().querySelectorAll("input.asked")) {
      if (input.name !== "nonce" && input.value) said.set(input.name, input.value);
    }
    return said;
  }

  async function look() {
    wanted = true;
    if (looking || document.hidden) return;
    looking = true;
    while (wanted && !document.hidden) {
      const pause = lastLook + LEAST_PAUSE_MS - performance.now();
      if (pause > 0) await new Promise((go) => setTimeout(go, pause));
      if (acting.size) { await new Promise((go) => setTimeout(go, LEAST_PAUSE_MS)); continue; }
      wanted = false;
      lastLook = performance.now();
      const asked = query().toString();
      try {
        const answer = await fetch(`${desk.dataset.address}?${asked}`, {
          headers: { "HX-Request": "true" }, cache: "no-store", redirect: "error",
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const html = await answer.text();
        if (!acting.size && asked === query().toString()) take(html);
      } catch {
        say("lost");
        break;
      }
    }
    looking = false;
  }

  function say(state) {
    const pulse = document.getElementById("pulse");
    pulse.hidden = false;
    pulse.className = `pulse is-${state}`;
    pulse.textContent = pulse.dataset[state];
  }

  let poll = null;
  function startPolling() {
    if (poll) return;
    poll = setInterval(look, POLL_MS);
    say("polling");
  }

  function listen() {
    const base = desk.dataset.stream;
    if (!base || !window.EventSource) { startPolling(); return; }
    const root = base.startsWith(":") ? `${location.protocol}//${location.hostname}${base}` : base;
    const stream = new EventSource(`${root}/stream/${encodeURIComponent(desk.dataset.zone)}?after=${encodeURIComponent(cursor)}`);
    let failures = 0;
    stream.addEventListener("open", () => { failures = 0; say("live"); });
    stream.addEventListener("rows", (event) => { if (event.data !== cursor) look(); });
    stream.addEventListener("error", () => {
      failures += 1;
      say("lost");
      if (failures >= GIVE_UP_AFTER || stream.readyState === EventSource.CLOSED) { stream.close(); startPolling(); }
    });
  }

  // -- acting ------------------------------------------------------------------------------

  function ready({ focus }) {
    for (const visit of [...chosen]) {
      const row = rowOf(visit);
      if (row && isGone(row)) chosen.delete(visit);
    }
    showTicks();
    const kept = currentRow();
    const all = rows();
    if (kept) choose(kept, { scroll: false });
    else if (current && all.length) choose(all[Math.min(currentPlace, all.length - 1)], { scroll: focus });
  }

  document.addEventListener("htmx:configRequest", (event) => {
    const verb = event.detail.parameters.get?.("act") ?? event.detail.parameters.act;
    if (typeof verb !== "string" || !verb.startsWith("many:")) return;
    event.detail.parameters.delete("visit");
    for (const visit of chosen) event.detail.parameters.append("visit", visit);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { xhr } = event.detail;
    acting.add(xhr);
    xhr.addEventListener("loadend", () => acting.delete(xhr));
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = event.detail.elt;
    if (!event.detail.successful) { say("lost"); return; }
    for (const dialog of document.querySelectorAll("dialog.ask[open]")) dialog.close();
    const act = event.detail.requestConfig.parameters.get?.("act") ?? event.detail.requestConfig.parameters.act;
    if (typeof act === "string" && act.startsWith("many:")) chosen.clear();
    if (form.id === "scan-form") {
      const scan = document.getElementById("scan");
      scan.focus();
      if (document.querySelector("#notices .notice.done")) scan.value = "";
      else scan.select();
    }
    showTicks();
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    if (!list()) return;
    cursor = list().dataset.cursor;
    const byScan = event.detail.requestConfig?.elt?.id === "scan-form";
    ready({ focus: !byScan });
  });

  document.addEventListener("change", (event) => {
    if (event.target.id === "all") {
      for (const box of list().querySelectorAll("[name=visit]")) if (box.closest("tr").offsetParent) tick(box.value, event.target.checked);
      showTicks();
    }
    if (event.target.name === "visit") {
      tick(event.target.value, event.target.checked);
      lastTicked = event.target.value;
      showTicks();
    }
  });
  document.addEventListener("click", (event) => {
    const box = event.target.closest("#list [name=visit]");
    if (box && event.shiftKey && box.checked) { tickRange(box.value); showTicks(); }
    const asking = event.target.closest("[data-ask]");
    if (asking) {
      event.preventDefault();
      const row = asking.closest("tr[data-visit]");
      if (row) choose(row, { scroll: false });
      ask(asking.dataset.ask, row ? [row.dataset.visit] : [...chosen]);
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
    if (event.target.closest("#untick")) { chosen.clear(); showTicks(); }
    for (const details of list().querySelectorAll("details.more[open]")) {
      if (!details.contains(event.target)) details.open = false;
    }
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse") lastTouch = performance.now();
    const row = event.target.closest?.("#list tr[data-visit]");
    if (row) choose(row, { scroll: false });
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) look(); });

  window.cuakhauDesk = { step, currentRow, askAboutCurrent, showTicks, tick, has: (visit) => chosen.has(visit), isGone };
  ready({ focus: false });
  listen();
})();
