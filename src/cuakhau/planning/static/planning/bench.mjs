// Sliders say their number while they are dragged; one that was moved can go back to today.

const form = document.getElementById("bench");

function show(slider) {
  const row = slider.closest(".lever"), unit = slider.dataset.unit || "";
  row.querySelector("output").textContent = slider.value + unit;
  const isMoved = slider.value !== slider.dataset.today;
  row.classList.toggle("is-moved", isMoved);
  row.querySelector(".lever-back").hidden = !isMoved;
}

if (form) {
  const sliders = form.querySelectorAll("input[type=range]");
  sliders.forEach(show);
  form.addEventListener("input", (event) => {
    if (event.target.type === "range") show(event.target);
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
