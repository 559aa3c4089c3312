// The find box: "/" leads to it from anywhere. Without this everything still works.
"use strict";

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest?.("input:not([type=checkbox]), select, textarea");
  const find = document.getElementById("find");
  if (!find) return;
  if (event.key === "Escape" && typing === find) find.blur();
  if (event.key === "/" && !typing) {
    event.preventDefault();
    find.focus();
  }
});
