// Prints at once where the address asks for it, and by the key P. Without it the browser prints.
"use strict";

(() => {
  const button = document.getElementById("print");
  button.hidden = false;
  button.addEventListener("click", () => window.print());
  document.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "p" && !event.ctrlKey && !event.metaKey && !event.altKey) window.print();
  });
  if (new URLSearchParams(location.search).has("now")) {
    window.addEventListener("afterprint", () => window.close());
    Promise.all([document.fonts.ready, ...[...document.images].map((one) => one.decode().catch(() => null))])
      .then(() => window.print());
  }
})();
