#!/usr/bin/env node
// Holds a built site to what it promises: node run.mjs SITE [part of a page's address]
// Ends with "N passed, N failed"; everything that failed is listed above it with page, rule and selector.
import { resolve } from 'node:path';

import { accessibilityProblems } from './accessibility.mjs';
import { openBrowser } from './browser.mjs';
import { keyboardProblems } from './keyboard.mjs';
import { layoutProblems } from './layout.mjs';
import { deadLinks } from './links.mjs';
import { machineFileProblems } from './machines.mjs';
import { markupErrors } from './markup.mjs';
import { portableCopy, searchResults } from './search.mjs';
import { serve } from './server.mjs';
import { addressOf, pagesOf, samples } from './site.mjs';
import { subscribeProblems } from './subscribe.mjs';
import { wishResults } from './wishes.mjs';

const mostShown = 25;
let passed = 0;
let failed = 0;

function report(name, problems) {
  if (problems.length === 0) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED ${name}: ${problems.length}`);
  for (const problem of problems.slice(0, mostShown)) console.log(`    ${problem}`);
  if (problems.length > mostShown) console.log(`    ... and ${problems.length - mostShown} more`);
}

async function checkWhole(browser, folder, pages, address) {
  const dead = deadLinks(folder, pages, address);
  report('links within the site', dead.map(({ page, link, why }) => `${page}: ${link} ${why}`));
  report('feeds, calendars, sitemap and JSON', await machineFileProblems(browser, folder, address));
  const errors = await markupErrors(folder);
  report('valid HTML, CSS and SVG', errors.map(({ file, line, message, extract }) => `${file}:${line}: ${message}  ${extract}`));
}

const pageChecks = [['accessibility of', accessibilityProblems], ['layout of', layoutProblems], ['keyboard on', keyboardProblems]];

async function checkPage(browser, start, page) {
  for (const [what, problems] of pageChecks) {
    const found = await problems(browser, start + page.url.slice(1)).catch((error) => [error.message]);
    report(`${what} ${page.url} (${page.type || 'no type'})`, found);
  }
}

async function checkPages(browser, start, chosen) {
  const waiting = [...chosen];
  const worker = async () => {
    for (let page = waiting.shift(); page; page = waiting.shift()) await checkPage(browser, start, page);
  };
  await Promise.all([worker(), worker()]);
}

async function checkSearch(browser, start) {
  for (const { name, problems } of await searchResults(browser, start, folder, portableCopy())) report(name, problems);
}

const folder = resolve(process.argv[2] ?? 'public');
const part = process.argv[3] ?? '';
const pages = pagesOf(folder);
const chosen = samples(pages).filter((page) => page.url.includes(part));
console.log(`${pages.length} pages, ${chosen.length} of them in the browser`);
const address = addressOf(pages);
for (const { name, problems } of wishResults(pages)) report(name, problems);
const site = await serve(folder, address.path);
const browser = await openBrowser();
if (pages.some((page) => page.url === '/prenumerera/')) {
  report('ticking subscriptions', await subscribeProblems(browser, `${site.origin + address.path}prenumerera/`));
}
await Promise.all([
  checkWhole(browser, folder, pages, address),
  checkPages(browser, site.origin + address.path, chosen),
  '/sok/'.includes(part) && checkSearch(browser, site.origin + address.path),
]);
await browser.close();
site.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
