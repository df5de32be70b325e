// Search as a reader meets it: the box with its suggestions, the search page with its address, what happens when the
// index is broken, when there is no server, and when somebody types what nobody should.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { openPage } from './browser.mjs';
import { wide, widerWithSpacing } from './layout.mjs';
import { schemes, violations, widths } from './accessibility.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = process.env.KNAV ?? join(root, 'build/release/knav');
const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const box = '#_find';
const options = '#_suggestions [role=option]';
const hits = '#_search .result';
const shown = (part) => `#_search [data-part="${part}"]:not([hidden])`;

/// A list of complaints that reads like the expectations it is made of.
function expectations() {
  const problems = [];
  return {
    problems,
    that(truth, what) { if (!truth) problems.push(what); },
    equal(one, other, what) {
      if (one !== other) problems.push(`${what}: ${JSON.stringify(one)} instead of ${JSON.stringify(other)}`);
    },
  };
}

async function ask(page, start, query) {
  await page.goto(`${start}sok/?${new URLSearchParams({ q: query })}`);
  await page.waitForSelector('#_search:not([hidden]):not([aria-busy])');
}

async function type(page, text) {
  await page.locator(box).focus();
  await page.locator(box).pressSequentially(text);
}

const attribute = (page, name) => page.locator(box).getAttribute(name);
const texts = (page, selector) => page.locator(selector).allInnerTexts();

async function suggestions(page, start) {
  const expect = expectations();
  await page.goto(start);
  expect.equal(await attribute(page, 'role'), 'combobox', 'the role of the box');
  expect.equal(await attribute(page, 'aria-expanded'), 'false', 'aria-expanded before typing');
  await type(page, 'seps');
  await page.waitForSelector(options);
  expect.equal(await attribute(page, 'aria-expanded'), 'true', 'aria-expanded with suggestions');
  expect.that((await texts(page, options)).some((text) => /sepsis/i.test(text)), 'no suggestion says sepsis');
  await page.waitForFunction(() => /\d/.test(document.querySelector('.find [role=status]').textContent));

  const chosen = async () => page.evaluate(() => {
    const selected = document.querySelectorAll('#_suggestions [aria-selected=true]');
    const active = document.getElementById('_find').getAttribute('aria-activedescendant');
    return selected.length === 0 && active === null ? -1
      : selected.length === 1 && selected[0].id === active ? [...selected[0].parentElement.children].indexOf(selected[0]) : 'confused';
  });
  const count = await page.locator(options).count();
  const walk = [['ArrowDown', 0], ['ArrowDown', 1], ['ArrowUp', 0], ['ArrowUp', -1], ['ArrowUp', count - 1], ['ArrowDown', -1],
    ['ArrowDown', 0], ['Home', -1], ['ArrowDown', 0], ['End', -1]];
  for (const [key, where] of walk) {
    await page.keyboard.press(key);
    expect.equal(await chosen(), where, `the chosen suggestion after ${key}`);
  }
  await page.keyboard.press('Home');
  expect.equal(await page.locator(box).evaluate((input) => input.selectionStart), 0, 'the caret after Home');
  await page.keyboard.press('Escape');
  expect.equal(await page.locator(options).first().isVisible(), false, 'suggestions seen after Escape');
  expect.equal(await page.locator(box).inputValue(), 'seps', 'the text after Escape');
  await page.keyboard.press('Escape');
  expect.equal(await page.locator(box).inputValue(), '', 'the text after Escape twice');

  await type(page, 'seps');
  await page.waitForSelector(options);
  await page.keyboard.press('Tab');
  expect.equal(await page.locator(options).first().isVisible(), false, 'suggestions seen after Tab');
  await page.locator(box).focus();
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector(options);
  await page.keyboard.press('ArrowDown');
  const target = await page.locator(options).first().getAttribute('data-url');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname === new URL(target, start).pathname);

  await page.goto(start);
  await type(page, 'sepsis');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.endsWith('/sok/') && url.searchParams.get('q') === 'sepsis');
  await page.waitForSelector(hits);
  return expect.problems;
}

