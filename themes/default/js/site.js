// Light, dark or automatic. Only a tap stores the choice, and "automatic" forgets it again.

import "./search/box.js";

const KEY = "ebb-theme";
const root = document.documentElement;
const button = document.querySelector(".theme-button");

function chosen() {
  const theme = root.getAttribute("data-theme");
  return theme === "light" || theme === "dark" ? theme : "auto";
}

// Storage may be switched off. Then the choice holds for this page only, and that is fine.
function store(theme) {
  try {
    if (theme === "auto") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, theme);
  } catch (e) {
    return;
  }
}

function apply(theme) {
  if (theme === "auto") root.removeAttribute("data-theme");
  else root.setAttribute("data-theme", theme);
}

// The first tap must change what she sees, so it goes to the opposite of what the device asks for.
function following(theme) {
  const order = matchMedia("(prefers-color-scheme: dark)").matches
    ? ["auto", "light", "dark"]
    : ["auto", "dark", "light"];
  return order[(order.indexOf(theme) + 1) % 3];
}

// The browser's own bar follows the choice, and returns to its two colours with "automatic".
const bars = Array.from(document.querySelectorAll('meta[name="theme-color"]'));
const colours = bars.map((bar) => bar.content);

function tint() {
  const fixed = chosen() !== "auto" && getComputedStyle(document.body).backgroundColor;
  bars.forEach((bar, i) => {
    bar.content = fixed || colours[i];
  });
}

function show() {
  button.title = button.lastElementChild.textContent = button.getAttribute("data-" + chosen());
  tint();
}

if (button) {
  show();
  button.hidden = false;
  button.addEventListener("click", () => {
    const theme = following(chosen());
    apply(theme);
    store(theme);
    show();
  });
}
