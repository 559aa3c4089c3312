// Hands on a keyboard and barcode scanners. A scanner types like a very fast hand and ends with
// Enter, so a letter is a command only once nothing has followed it for a moment.
"use strict";

(() => {
  const desk = window.cuakhauDesk;
  const scan = document.getElementById("scan");
  if (!desk || !scan) return;

  const FAST_MS = 45; // between two letters of a scanner; hands need twice as long
  const LEAST_SCANNED = 5;

  const OWN = ["scan", "find"]; // fields where a scanned text is at home

  let typed = ""; // what came fast, one letter after the other
  let lastKey = 0;
  let pending = null;
  let before = null; // the field that a scan ran into, and what stood there

  const isTyping = (target) => target.closest?.("input:not([type=checkbox]), select, textarea");

  function act(name) {
    const row = desk.currentRow();
    if (name === "confirm" && row && !desk.isGone(row)) {
      const main = row.querySelector("button.main");
      if (main) main.click();
      else row.querySelector(".c-act button")?.focus(); // which channel, only the officer knows
    }
    if (name === "open" && row) row.querySelector("th a")?.click();
    if (name === "slip" && row) window.open(row.querySelector("a.slip").href, "_blank");
    if (name === "more" && row) {
      const more = row.querySelector("details.more");
      more.open = true;
      more.querySelector("button, a")?.focus();
    }
    if (name === "tick" && row) {
      const visit = row.dataset.visit;
      desk.tick(visit, !desk.has(visit));
      desk.showTicks();
    }
  }

  const COMMANDS = {
    j: () => desk.step(1), ArrowDown: () => desk.step(1),
    k: () => desk.step(-1), ArrowUp: () => desk.step(-1),
    x: () => act("tick"), o: () => act("open"), p: () => act("slip"), m: () => act("more"),
    h: () => desk.askAboutCurrent("hold"), c: () => desk.askAboutCurrent("correct"),
    t: () => desk.askAboutCurrent("turn_back"),
    u: () => document.querySelector("#notices [data-key=u]")?.click(),
    s: () => scan.focus(), "/": () => document.getElementById("find")?.focus(),
    "?": () => document.getElementById("keys").showModal(),
  };

  function send(text) {
    if (before) before.field.value = before.value;
    scan.value = text;
    scan.form.requestSubmit(scan.form.querySelector("button[value=scan]"));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const now = performance.now();
    const isFast = now - lastKey < FAST_MS;
    const field = isTyping(event.target);
    lastKey = now;

    if (event.key === "Enter" && isFast && typed.length >= LEAST_SCANNED && !OWN.includes(event.target.id)) {
      event.preventDefault();
      event.stopPropagation();
      const text = typed;
      typed = "";
      send(text);
      return;
    }
    if (event.key.length === 1) {
      typed = isFast ? typed + event.key : event.key;
      if (!isFast) before = field && field !== scan && "value" in field ? { field, value: field.value } : null;
      if (isFast) clearTimeout(pending);
    }
    const dialog = document.querySelector("dialog[open]");
    if (dialog) {
      if (!field && /^[1-9]$/.test(event.key)) dialog.querySelectorAll(".reasons button")[event.key - 1]?.click();
      return;
    }
    if (event.key === "Escape") {
      for (const details of document.querySelectorAll("details.more[open]")) details.open = false;
      if (field) field.blur();
      return;
    }
    if (field === scan && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      COMMANDS[event.key]();
    }
    if (field === scan && event.key === "Enter" && !scan.value && desk.currentRow()) {
      event.preventDefault();
      act("confirm");
    }
    if (field) return;
    if (event.key === "Enter" && !event.target.closest("a, button, summary")) {
      event.preventDefault();
      act("confirm");
      return;
    }
    const command = COMMANDS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!command || (event.key.length > 1 && event.target.closest(".more-list"))) return;
    event.preventDefault();
    if (event.key.length > 1) command();
    else if (!isFast) pending = setTimeout(command, FAST_MS + 5);
  }, true);

  const keysOpen = document.getElementById("keys-open");
  keysOpen.hidden = false;
  keysOpen.addEventListener("click", () => document.getElementById("keys").showModal());
  scan.focus();
})();