async function addressAndHistory(page, start) {
  const expect = expectations();
  const at = () => new URL(page.url()).searchParams;
  await ask(page, start, 'sepsis');
  expect.equal(await page.locator(box).inputValue(), 'sepsis', 'the box on a shared address');
  expect.that(/sepsis/.test(await page.title()), 'the title does not say what was asked');
  // The texts of hits in sight come after the hits.
  await page.waitForSelector(`${hits} mark`, { state: 'attached' }).catch(() => expect.that(false, 'no hit is marked'));
  const first = (await texts(page, `${hits} h3`))[0];
  await page.waitForFunction(() => /träff/.test(document.querySelector('[data-part=said]').textContent));

  await page.locator(box).fill('tandvård');
  await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'tandvård');
  await page.waitForFunction((before) => document.querySelector('#_search .result h3').innerText !== before, first);
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.querySelector('#_search').hasAttribute('aria-busy'));
  const unfiltered = await page.locator(shown('count')).innerText();
  const kind = page.locator('#_search input[name=type]').first();
  const value = await kind.getAttribute('value');
  await kind.check();
  await page.waitForFunction((each) => new URLSearchParams(location.search).get('type') === each, value);
  await page.waitForFunction((before) => document.querySelector('[data-part=count]').innerText !== before, unfiltered);
  expect.that(await page.locator(shown('clear')).count() === 1, 'a selection cannot be cleared');
  expect.equal(await page.evaluate(() => document.activeElement.name), 'type', 'the focus after ticking');

  const filtered = page.url();
  await page.goBack();
  await page.waitForFunction(() => !new URLSearchParams(location.search).has('type'));
  expect.equal(at().get('q'), 'tandvård', 'the question one step back');
  await page.waitForFunction((before) => document.querySelector('[data-part=count]').innerText === before, unfiltered);
  await page.goBack();
  await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'sepsis');
  await page.waitForFunction((before) => document.querySelector('#_search .result h3').innerText === before, first);
  expect.equal(await page.locator(box).inputValue(), 'sepsis', 'the box two steps back');
  await page.goForward();
  await page.waitForFunction(() => new URLSearchParams(location.search).get('q') === 'tandvård');

  await page.goto(filtered);
  await page.waitForSelector(hits);
  expect.that(await page.locator(`#_search input[name=type][value="${value}"]`).isChecked(), 'a shared address loses its selection');
  await page.locator(`${hits} a`).first().click();
  await page.waitForURL((url) => !url.pathname.endsWith('/sok/'));
  await page.goBack();
  await page.waitForSelector(hits);
  expect.equal(page.url(), filtered, 'the address after a visit to a hit');
  return expect.problems;
}

async function moreHits(page, start) {
  const expect = expectations();
  await ask(page, start, 'vård');
  const before = await page.locator(hits).count();
  await page.locator(shown('more')).click();
  await page.waitForFunction((count) => document.querySelectorAll('#_search .result').length > count, before);
  const addresses = await page.locator(`${hits} h3 a`).evaluateAll((links) => links.map((each) => each.href));
  expect.equal(new Set(addresses).size, addresses.length, 'different hits among those shown');
  expect.that(await page.evaluate(() => document.activeElement.closest('.result') !== null), 'the focus is not on the first new hit');
  return expect.problems;
}

