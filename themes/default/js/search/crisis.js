// Wordings of a crisis, slips of the finger allowed for: as in src/search/crisis.rs.

import { cut, distance, fold, reach } from "./words.js";

// In a word of four letters a slip makes another word: "will my baby" is no crisis.
function like(word, part) {
  const most = part.length < 5 ? 0 : reach(part.length);
  return word === part || (Math.abs(word.length - part.length) <= most && distance(word, part) <= most);
}

// Whether the parts stand in the words in their order, with two others between them at most.
function holds(words, parts) {
  return words.some((word, at) => {
    if (!like(word, parts[0])) return false;
    return parts.slice(1).every((part) => {
      const step = words.slice(at + 1, at + 4).findIndex((next) => like(next, part)) + 1;
      at += step;
      return step;
    });
  });
}

export function crisis(wordings, query) {
  const words = cut(fold(query));
  return wordings.some((wording) => {
    const parts = cut(fold(wording));
    const joined = parts.join("");
    return parts.length > 0 && ((joined.length > 7 && words.join("").includes(joined)) || holds(words, parts));
  });
}
