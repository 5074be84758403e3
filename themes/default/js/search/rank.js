// Finds pages. It knows nothing of the page that it runs in: `get` brings the files of the index, parsed.
// src/search/ writes the files, and src/search/rank.rs ranks in the same way; tests/search.rs compares the two.

import { UNSPACED, cut, distance, fold, reach } from "./words.js";

// The weights are those of src/search/rank.rs, which says why.
const LEVELS = [0, 0.6, 1, 1.6];

// Numbers in printable text, one after the other.
function numbers(text) {
  let at = 0;
  return () => {
    for (let value = 0, unit = 1; ; unit *= 46) {
      let digit = text.charCodeAt(at++) - 35;
      if (digit > 57) digit--;
      if (digit < 45) return value + digit * unit;
      value += (digit - 45) * unit;
    }
  };
}

// Forms in groups; each begins with a capital letter for what it shares with the one before.
function groups(text) {
  let form = "";
  return text.split(",").map((group) =>
    (group.match(/[A-Z][^A-Z]*/g) || []).map((rest) => (form = form.slice(0, rest.charCodeAt(0) - 65) + rest.slice(1)))
  );
}

function read(shard, forms = new Map()) {
  for (const side of [0, 3]) {
    const gap = numbers(shard[side + 1]);
    const mark = numbers(shard[side + 2]);
    for (const known of groups(shard[side])) {
      if (!known.length) continue;
      const entry = { forms: known, group: side, count: gap(), hits: [] };
      for (let left = gap(), page = 0; left--; ) {
        page += gap();
        const code = mark();
        entry.hits.push(code < 32 ? [page, 0, code] : [page, 1 + ((code - 32) >> 3), code & 7]);
      }
      for (const form of known) forms.set(form, (forms.get(form) || []).concat(entry));
    }
  }
  return { forms, sorted: [...forms.keys()].filter((form) => !form.includes(" ")).sort() };
}

