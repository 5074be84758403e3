// From the index to what is shown: fetched when the box is first opened.

import { open } from "./rank.js";
import { cut, fold } from "./words.js";

export async function start(address) {
  const home = address.replace(/search\/[^/]*$/, "");
  const index = await open(async (name) => {
    const answer = await fetch(home + "search/" + name);
    if (!answer.ok) throw answer;
    return answer.json();
  });

  // For each page that answers: address, title, heading and snippet of its section.
  return async (query) => {
    const { found, total, forms } = await index.rank(query, 8);
    const results = found.map(async ({ page, section }) => {
      const [path, title, lead, ...parts] = await index.line(page);
      const url = home + path + (path && "/");
      if (!section) return [url, title, "", lead];
      const [heading, anchor] = [].concat(parts[2 * section - 2]);
      return [url + "#" + (anchor || cut(fold(heading)).join("-")), title, heading, parts[2 * section - 1]];
    });
    return { results: await Promise.all(results), total, forms };
  };
}
