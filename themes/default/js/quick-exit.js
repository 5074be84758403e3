// The quick exit. Without this script it is a plain link; with it, leaving puts the other page in the place
// of this one, so that the back button does not return here. It cannot erase the history, and says so.

const link = document.querySelector(".exit-link");
const WITHIN = 5000;
let presses = [];

// The page goes blank at once, because on a slow network the new one takes a while to come.
function leave() {
  document.title = "\u200b";
  document.body.hidden = true;
  location.replace(link.href);
}

// Shift three times within five seconds, with no other key between: typing capitals must not throw her out.
function key(event) {
  if (event.key !== "Shift") presses = [];
  else if (!event.repeat) {
    const now = Date.now();
    presses = presses.filter((time) => now - time < WITHIN).concat(now);
    if (presses.length > 2) leave();
  }
}

// What the keys can do is said only here, where it is true.
function hint() {
  const note = document.querySelector(".exit [data-keys]");
  if (!note) return;
  const keys = document.createElement("span");
  keys.className = "exit-keys";
  keys.textContent = " " + note.getAttribute("data-keys");
  note.appendChild(keys);
}

if (link) {
  for (const each of document.querySelectorAll(".exit-link")) {
    each.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
  }
  document.addEventListener("keydown", key);
  hint();
  // Should a browser bring the blank page back from its cache, it is shown again.
  window.addEventListener("pageshow", () => {
    document.body.hidden = false;
  });
}
