// A file that is dropped or chosen is looked at at once. Without this the button does it.
"use strict";

(() => {
  const form = document.getElementById("take");
  if (!form) return;
  const drop = document.getElementById("drop");
  const file = form.querySelector("[name=file]");
  drop.classList.add("is-quick");
  file.addEventListener("change", () => { if (file.files.length) form.requestSubmit(); });
  for (const name of ["dragover", "dragenter"]) {
    drop.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("is-over"); });
  }
  drop.addEventListener("dragleave", () => drop.classList.remove("is-over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("is-over");
    if (!event.dataTransfer.files.length) return;
    file.files = event.dataTransfer.files;
    form.requestSubmit();
  });
})();
