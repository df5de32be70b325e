#!/usr/bin/env node
// How long a reader waits for an answer on a slow telephone: node search_speed.mjs SITE [QUERIES.jsonl] [--json]
// The engine as published, in Chromium with its processor slowed down six times. Every query is asked once, so that what
// it reads is there, and then measured: the whole answer, with facets, the answer card and the excerpts of a screen.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { openBrowser, openPage } from './browser.mjs';
import { serve } from './server.mjs';
import { addressOf, pagesOf } from './site.mjs';

const slowdown = 6;
const rounds = 3;
const onScreen = 5; // results
const common = ['sepsis', 'vem arbetar med sepsis', 'kunskapsstyrning', 'styrning', 'handlingsplan 2026', 'rmpo', 'RPO tandvard',
  'kvalitets register', 'ledamöter', 'processtödjare', 'diabtes', 'standardiserat vårdförlopp', 'vår', 'vård', 'p', 'hjärt',
  'barn och ungdomars hälsa', '"god vård"', 'sockersjuka', 'möten 2026', 'kontakt metodstöd', 'xqzwkj'];

/// In the page: milliseconds of every round of every query, and of the very first.
async function measure({ engine, index, queries, rounds: times, onScreen: seen }) {
  const began = performance.now();
  const search = await (await import(engine)).openSearch(index);
  const ask = async (query) => {
    const { results } = await search.search(query);
    await Promise.all(results.slice(0, seen).map((result) => result.excerpt()));
  };
  await ask(queries[0]);
  const first = performance.now() - began;
  for (const query of queries) await ask(query);
  const taken = [];
  for (let round = 0; round < times; round += 1) {
    for (const query of queries) {
      const start = performance.now();
      await ask(query);
      taken.push({ query, time: performance.now() - start });
    }
  }
  return { first, taken };
}

const [given, listed] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const folder = resolve(given ?? 'public');
const queries = listed
  ? readFileSync(listed, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line).query)
  : common;
const address = addressOf(pagesOf(folder));
const site = await serve(folder, address.path);
const browser = await openBrowser();
const { page } = await openPage(browser);
await page.goto(`${site.origin}${address.path}sok/`);
const { engine, index } = await page.locator('[data-find]').evaluate(({ dataset }) =>
  ({ engine: new URL(dataset.engine, location.href).href, index: new URL(dataset.index, location.href).href }));
const session = await page.context().newCDPSession(page);
await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
const { first, taken } = await page.evaluate(measure, { engine, index, queries, rounds, onScreen });
await browser.close();
site.close();

taken.sort((one, other) => one.time - other.time);
const at = (share) => taken[Math.min(taken.length - 1, Math.ceil(share * taken.length) - 1)];
if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ median: at(0.5).time, most: at(0.95).time, slowest: at(1).time, first }));
  process.exit();
}
const shown = ({ time }) => `${time.toFixed(1)} ms`;
console.log(`answers in the browser, ${slowdown}x slowed: median ${shown(at(0.5))}, 95 % ${shown(at(0.95))}, slowest ${shown(at(1))} ` +
  `(${JSON.stringify(at(1).query)}), the first from nothing ${first.toFixed(0)} ms; ${queries.length} queries, ${rounds} rounds`);
