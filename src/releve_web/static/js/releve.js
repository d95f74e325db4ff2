/*
 * What a script adds to pages that work without one: Ctrl-K, menus that close, "choose all", a warning before typed text is left,
 * one sending of a form, and the focus after a mistake. No dependency but htmx, no inline code, no evaluation of text.
 */
"use strict";

const each = (selector, act, root = document) => root.querySelectorAll(selector).forEach(act);

// Menus close when another opens, when something else is chosen, and by Escape.
document.addEventListener("click", (event) => {
  each("details[data-menu][open]", (menu) => { if (!menu.contains(event.target)) menu.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    each("details[data-menu][open]", (menu) => { menu.open = false; menu.querySelector("summary").focus(); });
  }
  if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey) {
    const field = document.querySelector("[data-palette] input[type=search]");
    if (field) { event.preventDefault(); field.focus(); field.select(); }
  }
});

// What the search field finds: arrows walk through it, Escape puts it away.
const palette = document.getElementById("palette");
if (palette) {
  const field = document.querySelector("[data-palette] input[type=search]");
  const clear = () => { palette.replaceChildren(); };
  document.addEventListener("keydown", (event) => {
    if (!palette.firstElementChild || !palette.parentElement.contains(event.target)) return;
    const links = [...palette.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { clear(); field.focus(); }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const next = at + (event.key === "ArrowDown" ? 1 : -1);
      (next < 0 ? field : links[Math.min(next, links.length - 1)] || field).focus();
    }
  });
  document.addEventListener("click", (event) => { if (!palette.parentElement.contains(event.target)) clear(); });
  field.addEventListener("input", () => { if (!field.value.trim()) clear(); });
}

// One tick for all rows of a page.
document.addEventListener("change", (event) => {
  if (event.target.matches("[data-choose-all]")) {
    const table = event.target.closest("table");
    each("input[name=selected]", (box) => { box.checked = event.target.checked; }, table);
  }
});

// A form that was changed warns before it is left, and is sent once.
let changed = false;
document.addEventListener("input", (event) => { if (event.target.closest("[data-guard]")) changed = true; });
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-fresh-token]")) freshen(form);
  if (form.method !== "post") return;
  changed = false;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "yes";
  // A form whose answer is a file leaves the page open, and may be sent again.
  setTimeout(() => { delete form.dataset.sent; }, 8000);
});
window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
window.addEventListener("pageshow", () => each("form[data-sent]", (form) => { delete form.dataset.sent; }));

// An address names the conditions that are set, and not the blank ones.
document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") return;
  [...event.detail.formData.entries()].forEach(([name, value]) => { if (value === "") event.detail.formData.delete(name); });
});

// After signing in again in another tab, a kept form is sent with that tab's token.
function freshen(form) {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  const field = form.querySelector("input[name=csrfmiddlewaretoken]");
  if (found && field) field.value = found[1];
}

// What is wrong with a form is read out first.
const mistakes = document.querySelector("[data-focus]");
if (mistakes) mistakes.focus();
