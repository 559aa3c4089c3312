// Sliders say their number while they are dragged; one that was moved can go back to today.

const form = document.getElementById("bench");

function show(slider) {
  const row = slider.closest(".lever"), unit = slider.dataset.unit || "";
  row.querySelector("output").textContent = slider.type === "range" ? slider.value + unit : "";
  const isMoved = slider.value !== slider.dataset.today;
  row.classList.toggle("is-moved", isMoved);
  row.querySelector(".lever-back").hidden = !isMoved;
}

// What a yard holds stands on the map too, and a yard that was changed is marked there.
function showYard(edit) {
  const spot = form.querySelector(`[data-spot="${CSS.escape(edit.dataset.yard)}"]`);
  if (!spot) return;
  const fields = [...edit.querySelectorAll("input[data-today]")];
  const places = fields.map((one) => Number(one.value)).reduce((sum, one) => sum + one, 0);
  spot.querySelector("[data-places]").textContent = fields[0].value === "" ? fields[0].placeholder : places;
  spot.classList.toggle("is-moved", fields.some((one) => one.value !== one.dataset.today));
  spot.classList.toggle("is-chosen", edit.open);
}

function chooseYard(event) {
  const spot = event.target.closest("a[data-spot]");
  if (!spot) return;
  event.preventDefault();
  const edit = form.querySelector(`[data-yard="${CSS.escape(spot.dataset.spot)}"]`);
  edit.open = true;
  edit.querySelector("input").focus();
}

if (form) {
  const sliders = form.querySelectorAll("input[data-today]"), yards = form.querySelectorAll(".yard-edit");
  yards.forEach(showYard);
  form.addEventListener("click", chooseYard);
  yards.forEach((edit) => edit.addEventListener("toggle", () => showYard(edit)));
  sliders.forEach(show);
  form.addEventListener("input", (event) => {
    if ("today" in event.target.dataset) show(event.target);
    const edit = event.target.closest(".yard-edit");
    if (edit) showYard(edit);
  });
  form.addEventListener("click", (event) => {
    const back = event.target.closest(".lever-back");
    if (!back) return;
    const slider = document.getElementById(back.dataset.for);
    slider.value = slider.dataset.today;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    slider.focus();
  });
  // What is behind a figure opens beside the sliders, which nobody wants to move again.
  document.getElementById("answer-part").addEventListener("click", (event) => {
    const figure = event.target.closest("a.figure");
    if (figure) figure.target = "_blank";
  }, true);
  // A moved slider in a closed part is not to be overlooked.
  for (const part of form.querySelectorAll("details.place"))
    if (part.querySelector(".is-moved")) part.open = true;
}
