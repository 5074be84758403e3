// Comfort for the self-check. The page works without it: a style sheet shows the outcome. Nothing is sent or stored.

import { evaluate } from "./self-check/program.js";

const form = document.querySelector("#self-check form");
const status = document.querySelector(".sc-status");
const print = document.querySelector(".sc-print");
const program = JSON.parse(document.querySelector("#sc-program").textContent);
const inputs = program[0].map((question, at) => Array.from(form.querySelectorAll('[name="q' + at + '"]')));
let said = "";

// "None of these" and its like take the other ticks away, and the other way round.
function exclude(ticked) {
  if (ticked.type !== "checkbox" || !ticked.checked || !ticked.name) return;
  const only = ticked.classList.contains("o");
  for (const other of form.querySelectorAll('[name="' + ticked.name + '"]:checked')) {
    if (other !== ticked && (only || other.classList.contains("o"))) other.checked = false;
  }
}

// Who cannot see the page hears what it shows, once for each change, and only when all is answered or help is needed.
function say() {
  const ticks = inputs.map((boxes) => boxes.reduce((mask, box, at) => (box.checked ? mask | (1 << at) : mask), 0));
  const outcome = evaluate(program, ticks).outcome;
  const title = outcome < 0 ? "" : document.querySelector("#o" + outcome + " h3").textContent;
  if (title !== said) status.textContent = title && status.getAttribute("data-shown") + " " + title;
  said = title;
}

form.addEventListener("change", (event) => {
  exclude(event.target);
  say();
});
form.addEventListener("reset", () => setTimeout(say));
// A page that comes back from the browser's cache comes back empty.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) form.reset();
});
// Links inside the page lead there without a trace in the address or the history.
for (const link of document.querySelectorAll('#self-check a[href^="#"]')) {
  link.addEventListener("click", (event) => {
    const place = document.getElementById(link.getAttribute("href").slice(1));
    if (!place) return;
    event.preventDefault();
    place.setAttribute("tabindex", "-1");
    place.scrollIntoView();
    place.focus({ preventScroll: true });
  });
}
print.addEventListener("click", () => window.print());
print.hidden = false;
