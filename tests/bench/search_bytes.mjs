// Bytes that a reader loads: node search_bytes.mjs SITE QUERIES.json, with a built site and a list of queries.
// Each query is asked of an engine that was never used, and the next query of the same one. Every file counts once, packed
// as a server would; `cold` and `next` are addresses and titles, the others whole answers as the search page shows them.
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
async function measure(options) {
  const cold = [], next = [];
  for (let i = 0; i + 1 < queries.length; i += 1) {
    let bytes = packed(readFileSync(engineFile));
    const load = async (name) => {
      const file = readFileSync(join(site, 'sok/index', `${name}.js`));
      bytes += packed(file);
      return file.toString();
    };
    const engine = await openSearch('', { load });
    await engine.search(queries[i], options);
    cold.push(bytes);
    await engine.search(queries[i + 1], options);
    next.push(bytes - cold.at(-1));
  }
  return [median(cold), median(next)];
}
const [cold, next] = await measure({ excerpts: false, facets: false, answer: false });
const [coldWhole, nextWhole] = await measure({});
console.log(JSON.stringify({ cold, next, coldWhole, nextWhole }));
