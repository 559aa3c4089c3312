// Makes the worklist quick for hands on a keyboard or a scanner. Without it everything still works.
"use strict";

function showReasons(form) {
  const verb = form.querySelector("[name=verb]");
  if (!verb) return;
  for (const label of form.querySelectorAll("[data-verb]")) {
    label.hidden = label.dataset.verb !== verb.value;
  }
}

function ready() {
  const form = document.querySelector("form.work");
  if (!form) return;
  showReasons(form);
  const all = form.querySelector("#all");
  if (all) all.hidden = false;
  const scan = form.querySelector("#scan");
  if (scan) {
    scan.focus();
    scan.select();
  }
}

document.addEventListener("change", (event) => {
  const form = event.target.closest("form.work");
  if (!form) return;
  if (event.target.id === "all") {
    for (const box of form.querySelectorAll("[name=visit]")) box.checked = event.target.checked;
  }
  if (event.target.name === "verb") showReasons(form);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input:not([type=checkbox]), select, textarea");
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && typing) typing.blur();
  if (typing) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("#find")?.focus();
  }
  if (event.key === "u") document.querySelector(".notice [data-key=u]")?.click();
  if (event.key === "s") {
    event.preventDefault();
    document.querySelector("#scan")?.focus();
  }
});

document.addEventListener("DOMContentLoaded", ready);
document.addEventListener("htmx:afterSwap", (event) => {
  if (event.target.id === "desk") ready();
});
