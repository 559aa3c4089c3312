// Enter goes down to the next row; what stays the same is carried on. Without this Tab does it.
"use strict";

(() => {
  const grid = document.getElementById("grid");
  if (!grid) return;
  const CARRIED = ["sheet", "step", "person"];
  const rows = () => [...grid.querySelectorAll("tbody tr:not(.wrong-row)")];
  const cell = (row, name) => row.querySelector(`[name=${name}]`);

  function carry(from, to) {
    if (!to || cell(to, "vehicle").value) return;
    for (const name of CARRIED) cell(to, name).value = cell(from, name).value;
    const number = Number(cell(from, "row").value);
    if (number) cell(to, "row").value = number + 1;
  }

  grid.addEventListener("keydown", (event) => {
    const row = event.target.closest("tbody tr");
    if (!row || event.key !== "Enter" || event.ctrlKey) return;
    event.preventDefault();
    const all = rows();
    const next = all[all.indexOf(row) + 1];
    if (!next) {
      grid.querySelector("button.primary").focus();
      return;
    }
    carry(row, next);
    cell(next, "vehicle").focus();
    cell(next, "vehicle").select();
  });
  const wrong = grid.querySelector("[aria-invalid=true]");
  (wrong || cell(rows()[0], "sheet")).focus();
})();
