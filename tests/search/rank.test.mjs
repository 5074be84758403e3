// The browser's ranking in Node, against that of `ebb search`. tests/search.rs builds the sites and says where they lie:
// in EBB_SEARCH, folders with `queries.txt`, `expected.jsonl`, `crisis.json` and `site/`.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";

const root = process.env.EBB_SEARCH;
const read = (path) => readFileSync(root + "/" + path, "utf8");
const scripts = (site) => root + "/" + site + "/site/assets/" + readdirSync(root + "/" + site + "/site/assets")[0] + "/js/";
const lines = (path) => read(path).split("\n").slice(0, -1);

for (const site of readdirSync(root)) {
  test(site + ": the same pages in the same order with the same scores", async () => {
    const { open } = await import(scripts(site) + "search/rank.js");
    const index = await open(async (name) => JSON.parse(read(site + "/site/search/" + name)));
    const expected = lines(site + "/expected.jsonl").map((line) => JSON.parse(line));
    const queries = lines(site + "/queries.txt");
    assert.equal(queries.length, expected.length);
    for (const [at, query] of queries.entries()) {
      const { found } = await index.rank(query, 10);
      const urls = await Promise.all(found.map(async ({ page }) => "/" + (await index.line(page))[0]));
      const scores = found.map(({ score }, rank) => [urls[rank].replace(/([^/])$/, "$1/"), score]);
      assert.deepEqual(scores, expected[at].map(({ url, score }) => [url, score]), query);
    }
  });

  test(site + ": the same wordings of a crisis", async () => {
    const { crisis } = await import(scripts(site) + "search/crisis.js");
    for (const [wordings, query, found] of JSON.parse(read(site + "/crisis.json"))) {
      assert.equal(crisis(wordings, query), found, query);
    }
  });
}

test("budgets: scripts and what the first results cost", () => {
  const js = (name) => readFileSync(scripts("judged") + name);
  const packed = (names) => names.reduce((sum, name) => sum + gzipSync(js(name), { level: 9 }).length, 0);
  const always = packed(["site.js", "search/box.js", "search/crisis.js", "search/words.js"]);
  const fetched = ["search/results.js", "search/rank.js"];
  assert.ok(always <= 3072, `scripts of every page: ${always} bytes gzip`);
  assert.ok(packed(fetched) <= 3072, `scripts of the search: ${packed(fetched)} bytes gzip`);
  const index = brotliCompressSync(read("judged/site/search/index.json")).length;
  const first = fetched.reduce((sum, name) => sum + brotliCompressSync(js(name)).length, index);
  assert.ok(first <= 20480, `first results: ${first} bytes brotli in 3 requests`);
});
