// Added by `ebb serve` to the pages that it serves, never to the site itself. It reloads the page after each build and
// shows the problems of the site in a panel that can be closed. The panel lives in a shadow tree, so that the theme's
// styles and the panel's do not meet. Text enters as text only, never as markup.

const build = new URL(import.meta.url).searchParams;
const version = build.get("v");
const SEEN = {
  "last-good": "You see the last good state of this page.",
  "nothing": "There is no page to see at this address.",
}[build.get("seen")] || "You see your newest text.";
const CLOSED = "ebb-closed-problems";
let stream = null;

/** Listens for builds. A hidden page does not, because a browser allows only six connections to one host. */
function listen() {
  if (stream || document.hidden) return;
  stream = new EventSource("/_ebb/events");
  stream.addEventListener("built", (event) => {
    if (event.data !== version) location.reload();
  });
}

function rest() {
  if (stream) stream.close();
  stream = null;
}

function element(name, properties, ...children) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null));
  return made;
}

function place(problem) {
  if (!problem.file) return null;
  const line = problem.line ? `, line ${problem.line}` : "";
  return element("p", { className: "place" }, element("code", { textContent: problem.file }), line);
}

function item(problem) {
  const name = problem.severity === "information" ? "note" : problem.severity;
  return element("li", { className: name },
    element("p", { className: "message" }, element("strong", { textContent: name }), ` ${problem.message}`),
    place(problem),
    problem.excerpt ? element("pre", { textContent: problem.excerpt }) : null,
    ...problem.help.map((help) => element("p", { textContent: `How to mend it: ${help}` })),
    element("p", {}, "To read more, type ", element("code", { textContent: `ebb explain ${problem.code}` })));
}

/** What was closed stays closed until the problems are others. Without storage it opens again, which does no harm. */
function remembered(key) {
  try { return sessionStorage.getItem(CLOSED) === key; } catch { return false; }
}

function remember(key) {
  try { if (key) sessionStorage.setItem(CLOSED, key); else sessionStorage.removeItem(CLOSED); } catch { /* as above */ }
}

function show(text) {
  const { tally, problems, more } = JSON.parse(text);
  if (!problems.length) return remember(null);
  const hasErrors = problems[0].severity === "error";
  const title = element("h2", { id: "title", textContent: `Ebb found ${tally}` });
  const close = element("button", { type: "button", textContent: "Close" });
  const rest = more ? element("p", { textContent: `… and ${more} more: ebb check --all shows them.` }) : null;
  const seen = element("p", { className: "seen", textContent: SEEN });
  const list = element("div", { className: "list", tabIndex: 0 }, seen, element("ol", {}, ...problems.map(item)), rest);
  list.setAttribute("role", "group");
  list.setAttribute("aria-labelledby", "title");
  const panel = element("section", { id: "panel", className: "panel" }, element("div", { className: "bar" }, title, close), list);
  panel.setAttribute("aria-labelledby", "title");
  const badge = element("button", { type: "button", className: "badge", textContent: `Ebb: ${tally}` });
  badge.classList.toggle("error", hasErrors);
  badge.setAttribute("aria-controls", "panel");
  const status = element("p", { className: "status" });
  status.setAttribute("role", "status");
  status.setAttribute("aria-live", "polite");

  const open = (isOpen) => {
    panel.hidden = !isOpen;
    badge.hidden = isOpen;
    badge.setAttribute("aria-expanded", String(isOpen));
  };
  const shut = () => { open(false); remember(text); };
  close.addEventListener("click", () => { shut(); badge.focus(); });
  badge.addEventListener("click", () => { open(true); remember(null); close.focus(); });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || panel.hidden) return;
    // Whoever reads the page keeps their place in it.
    if (host.shadowRoot.activeElement) close.click(); else shut();
  });
  open(hasErrors && !remembered(text));

  const host = element("div", { id: "ebb-live", lang: "en", dir: "ltr" });
  const style = element("link", { rel: "stylesheet", href: "/_ebb/live.css" });
  host.hidden = true;
  style.addEventListener("load", () => {
    host.hidden = false;
    // A live region is read out only when its text changes after it is there.
    setTimeout(() => { status.textContent = `Ebb found ${tally}`; }, 100);
  });
  host.attachShadow({ mode: "open" }).append(style, status, badge, panel);
  document.body.prepend(host);
}

document.addEventListener("visibilitychange", () => (document.hidden ? rest() : listen()));
addEventListener("pagehide", rest);
addEventListener("pageshow", listen);
listen();
fetch("/_ebb/problems").then((answer) => answer.text()).then(show, () => { /* the server was stopped */ });