async function answers(page, start) {
  const expect = expectations();
  await ask(page, start, 'vem arbetar med sepsis');
  const said = (await texts(page, shown('answer'))).join(' ');
  for (const word of ['Vem arbetar med', 'Sepsis', 'Grupper', 'RAG Sepsis', 'Kontakt']) {
    expect.that(said.includes(word), `the answer does not say “${word}”: ${said}`);
  }
  await ask(page, start, 'exempelområdet');
  const nested = await page.locator('#_search .result .result').evaluateAll((items) => items.map((item) =>
    item.querySelector('a').pathname.startsWith(item.parentElement.closest('.result').querySelector('a').pathname)));
  expect.that(nested.length > 0 && nested.every(Boolean), `pages do not stand under their group: ${nested}`);
  await ask(page, start, 'tandvrd');
  expect.that((await texts(page, shown('guess'))).join(' ').includes('Menade du'), 'no “Menade du” for tandvrd');
  await ask(page, start, 'xqzwkj');
  const nothing = (await texts(page, shown('nothing'))).join(' ');
  expect.that(nothing.includes('A–Ö'), 'nothing found, and no way to A–Ö');
  expect.that(nothing.includes('Stödfunktioner'), 'nothing found, and nobody to ask');
  expect.equal(await page.locator(hits).count(), 0, 'hits for a word that is nowhere');
  return expect.problems;
}

const strange = {
  'nothing but spaces': '   ',
  '10 000 characters': 'sepsis '.repeat(1429).slice(0, 10_000),
  'one word of 10 000 letters': 'å'.repeat(10_000),
  'a regular expression': '.*+?^${}()|[]\\/(a+)+$',
  'HTML': '<script>globalThis.knavRan = 1</script><img src=x onerror="globalThis.knavRan = 1"><b>',
  'an attribute': '" autofocus onfocus="globalThis.knavRan = 1',
  'control characters': 'sep\u0000sis\u0007\u001b[31m\u202e\u2028\ud800',
  'quotation marks': '"vem arbetar',
  'names of objects': '__proto__ constructor toString',
  'a template': '{{t.search}} {0} ${1}',
  'a percent sign': '%E5 %',
  'emoji': '🩺 👩‍⚕️',
};

async function strangeQuestions(page, start, noted) {
  const expect = expectations();
  for (const [name, query] of Object.entries(strange)) {
    // A longer address than this no server takes.
    await page.goto(`${start}sok/?q=${encodeURIComponent(query.toWellFormed()).slice(0, 12_000)}`);
    await page.waitForFunction(() => !document.querySelector('#_search').hasAttribute('aria-busy') &&
      (document.querySelector('#_search').hidden || document.querySelector('[data-part=count]').textContent !== ''));
    expect.equal(await page.locator(shown('failed')).count(), 0, `${name}: told as a failure`);
    await page.locator(box).fill(query);
    await page.waitForTimeout(200);
    await page.locator(box).press('Enter');
    await page.waitForFunction(() => !document.querySelector('#_search').hasAttribute('aria-busy'));
    const made = await page.evaluate(() => ({
      ran: globalThis.knavRan === 1,
      elements: document.querySelectorAll('#_search :is(script, img, b, iframe, style)').length,
      polluted: Object.keys(Object.prototype).length,
    }));
    expect.that(!made.ran && made.elements === 0 && made.polluted === 0, `${name}: became more than text: ${JSON.stringify(made)}`);
    expect.equal(await page.locator(shown('failed')).count(), 0, `${name}: typed, and told as a failure`);
    expect.equal(noted.splice(0).join('; '), '', `${name}: what the browser complained of`);
  }
  await page.goto(`${start}sok/?q=sepsis&type=__proto__&type=constructor&year=%3Cb%3E`);
  await page.waitForSelector(shown('nothing'));
  expect.equal(await page.locator(shown('failed')).count(), 0, 'a selection that is none: told as a failure');
  await page.goto(start);
  for (const query of Object.values(strange)) {
    await page.locator(box).fill(query);
    await page.waitForTimeout(100);
  }
  expect.equal(noted.splice(0).join('; '), '', 'suggestions: what the browser complained of');
  return expect.problems;
}

