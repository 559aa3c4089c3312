// The grid of many vehicles: paste from a spreadsheet, Enter and arrows, more rows. Without this
// the rows are filled by Tab as any form.
"use strict";

(() => {
  const grid = document.getElementById("grid");
  if (!grid) return;
  const body = grid.querySelector("tbody");
  const most = Number(grid.dataset.most);
  const rows = () => [...body.querySelectorAll("tr:not(.wrong-row)")];
  const cells = (row) => [...row.querySelectorAll("td input, td select")];

  function addRow() {
    const all = rows();
    if (all.length >= most) return null;
    const row = all[all.length - 1].cloneNode(true);
    for (const cell of cells(row)) {
      cell.value = "";
      cell.removeAttribute("aria-invalid");
    }
    row.querySelector("[name=number]").value = "";
    row.querySelector("th small")?.remove();
    row.querySelector("th").firstChild.textContent = String(all.length + 1);
    body.append(row);
    return row;
  }

  function put(cell, text) {
    const value = text.trim();
    if (cell.tagName !== "SELECT") {
      cell.value = value;
      return;
    }
    const wanted = value.toLowerCase();
    const found = [...cell.options].find((one) => one.value.toLowerCase() === wanted || one.text.trim().toLowerCase() === wanted);
    cell.value = found ? found.value : "";
  }

  function placeOf(cell) {
    const row = cell.closest("tr");
    return { line: rows().indexOf(row), column: cells(row).indexOf(cell) };
  }

  grid.addEventListener("paste", (event) => {
    const cell = event.target.closest("td input");
    const text = event.clipboardData ? event.clipboardData.getData("text/plain") : "";
    if (!cell || !/[\t\n]/.test(text.trimEnd())) return;
    event.preventDefault();
    const { line, column } = placeOf(cell);
    const lines = text.replace(/\r/g, "").replace(/\n+$/, "").split("\n");
    let last = cell;
    lines.forEach((one, down) => {
      const row = rows()[line + down] || addRow();
      if (!row) return;
      one.split("\t").forEach((value, across) => {
        const target = cells(row)[column + across];
        if (target) {
          put(target, value);
          last = target;
        }
      });
    });
    last.focus();
  });

  grid.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td input");
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!cell || !step || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    const { line, column } = placeOf(cell);
    const row = rows()[line + step] || (event.key === "Enter" && step === 1 ? addRow() : null);
    if (row) cells(row)[column].focus();
  });

  const more = document.getElementById("more-rows");
  more.hidden = false;
  more.addEventListener("click", () => {
    let first = null;
    for (let count = 0; count < 10; count += 1) first = first || addRow();
    if (first) cells(first)[0].focus();
    more.hidden = rows().length >= most;
  });

  const wrong = grid.querySelector("[aria-invalid=true]");
  const blank = rows().map((row) => cells(row)[0]).find((cell) => !cell.value);
  if (wrong || blank) (wrong || blank).focus({ preventScroll: !wrong });
})();