export async function open(get) {
  const index = await get("index.json");
  const cuts = index.cuts ? index.cuts.split(",") : [];
  const stop = new Set(index.stop.split(" "));
  const files = {};
  const file = (name) => (files[name] = files[name] || get(index.at + "/" + name + ".json"));
  const shards = [];
  const shard = (n) =>
    (shards[n] = shards[n] || Promise.resolve(index.terms || file("t" + n)).then((terms) => read(terms)));
  const place = (form) => cuts.filter((cut) => cut <= form).length;
  const find = async (form) => (await shard(place(form))).forms.get(form) || [];

  const lead = async (form, weight) => (await find(form)).map((entry) => [entry, weight]);

  // Forms that begin so, the first 64.
  async function begin(start) {
    const found = [];
    for (let n = place(start); ; n++) {
      found.push(...(await shard(n)).sorted.filter((form) => form > start && form.startsWith(start)));
      if (found.length > 63 || n >= cuts.length || !cuts[n].startsWith(start)) return found.slice(0, 64);
    }
  }

  // What a mistyped word may have meant: of the forms that share a letter at the start, the nearest.
  async function near(word, open) {
    const most = reach(word.length);
    let best = [], least = most + 0.5;
    for (const letter of new Set(most ? word.slice(0, 2) : "")) {
      const n = (index.letters || "").indexOf(letter);
      const forms = index.terms ? (await shard(0)).sorted : n < 0 ? [] : groups(await file("s" + n))[0];
      for (const form of forms) {
        if (form.length < 4 || form.length < word.length - most || (!open && form.length > word.length + most)) continue;
        if ((form[0] !== letter && form[1] !== letter) || /\p{N}/u.test(form)) continue;
        const far = distance(word, form, open);
        if (far < least) (least = far), (best = []);
        if (far === least && !best.includes(form)) best.push(form);
      }
    }
    return [best.slice(0, 16), least];
  }

  // The entries that a word leads to, each with its weight.
  async function mean(word, last) {
    const found = [];
    const add = async (forms, weight) => {
      for (const form of forms) found.push(...(await lead(form, weight)));
    };
    await add([word], 1);
    if (last && word.length > 1) await add(await begin(word), 0.7);
    if (found.length) return found;
    const [forms, far] = await near(word, last);
    await add(forms, [1, 0.8, 0.64][far]);
    for (let length = word.length - 1; !found.length && length >= Math.max(4, word.length * 0.6); length--) {
      const start = word.slice(0, length);
      await add((await begin(start)).concat(start).filter((form) => form.length < word.length + 4), 0.6);
    }
    return found;
  }

  // A run without spaces is cut into the longest forms that the index knows.
  async function pieces(run) {
    if (!UNSPACED.test(run)) return [run];
    const found = [];
    while (run) {
      let length = 8;
      while (length && !(await find(run.slice(0, length))).length) length--;
      if (length) found.push(run.slice(0, length));
      run = run.slice(length || 1);
    }
    return found;
  }

  // What is looked for: for each word or phrase the entries that it leads to.
  async function words(query) {
    const all = [];
    for (const run of cut(fold(query))) all.push(...(await pieces(run)));
    const asked = [];
    const used = [];
    for (let at = 0; at < all.length; at++) {
      for (let length = Math.min(index.longest, all.length - at); length > 1; length--) {
        const known = await lead(all.slice(at, at + length).join(" "), 1);
        if (!known.length) continue;
        asked.push(known);
        for (let i = at; i < at + length; i++) used[i] = true;
        at += length - 1;
        break;
      }
    }
    for (let at = 0; at < all.length; at++) {
      if (at + 1 < all.length && !UNSPACED.test(all[at])) asked.push(await lead(all[at] + all[at + 1], 1));
      if (!used[at] && !stop.has(all[at])) asked.push(await mean(all[at], at === all.length - 1));
    }
    return asked.filter((entries) => entries.length);
  }

  // Address, title, and heading and snippet of each section of a page.
  const line = async (page) =>
    index.lines ? index.lines[page] : (await file("p" + Math.floor(page / index.per)))[page % index.per];

  return {
    // The pages that answer, best first, each with its best section, and the forms that were found.
    async rank(query, limit) {
      const pages = new Map();
      const sections = new Map();
      const best = new Map();
      const forms = new Set();
      const most = (map, key, gain) => map.set(key, Math.max(gain, map.get(key) || 0));
      const add = (map) => (gain, key) => map.set(key, gain + (map.get(key) || 0));
      for (const entries of await words(query)) {
        const whole = new Map();
        const parts = new Map();
        for (const [entry, weight] of entries) {
          // All that a word leads to is one term: it is as common as the most common of it.
          const alike = ([other, own]) => (own === weight && other.group && !entry.group) || (own > weight && weight === 0.7);
          const count = Math.max(entry.count, ...entries.filter(alike).map(([other]) => other.count));
          const idf = weight * Math.log(1 + (index.sections - count + 0.5) / (count + 0.5));
          const sums = new Map();
          for (const form of entry.forms) forms.add(form);
          for (const [page, section, mark] of entry.hits) {
            const text = LEVELS[mark & 3] + (mark & 8 ? 4 : 0);
            const part = text + (mark & 4 ? 4 : 0);
            const head = mark & 4 ? (section ? 4 : mark & 16 ? 20 : 16) : 0;
            const [sum, high, top] = sums.get(page) || [0, 0, 0];
            most(parts, page * 4096 + section, (idf * part) / (part + 8));
            sums.set(page, [sum + text, Math.max(high, text), Math.max(top, head)]);
          }
          sums.forEach(([sum, high, top], page) => {
            const all = high + 0.25 * (sum - high) + top;
            most(whole, page, (idf * all) / (all + 8));
          });
        }
        whole.forEach(add(pages));
        parts.forEach(add(sections));
      }
      sections.forEach((gain, key) => {
        const page = Math.floor(key / 4096);
        const known = best.get(page);
        if (!known || gain > known[0] || (gain === known[0] && key < known[1])) best.set(page, [gain, key]);
      });
      const round = (score) => Math.round(score * 1e6) / 1e6;
      const inOrder = (a, b) => b.score - a.score || a.page - b.page;
      const found = [...best].map(([page, [gain, key]]) => ({
        page,
        section: key % 4096,
        score: round(pages.get(page) + 0.8 * gain),
      })).sort(inOrder);
      const total = found.length;
      // Of the first five, those whose title is much like the whole query come first.
      const typed = new Set(cut(fold(query)));
      const first = found.splice(0, 5);
      for (const each of first) {
        const title = new Set(cut(fold((await line(each.page))[1])));
        const shared = [...typed].filter((word) => title.has(word)).length / Math.max(typed.size, title.size);
        each.score = round(each.score * (1 + 0.3 * shared * shared));
      }
      return { found: first.sort(inOrder).concat(found).slice(0, limit), total, forms };
    },
    line,
  };
}