/// Nothing typed is sent anywhere, and nothing comes from elsewhere.
async function privacy(page, start) {
  const expect = expectations();
  const asked = [];
  page.on('request', (request) => asked.push(request));
  await page.goto(start);
  const typed = 'hemligt sepsis';
  await type(page, typed);
  await page.waitForTimeout(300);
  await page.goto(`${start}sok/`);
  await type(page, typed);
  await page.waitForSelector('#_search:not([hidden]):not([aria-busy])');
  expect.that(asked.length > 4, 'hardly anything was asked for: is the engine used at all?');
  for (const request of asked) {
    expect.that(request.url().startsWith(start), `asked for ${request.url()}`);
    expect.that(request.method() === 'GET' && request.postData() === null, `sent something to ${request.url()}`);
    expect.that(!/hemligt/i.test(decodeURIComponent(request.url())), `what was typed is in ${request.url()}`);
  }
  return expect.problems;
}

async function brokenIndex(browser, start, how, answer) {
  const expect = expectations();
  const { context, page } = await openPage(browser);
  await page.goto(`${start}sok/`);
  const index = new URL(await page.locator('[data-find]').getAttribute('data-index'), start).href;
  let broken = 0;
  await context.route((url) => url.href.startsWith(index), async (route) => { broken += 1; await answer(route); });
  await page.goto(`${start}sok/?q=sepsis`);
  await page.waitForSelector(shown('failed'));
  const said = await page.locator(shown('failed')).innerText();
  expect.that(broken > 0, `${how}: the index was never asked for`);
  expect.that(said.includes('A–Ö') && said.includes('Försök igen'), `${how}: ${said}`);
  await page.locator('#_ways').waitFor(); // the ways in stand below
  await page.waitForFunction(() => /Sökningen går inte/.test(document.querySelector('[data-part=said]').textContent));
  await context.unroute(() => true);
  await context.unrouteAll();
  await page.locator('[data-part=again]').click();
  await page.waitForSelector(hits);
  expect.equal(await page.locator(shown('failed')).count(), 0, `${how}: still told as a failure when whole again`);
  await context.close();
  return expect.problems;
}

/// What pages say is loaded for those in sight only; when it cannot be read, the hits stand and the ways in are shown.
async function textsOfPages(browser, start) {
  const expect = expectations();
  const { context, page } = await openPage(browser, { viewport: { width: 360, height: 640 } });
  const said = `${hits} > .result-text:not(:empty)`;
  const loaded = [];
  page.on('request', (request) => { if (/\/x-[^/]*$/.test(new URL(request.url()).pathname)) loaded.push(request.url()); });
  await ask(page, start, 'sepsis');
  await page.waitForSelector(said);
  const found = await page.locator(hits).count();
  expect.that(found > 7, `${found} hits are too few to tell`);
  expect.that(loaded.length > 0 && loaded.length < found - 2, `${loaded.length} files of texts for the first of ${found} hits`);
  await page.locator(hits).last().scrollIntoViewIfNeeded();
  await page.locator(hits).last().locator('> .result-text:not(:empty)').waitFor();
  await page.evaluate(() => scrollTo(0, 0));
  const first = await page.locator(said).first().innerText();
  await page.locator(box).fill('sepsis ');
  await page.waitForTimeout(400);
  expect.equal(await page.locator(said).first().innerText(), first, 'the text after the same was asked again');

  await context.route((url) => /\/x-[^/]*$/.test(url.pathname), (route) => route.abort());
  await page.goto(`${start}sok/?q=tandv%C3%A5rd`);
  await page.waitForSelector(said);
  expect.equal(await page.locator(said).first().innerText(), 'Sidans text kunde inte läsas.', 'of a text that cannot be read');
  expect.that(await page.locator(hits).count() > 3 && await page.locator(shown('failed')).count() === 0, 'hits without texts');
  await page.locator('#_ways').waitFor();
  await context.close();
  return expect.problems;
}

const cutShort = async (route) => {
  const response = await route.fetch();
  const body = await response.body();
  await route.fulfill({ response, body: body.subarray(0, Math.floor(body.length / 2)) });
};

