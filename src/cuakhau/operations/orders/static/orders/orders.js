// New orders appear by themselves, but never under the hand of somebody who is answering one.
(function () {
  "use strict";
  var EVERY_MS = 20000;
  setInterval(function () {
    var list = document.getElementById("orders");
    if (!list || document.hidden) return;
    if (list.querySelector("details[open]") || list.contains(document.activeElement)) return;
    window.htmx.trigger(list, "look");
  }, EVERY_MS);
})();
