// How well the search finds, beside two that exist: Pagefind and MiniSearch, installed for this run and then forgotten.
//   node tests/search/report.mjs SET     SET: a folder with documents.jsonl, queries.jsonl, run.mjs and adapters/
// That judged set is not part of this project. The terminal's engine is held to the browser's over all its queries.
//   node tests/search/report.mjs tests/search/unseen.jsonl     queries judged over the project's own content, without the others
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const knav = process.env.KNAV ?? path.join(root, "build/release/knav");
const set = process.argv[2] ?? path.join(root, "../shared/search-dev");
if (set.endsWith(".jsonl")) {
  process.exit(spawnSync(knav, ["search", "-C", root, "--test", path.resolve(set)], { stdio: "inherit" }).status ?? 1);
}
if (!existsSync(path.join(set, "queries.jsonl"))) {
  console.error("usage: make search-report SET=FOLDER   (documents.jsonl, queries.jsonl, run.mjs, adapters/)");
  process.exit(2);
}
const targets = { mrr: 0.97, recall: 0.94, ndcg: 0.95 };
const lab = mkdtempSync(path.join(tmpdir(), "knav-report-"));
process.on("exit", () => rmSync(lab, { recursive: true, force: true }));

execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--prefix", lab, "pagefind", "minisearch"], { stdio: "inherit" });
const scores = path.join(lab, "scores.json");
const adapters = ["knav", "pagefind", "minisearch"].map((name) => path.join(set, "adapters", `${name}.mjs`)).join(",");
const ran = spawnSync("node", [path.join(set, "run.mjs"), "--adapters", adapters, "--lab", lab, "--out", scores], {
  env: { ...process.env, COUNT_WORKER: "1", KNAV_INDEX: `'${knav}' search -C '${root}' --index {docs} --to {out}` },
  encoding: "utf8",
});
if (ran.status !== 0) throw new Error(ran.stderr);
const engines = JSON.parse(readFileSync(scores, "utf8"));
const names = Object.keys(engines);
const ours = engines.knav;

const row = (...cells) => console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(22) : String(cell).padStart(24))).join(""));
const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
row("", ...names);
for (const kind of Object.keys(ours.class).filter((kind) => kind !== "noanswer"))
  row(`${kind} (${ours.class[kind].n})`, ...names.map((name) => engines[name].class[kind].mrr.toFixed(2)));
row("noanswer empty", ...names.map((name) => engines[name].class.noanswer?.empty.toFixed(2) ?? "-"));
for (const measure of ["mrr", "recall", "ndcg"]) row(`macro ${measure}`, ...names.map((name) => engines[name].macro[measure].toFixed(3)));
row("first query, median", ...names.map((name) => kilo(engines[name].bytes.coldMedian)));
row("next query, median", ...names.map((name) => kilo(engines[name].bytes.nextMedian)));
row("published", ...names.map((name) => kilo(engines[name].index.gz)));
row("files", ...names.map((name) => engines[name].index.files));
row("made in", ...names.map((name) => `${engines[name].buildMs} ms`));

const index = path.join(lab, "index");
mkdirSync(index);
execFileSync(knav, ["search", "-C", root, "--index", path.resolve(set, "documents.jsonl"), "--to", index]);
const { open } = await import(pathToFileURL(path.join(index, "search.mjs")));
const engine = await open({ fetch: async (name) => ({ text: async () => readFileSync(path.join(index, name), "utf8") }) });
const judged = readFileSync(path.join(set, "queries.jsonl"), "utf8").trim().split("\n").map((line) => JSON.parse(line));
// Of a query that is typed, every beginning is one.
const typed = judged.flatMap((one) => (one.class === "prefix" ? [...one.query].map((_, i) => [...one.query].slice(0, i + 1).join("")).slice(2) : [one.query]));
let apart = 0;
for (const query of typed) {
  const browser = (await engine.search(query)).map(({ url, score }) => `${url} ${score}`).join("\n");
  const terminal = JSON.parse(execFileSync(knav, ["search", "--in", index, "--json", query], { encoding: "utf8" }));
  if (browser === terminal.results.map(({ url, score }) => `${url} ${score}`).join("\n")) continue;
  apart += 1;
  console.log(`FAILED ${query}: the terminal ranks otherwise`);
}
console.log(`${typed.length - apart} of ${typed.length} queries ranked alike in the browser's engine and the terminal's`);

const missed = Object.entries(targets).filter(([measure, wanted]) => ours.macro[measure] < wanted).map(([measure]) => measure);
const weak = Object.entries(ours.class).filter(([kind, of]) => kind !== "noanswer" && kind !== "synonym" && of.mrr < 0.85).map(([kind]) => kind);
if (ours.class.noanswer && ours.class.noanswer.empty < 1) missed.push("noanswer");
if (missed.length || weak.length) console.log(`below what it must reach: ${[...missed, ...weak].join(", ")}`);
process.exit(missed.length || weak.length || apart ? 1 : 0);