async function withoutScript(browser, start) {
  const expect = expectations();
  const { context, page, noted } = await openPage(browser, { javaScriptEnabled: false, viewport: { width: 320, height: 800 } });
  await page.goto(`${start}rmpo/`);
  await page.locator(box).fill('sepsis');
  await page.locator('.find button').click();
  expect.that(new URL(page.url()).search === '?q=sepsis', 'the form does not lead to the search page');
  const main = await page.locator('main').innerText();
  for (const word of ['A–Ö', 'Ämnen', 'Sepsis', 'behöver skript']) expect.that(main.includes(word), `main does not say “${word}”`);
  await context.close();
  return [...expect.problems, ...noted];
}

/// The browser's own search field: what the pages point to leads to a page that shows what was asked for.
async function fromBrowser(page, start) {
  const expect = expectations();
  await page.goto(start);
  const said = await page.evaluate(async () => {
    const link = document.querySelector('link[rel=search][type="application/opensearchdescription+xml"]');
    const answer = await fetch(link.href);
    const described = new DOMParser().parseFromString(await answer.text(), 'text/xml');
    const text = (name) => described.getElementsByTagName(name)[0]?.textContent;
    return {
      title: link.title, space: described.documentElement.namespaceURI, name: text('ShortName'), about: text('Description'),
      template: described.getElementsByTagName('Url')[0].getAttribute('template'), type: described.getElementsByTagName('Url')[0].getAttribute('type'),
    };
  });
  expect.equal(said.space, 'http://a9.com/-/spec/opensearch/1.1/', 'the namespace');
  expect.equal(said.type, 'text/html', 'the type of what is found');
  expect.that(said.title && said.name && [...said.name].length <= 16 && said.about, `names: ${JSON.stringify(said)}`);
  expect.that(/^https?:\/\//.test(said.template), `no whole address: ${said.template}`);
  // Under the address where the site is served now, not the one that it says it has.
  const asked = new URL(said.template.replace('{searchTerms}', encodeURIComponent('tandvård & hälsa')));
  await page.goto(new URL(asked.pathname + asked.search, start).href);
  await page.waitForSelector(hits);
  expect.equal(await page.locator(box).inputValue(), 'tandvård & hälsa', 'the question in the box');
  expect.that(/tand/i.test((await texts(page, `${hits} h3`))[0]), 'the first hit is not about it');
  return expect.problems;
}

/// Every judged query, and of those that are typed every beginning, in the browser and in the terminal.
async function ranksAlike(page, start, site) {
  const expect = expectations();
  const judged = readFileSync(process.env.SEARCH_QUERIES ?? join(root, 'tests/search/queries.jsonl'), 'utf8').trim().split('\n').map((line) => JSON.parse(line));
  const queries = judged.flatMap(({ class: kind, query }) => (kind === 'prefix'
    ? [...query].map((_, i) => [...query].slice(0, i + 1).join('')).slice(2) : [query]));
  await page.goto(`${start}sok/`);
  const answers = await page.evaluate(async (all) => {
    const { engine, index } = document.querySelector('[data-find]').dataset;
    const search = await (await import(new URL(engine, location.href).href)).openSearch(new URL(index, location.href).href);
    const found = [];
    for (const query of all) found.push((await search.search(query)).results.map(({ url, score }) => `${url} ${score}`));
    return found;
  }, queries);
  for (const [i, query] of queries.entries()) {
    const { stdout } = spawnSync(program, ['search', '--in', join(site, 'sok/index'), '--json', query], { encoding: 'utf8' });
    const there = JSON.parse(stdout).results.map(({ url, score }) => `${url} ${score}`);
    expect.equal(answers[i].join(', '), there.join(', '), query);
  }
  return expect.problems;
}

/// The page in its states, in colours and widths, as axe and a ruler see them.
async function looks(browser, start) {
  const found = new Map();
  const { context, page } = await openPage(browser);
  await context.addInitScript({ path: axePath });
  const states = {
    'an answer': () => ask(page, start, 'vem arbetar med sepsis'),
    'nothing found': () => ask(page, start, 'xqzwkj'),
    suggestions: async () => {
      await page.goto(`${start}rmpo/`);
      await type(page, 'seps');
      await page.waitForSelector(options);
      await page.keyboard.press('ArrowDown');
    },
  };
  for (const [state, reach] of Object.entries(states)) {
    await page.setViewportSize({ width: 1280, height: 900 });
    await reach();
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of schemes) {
        await page.emulateMedia({ colorScheme });
        const problems = await violations(page, colorScheme);
        if (width === widths[0]) problems.push(...await page.evaluate(wide));
        for (const problem of problems) found.set(`${state}: ${problem}`, [...(found.get(`${state}: ${problem}`) ?? []), `${width} ${colorScheme}`]);
      }
    }
    await page.setViewportSize({ width: widths[0], height: 900 });
    for (const problem of await widerWithSpacing(page)) found.set(`${state}, with text spacing: ${problem}`, [`${widths[0]}`]);
  }
  await context.close();
  return [...found].map(([problem, where]) => `${problem}\n      (${where.join(', ')})`);
}

