// Results as a list of links: the page, its section, and the beginning of its text, with the words that were found.

import { make } from "./box.js";
import { open } from "./rank.js";
import { UNSPACED, cut, fold } from "./words.js";

const SHOWN = 8;

// Text with the found words marked.
function marked(parent, text, forms) {
  for (const piece of text.split(/([\p{L}\p{N}\p{M}'\u2019-]+)/u)) {
    const folded = fold(piece);
    const found = cut(folded).some((word) => forms.has(word)) || (UNSPACED.test(piece) && Array.from(forms).some((form) => folded.includes(form)));
    if (found) make("mark", parent, { textContent: piece });
    else parent.append(piece);
  }
}

export async function start(address) {
  const home = address.replace(/search\/[^/]*$/, "");
  const get = async (name) => {
    const answer = await fetch(home + "search/" + name);
    if (!answer.ok) throw answer;
    return answer.json();
  };
  const index = await open(get);

  // Fills the list and says how much was found; an older query gives way to a newer one.
  return async (query, list, words, isNewest) => {
    const { found, total, forms } = await index.rank(query, SHOWN);
    const lines = await Promise.all(found.map(({ page }) => index.line(page)));
    if (!isNewest()) return "";
    list.textContent = "";
    found.forEach(({ section }, at) => {
      const [path, title, lead, ...parts] = lines[at];
      const [heading, anchor] = [].concat(section ? parts[2 * section - 2] : "");
      const hash = section ? "#" + (anchor || cut(fold(heading)).join("-")) : "";
      const link = make("a", make("li", list), { href: home + path + (path && "/") + hash });
      marked(make("strong", link), title, forms);
      if (heading) marked(make("span", link, { className: "search-section" }), heading, forms);
      marked(make("span", link, { className: "search-text" }), section ? parts[2 * section - 1] : lead, forms);
    });
    return total ? (total > 1 ? words.other.replace("{count}", total) : words.one) : words.none;
  };
}
