// Adds up the notes while they are counted. The server counts again; without this it still works.
"use strict";

function addUp(form) {
  const say = new Intl.NumberFormat(document.documentElement.lang);
  let counted = 0;
  for (const input of form.querySelectorAll("[data-value]")) {
    const number = /^\d+$/.test(input.value.trim()) ? Number(input.value) : 0;
    const sum = number * Number(input.dataset.value);
    counted += sum;
    form.querySelector(`[data-sum="${input.dataset.value}"]`).textContent = number ? say.format(sum) : "–";
  }
  const difference = counted - Number(form.dataset.book);
  form.querySelector("#counted").textContent = `${say.format(counted)} ₫`;
  const shown = form.querySelector("#difference");
  shown.textContent = `${difference > 0 ? "+" : ""}${say.format(difference)} ₫`;
  shown.classList.toggle("debt", difference !== 0);
}

document.addEventListener("input", (event) => {
  const form = event.target.closest("form.count");
  if (form) addUp(form);
});
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector("form.count");
  if (form) addUp(form);
});
