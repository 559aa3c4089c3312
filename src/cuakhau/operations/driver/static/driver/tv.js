// A screen that lost its server says so, instead of showing old calls as if they held.
"use strict";

(() => {
  const lost = document.getElementById("lost");
  const say = (isLost) => () => { lost.hidden = !isLost; };
  document.addEventListener("htmx:sendError", say(true));
  document.addEventListener("htmx:responseError", say(true));
  document.addEventListener("htmx:afterSwap", say(false));
})();
