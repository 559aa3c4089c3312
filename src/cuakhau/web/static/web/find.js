// The find box of every page: "/" leads to it, what fits is shown while one types, the arrows go
// through it. Without this the form still finds, on a page of its own.
"use strict";

(() => {
  const box = document.getElementById("find");
  const shown = document.getElementById("found-now");
  if (!box || !shown) return;

  const LEAST = 3;
  const PAUSE_MS = 160;
  let timer = null;
  let asking = null;

  const links = () => [...shown.querySelectorAll("a")];

  function show(html) {
    shown.innerHTML = html;
    shown.hidden = !html.trim();
    box.setAttribute("aria-expanded", String(!shown.hidden));
  }

  async function ask() {
    if (asking) asking.abort();
    const text = box.value.trim();
    if (text.length < LEAST) { show(""); return; }
    asking = new AbortController();
    try {
      const answer = await fetch(`${box.form.action}?q=${encodeURIComponent(text)}`, {
        headers: { "HX-Request": "true" }, signal: asking.signal, redirect: "error",
      });
      if (answer.ok) show(await answer.text());
    } catch {
      // a later letter asked again, or the line is down: the form still works
    }
  }

  function move(by) {
    const all = links();
    const at = all.indexOf(document.activeElement);
    const to = all[at + by];
    if (to) to.focus();
    else box.focus();
  }

  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, PAUSE_MS); });
  box.form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      event.stopPropagation();
      move(event.key === "ArrowDown" ? 1 : -1);
    }
    if (event.key === "Escape") {
      show("");
      box.blur();
    }
  });
  document.addEventListener("click", (event) => { if (!box.form.contains(event.target)) show(""); });
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest?.("input:not([type=checkbox]), select, textarea, dialog")) return;
    const [linked] = [...document.querySelectorAll("[data-hotkey]")].filter((one) => one.dataset.hotkey === event.key);
    if (linked) linked.click();
    if (event.key !== "/") return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
