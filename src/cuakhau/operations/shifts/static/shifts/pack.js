// Prints at once; without this the browser's own menu does.
"use strict";

(() => {
  const button = document.getElementById("print");
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  document.fonts.ready.then(() => window.print());
})();
