// Bytes that a reader loads: node search_bytes.mjs SITE QUERIES.json, with a built site and a list of queries.
// Each query is asked of an engine that was never used, and the next query of the same one. Every file counts once, packed
// as a server would; `cold` and `next` are addresses and titles, the others whole answers as the search page shows them, with
// the texts of as many pages as fit on a screen.
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';

const [site, listed] = process.argv.slice(2);
const queries = JSON.parse(readFileSync(listed, 'utf8'));
const scratch = mkdtempSync(join(tmpdir(), 'knav-bytes-'));
const packed = (bytes) => gzipSync(bytes, { level: 9 }).length;
const engineName = readFileSync(join(site, 'sok/index.html'), 'utf8').match(/data-engine="[^"]*?([^"/]+\.js)"/)[1];
const engineFile = join(site, 'assets', engineName);
copyFileSync(engineFile, join(scratch, 'search.mjs'));
const { openSearch } = await import(pathToFileURL(join(scratch, 'search.mjs')));
rmSync(scratch, { recursive: true });

const median = (numbers) => numbers.sort((one, other) => one - other)[numbers.length >> 1];
const onScreen = 5;
async function measure(options, excerpts) {
  const cold = [], next = [];
  for (let i = 0; i + 1 < queries.length; i += 1) {
    let bytes = packed(readFileSync(engineFile));
    const load = async (name) => {
      const file = readFileSync(join(site, 'sok/index', `${name}.js`));
      bytes += packed(file);
      return file.toString();
    };
    const engine = await openSearch('', { load });
    const ask = async (query) => {
      const { results } = await engine.search(query, options);
      for (const result of results.slice(0, excerpts)) await result.excerpt();
    };
    await ask(queries[i]);
    cold.push(bytes);
    await ask(queries[i + 1]);
    next.push(bytes - cold.at(-1));
  }
  return [median(cold), median(next)];
}
const [cold, next] = await measure({ facets: false, answer: false }, 0);
const [coldWhole, nextWhole] = await measure({}, onScreen);
console.log(JSON.stringify({ cold, next, coldWhole, nextWhole }));
