// Small helps of the centre's pages: a field that is needed only sometimes. All works without it.
"use strict";

function showExact(root) {
  for (const select of root.querySelectorAll("select[name=span]")) {
    const exact = select.closest("form").querySelector(".exact");
    if (exact) exact.hidden = select.value !== "at";
  }
}

document.addEventListener("change", (event) => {
  if (event.target.name === "span") showExact(document);
});
document.addEventListener("DOMContentLoaded", () => showExact(document));
document.addEventListener("htmx:afterSwap", () => showExact(document));