/// From a folder, opened as a file: no server, no modules, no fetch.
async function fromFolder(browser, folder) {
  const expect = expectations();
  const { context, page, noted } = await openPage(browser);
  await page.goto(pathToFileURL(`${folder}/index.html`).href);
  await type(page, 'seps');
  await page.waitForSelector(options);
  await page.locator(box).fill('sepsis');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname.endsWith('/sok/index.html'));
  await page.waitForSelector(hits);
  await page.locator(box).fill('tandvård');
  await page.waitForFunction(() => /tandvård/i.test(document.querySelector('#_search .result h3')?.innerText));
  await page.locator(`${hits} a`).first().click();
  await page.waitForURL((url) => url.pathname.endsWith('/index.html') && !url.pathname.includes('/sok/'));
  expect.that(/tandvård/i.test(await page.locator('h1').innerText()), 'the first hit for tandvård is not about it');
  await context.close();
  return [...expect.problems, ...noted];
}

/// The same site as a folder to carry along.
export function portableCopy() {
  const folder = join(root, 'build/tested-folder');
  const { status, stderr } = spawnSync(program, ['build', '--portable', '--output', folder], { cwd: root, encoding: 'utf8' });
  if (status !== 0) throw new Error(`knav build --portable: ${stderr}`);
  return folder;
}

/// [{ name, problems }]. `start` is the served site's start page, `site` its folder, `folder` a portable build of it.
export async function searchResults(browser, start, site, folder) {
  const served = (check) => async () => {
    const { context, page, noted } = await openPage(browser);
    const problems = await check(page, start, noted);
    await context.close();
    return [...problems, ...noted];
  };
  const checks = {
    'suggestions by keyboard': served(suggestions),
    'the address and the way back': served(addressAndHistory),
    'more hits': served(moreHits),
    'answers, guesses and nothing': served(answers),
    'strange questions': served(strangeQuestions),
    'nothing typed leaves the browser': served(privacy),
    'from the browser’s own search field': served(fromBrowser),
    'the ranking of the terminal': served((page) => ranksAlike(page, start, site)),
    'a missing index': () => brokenIndex(browser, start, 'missing', (route) => route.fulfill({ status: 404, body: '' })),
    'an index cut short': () => brokenIndex(browser, start, 'cut short', cutShort),
    'texts of pages': () => textsOfPages(browser, start),
    'an index that never comes': () => brokenIndex(browser, start, 'no answer', (route) => route.abort()),
    'without script': () => withoutScript(browser, start),
    'in all shapes': () => looks(browser, start),
    'from a folder': () => fromFolder(browser, folder),
  };
  const results = [];
  for (const [name, check] of Object.entries(checks)) {
    results.push({ name: `search: ${name}`, problems: await check().catch((error) => [error.message.slice(0, 300)]) });
  }
  return results;
}
