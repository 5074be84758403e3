// The search box. Without this script its link leads to the list of all pages, and so it does when anything fails.
// Nothing that is typed leaves the page or is kept. What finds pages is fetched when the box is first opened.

import { crisis } from "./crisis.js";
import { cut, fold } from "./words.js";

const link = document.querySelector(".search-link");
const data = link && link.dataset;
let box, input, status, pin, list, finding;

function make(name, parent, attributes) {
  const element = Object.assign(document.createElement(name), attributes);
  if (parent) parent.appendChild(element);
  return element;
}

function build() {
  const top = link.parentNode;
  box = make("div", top, { className: "search", hidden: true });
  box.setAttribute("role", "search");
  make("label", box, { htmlFor: "search", textContent: data.label });
  input = make("input", box, { id: "search", type: "search", autocomplete: "off", spellcheck: false });
  input.setAttribute("autocapitalize", "off");
  make("button", box, { type: "button", textContent: data.close, onclick: close });
  pin = make("p", box, { className: "search-pin", hidden: true, textContent: data.pin + " " });
  make("a", pin, { href: data.help, textContent: data.helpTitle });
  status = make("p", box, { className: "search-status" });
  status.setAttribute("role", "status");
  list = make("ol", box, { className: "search-results" });
  const foot = make("p", box, { className: "search-foot" });
  make("a", foot, { href: link.href, textContent: data.all });
  make("a", foot, { href: data.help, textContent: data.helpTitle });
  input.addEventListener("input", look);
  box.addEventListener("keydown", key);
}

function show() {
  if (!box) build();
  box.hidden = false;
  input.focus();
  input.select();
  finding = finding || import("./results.js").then((found) => found.start(data.index));
  finding.then(look, look);
}

function close() {
  box.hidden = true;
  link.focus();
}

// The help page stands first where the words are those of a crisis, whether or not anything else can be found.
async function look() {
  const query = input.value.trim();
  pin.hidden = !crisis(data.crisis.split("|"), query);
  let said = "";
  let answer = { results: [] };
  try {
    const find = await finding;
    if (query) answer = await find(query);
    if (query) said = answer.total ? data[answer.total > 1 ? "other" : "one"].replace("{count}", answer.total) : data.none;
  } catch (e) {
    finding = null;
    said = data.failed;
  }
  if (query !== input.value.trim()) return;
  status.textContent = said;
  list.textContent = "";
  for (const [href, title, heading, text] of answer.results) {
    const link = make("a", make("li", list), { href });
    marked(make("strong", link), title, answer.forms);
    marked(make("span", link, { className: "search-section" }), heading, answer.forms);
    marked(make("span", link, { className: "search-text" }), text, answer.forms);
  }
}

// Text with the found words marked.
function marked(parent, text, forms) {
  for (const piece of text.split(/([\p{L}\p{N}\p{M}'\u2019-]+)/u)) {
    if (cut(fold(piece)).some((word) => forms.has(word))) make("mark", parent, { textContent: piece });
    else parent.append(piece);
  }
}

function key(event) {
  const stops = [input].concat(Array.from(box.querySelectorAll("a")).filter((a) => a.offsetParent));
  const at = stops.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") close();
  else if (event.key === "Enter" && !at && stops[1] && input.value) stops[1].click();
  else if (step && stops[at + step]) stops[at + step].focus();
  else return;
  event.preventDefault();
}

if (link) {
  link.addEventListener("click", (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    if (box && !box.hidden) close();
    else show();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    event.preventDefault();
    show();
  });
  document.addEventListener("click", (event) => {
    if (box && !box.hidden && !box.contains(event.target) && !link.contains(event.target)) box.hidden = true;
  });
}
