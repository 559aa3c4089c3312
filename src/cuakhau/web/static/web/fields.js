// What a browser says in its own language is said in the page's: which day a date field holds, and
// the button of a file field. Without this the fields are as the browser makes them.
"use strict";

(() => {
  const own = document.currentScript.dataset;
  const language = document.documentElement.lang;
  const day = { weekday: "short", day: "2-digit", month: "2-digit", year: "numeric" };
  const clock = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
  const forms = {
    "date": new Intl.DateTimeFormat(language, day),
    "datetime-local": new Intl.DateTimeFormat(language, { ...day, ...clock }),
  };
  let fields = 0;

  function add(name, className, text) {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text;
    return made;
  }

  function dressTime(field) {
    const said = add("small", "field-said", "");
    const say = () => {
      const at = new Date(field.type === "date" ? `${field.value}T00:00` : field.value);
      said.textContent = Number.isNaN(at.getTime()) ? "" : forms[field.type].format(at);
    };
    field.after(said);
    field.addEventListener("input", say);
    say();
  }

  function dressFile(field) {
    const isInLabel = field.closest("label") !== null;
    const button = add(isInLabel ? "span" : "label", "button file-choose", own.choose);
    const said = add("span", "field-said", own.none);
    if (!isInLabel) {
      field.id = field.id || `file-field-${fields += 1}`;
      button.htmlFor = field.id;
    }
    field.classList.add("is-dressed");
    field.after(button, said);
    field.addEventListener("change", () => {
      const names = [...field.files].map((file) => file.name);
      said.textContent = names.length ? names.join(", ") : own.none;
    });
  }

  function dress(within) {
    for (const field of within.querySelectorAll("input:not([data-dressed])")) {
      if (!(field.type in forms) && field.type !== "file") continue;
      field.dataset.dressed = "";
      if (field.type in forms) dressTime(field);
      else if (!field.closest(".drop")) dressFile(field);
    }
  }

  dress(document);
  document.addEventListener("htmx:load", (event) => dress(event.target));
})();
