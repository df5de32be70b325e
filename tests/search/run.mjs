// The browser's search engine and the program's: the same word functions, the same ranking, and good enough.
//   node tests/search/run.mjs SITE     SITE: a built site, with its index in sok/index/
// The queries are judged over the project's own content; those in unseen.jsonl were written and judged before anybody saw
// what they find, and no rule is made for one of them.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, mkdtempSync, writeFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.join(here, "../..");
const knav = process.env.KNAV ?? path.join(root, "build/release/knav");
const index = path.join(process.argv[2] ?? path.join(root, "build/tested-site"), "sok/index");
let passed = 0;
let failed = 0;
const check = (good, what) => {
  if (good) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${what}`);
  }
};
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// The engine is a module in a file whose name doesn't say so.
const scratch = mkdtempSync(path.join(tmpdir(), "knav-search-"));
const copy = path.join(scratch, "search.mjs");
writeFileSync(copy, readFileSync(path.join(root, "themes/navet/assets/search.js")));
const { openSearch, SearchUnavailable, wordsOf, fold, stemsOf, nameKey } = await import(pathToFileURL(copy));
const files = (name) => readFileSync(path.join(index, `${name}.js`), "utf8");
const engine = await openSearch("", { load: async (name) => files(name) });

const forms = JSON.parse(readFileSync(path.join(here, "forms.json"), "utf8"));
for (const [text, words] of forms.words) check(same(wordsOf(text), words), `words of ${text}`);
for (const [text, folded] of forms.fold) check(fold(text.toLowerCase()) === folded, `fold ${text}`);
for (const [word, stems] of forms.stems) check(same(stemsOf(fold(word), engine.endings), stems), `stems of ${word}`);
for (const [name, key] of forms.names) check(nameKey(fold(name.toLowerCase())) === key, `key of ${name}`);

const judgedIn = (name) => readFileSync(path.join(here, name), "utf8").trim().split("\n").map((line) => JSON.parse(line));
const ranks = [];
for (const { query, relevant, ...one } of [...judgedIn("queries.jsonl"), ...judgedIn("unseen.jsonl")]) {
  const { results, total, guess } = await engine.search(query, { facets: false, answer: false });
  const there = JSON.parse(execFileSync(knav, ["search", "--in", index, "--json", query], { encoding: "utf8" }));
  const urls = results.map((result) => result.url);
  check(same(urls, there.results.map((result) => result.url)) && total === there.total && (guess ?? "") === there.guess,
    `${query}: the browser says ${urls.join(" ")}, the terminal ${there.results.map((r) => r.url).join(" ")}`);
  check(results.every((result, i) => result.score === there.results[i]?.score), `${query}: scores`);
  if (one.class === "noanswer") {
    check(total === 0, `${query} finds ${urls.join(" ")}`);
    continue;
  }
  const best = Math.max(...Object.values(relevant)) >= 2 ? 2 : 1;
  const rank = urls.findIndex((url) => (relevant[url] ?? 0) >= best);
  check(rank >= 0, `${query} finds ${urls.join(" ")}`);
  ranks.push(rank < 0 ? 0 : 1 / (rank + 1));
}
const mrr = ranks.reduce((sum, one) => sum + one, 0) / ranks.length;
console.log(`MRR ${mrr.toFixed(3)} over ${ranks.length} queries`);
check(mrr > 0.93, `MRR ${mrr}`);

for (const query of ["", " ", "a".repeat(10000), "<img src=x onerror=alert(1)>", "(.*)+[", "\u0000\u0007", "\ud800", "“”\"", "constructor __proto__", "~karlson §"]) {
  try {
    const { results } = await engine.search(query);
    check(Array.isArray(results), `query ${query.slice(0, 20)}`);
  } catch (wrong) {
    check(false, `query ${query.slice(0, 20)}: ${wrong}`);
  }
}

// A shard that is missing or cut short is told as such; the engine lives on.
for (const [what, broken] of [["missing", () => { throw new Error("404"); }], ["cut short", (text) => text.slice(0, text.length / 2)]]) {
  let broke = true;
  const hurt = await openSearch("", { load: async (name) => (name.startsWith("w-") && broke ? broken(files(name)) : files(name)) });
  const told = await hurt.search("sepsis").catch((wrong) => wrong);
  check(told instanceof SearchUnavailable && told.cause instanceof Error, `a shard ${what}: ${told}`);
  broke = false;
  check((await hurt.search("sepsis")).total > 0, `after a shard ${what}`);
}

// Filters keep what has the value, and counts agree with them.
const all = await engine.search("sepsis");
const types = all.facets.find((facet) => facet.key === "type")?.values ?? [];
check(types.length > 1, "facets of type");
for (const { value, count } of types) {
  const { total } = await engine.search("sepsis", { filters: { type: [value] } });
  check(total === count, `filter ${value}: ${total} of ${count}`);
}
check((await all.results[0].excerpt()).some((part) => part.hit), "an excerpt has its hits marked");
const who = await engine.search("vem arbetar med sepsis");
check(who.answer?.groups.some((group) => group.url.endsWith("/rag/sepsis/")), "who works with sepsis");
check(readdirSync(index).length < 1000, "files of the index");

rmSync(scratch, { recursive: true });
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
