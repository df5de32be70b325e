// Holds the site to ../wishes.toml: what people asked for is really there, in a page's own text or in what the program
// answers. Looks only at <main>, since a word in the menu or the foot answers no wish. No browser is needed, so it may
// also be run alone: node wishes.mjs SITE
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parse } from 'smol-toml';

import { pagesOf } from './site.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = process.env.KNAV ?? join(root, 'build/release/knav');
const expected =
  '3-11 13-14 16-29 32-33 36 44 52-57 60 63-71 75-78 80 82-89 93-95 100-102 110 112 116 118-123 125-158 161-168';

const named = { amp: '&', quot: '"', lt: '<', gt: '>', nbsp: ' ', shy: '' };
const decode = (text) =>
  text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, number) => String.fromCodePoint(Number(number)))
    .replace(/&(\w+);/g, (entity, name) => named[name] ?? entity);
const fold = (text) => text.replace(/\s+/g, ' ').trim();

const mainOf = (html) => /<main\b[\s\S]*<\/main>/.exec(html)?.[0] ?? '';

/// What a reader sees, with one space between parts. Words joined by inline elements stay joined.
function visibleText(html) {
  const bare = html.replace(/<!--[\s\S]*?-->/g, '').replace(/<(script|style|template)\b[\s\S]*?<\/\1>/g, '');
  const inline = /<\/?(a|abbr|b|code|em|i|mark|small|strong|sub|sup|wbr)\b[^>]*>/g;
  return fold(decode(bare.replace(inline, '').replace(/<[^>]+>/g, ' ')));
}

/// True if a start tag answers to `name#id.class[attribute="value"]`, of which each part may be left out.
function hasElement(html, selector) {
  const parts = selector.match(/^[a-z0-9-]+|#[\w-]+|\.[\w-]+|\[[\w-]+(?:\^?="[^"]*")?\]/g) ?? [];
  if (parts.join('') !== selector) throw new Error(`the selector ${selector} is more than this test understands`);
  const answers = ([, tag, attributes], part) => {
    if (part[0] === '.') return new RegExp(`\\sclass="([^"]*\\s)?${part.slice(1)}(\\s[^"]*)?"`).test(attributes);
    if (part[0] === '#') return attributes.includes(` id="${part.slice(1)}"`);
    if (part[0] !== '[') return tag === part;
    const [, name, start, value] = /^\[([\w-]+)(?:(\^?)="([^"]*)")?\]$/.exec(part);
    if (value === undefined) return new RegExp(`\\s${name}(=|\\s|$)`).test(attributes);
    return attributes.includes(` ${name}="${value}${start ? '' : '"'}`);
  };
  const tags = [...html.matchAll(/<([a-z][a-z0-9]*)((?:\s[^<>]*)?)>/g)];
  return tags.some((tag) => parts.every((part) => answers(tag, part)));
}

const missing = (where, text, wanted = []) =>
  wanted.filter((each) => !text.includes(fold(each))).map((each) => `${where} does not say “${each}”`);

function pageProblems(pages, { url, see, selector }) {
  const page = pages.find((each) => each.url === url && !each.forward);
  if (!page) return [`there is no page ${url}`];
  const main = mainOf(page.html);
  const found = missing(url, visibleText(main), see);
  if (selector && !hasElement(main, selector)) found.push(`${url} has no ${selector}`);
  return found;
}

/// Runs the program in a copy of the site, with the entry's `files` written first; `latin1` spoils their encoding.
function commandProblems({ command, files = {}, latin1 = false, exit = 0, says, makes, has }) {
  const copy = mkdtempSync(join(tmpdir(), 'knav-wishes-'));
  try {
    for (const part of ['content', 'schema', 'themes']) cpSync(join(root, part), join(copy, part), { recursive: true });
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), text, latin1 ? 'latin1' : 'utf8');
    }
    const { status, stdout, stderr, error } = spawnSync(program, command.split(' '), { cwd: copy, encoding: 'utf8' });
    if (error) return [`knav ${command}: ${error.message}`];
    const found = missing(`knav ${command}`, fold(stdout + stderr), says);
    const answer = fold(stdout + stderr).slice(0, 300);
    if (status !== exit) found.push(`knav ${command} ended with ${status}, not ${exit}: ${answer}`);
    if (!makes) return found;
    if (!existsSync(join(copy, makes))) return [...found, `knav ${command} did not make ${makes}`];
    const made = readFileSync(join(copy, makes), 'utf8');
    return [...found, ...missing(makes, makes.endsWith('.html') ? visibleText(mainOf(made)) : fold(made), has)];
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/// A part that asserts nothing would always pass, so it counts as a problem itself.
function partProblems(pages, part) {
  const asserted = [part.see, part.says, part.has, part.selector].some((each) => each?.length > 0);
  if (!asserted) return ['nothing is asserted'];
  if (Boolean(part.url) === Boolean(part.command)) return ['either url or command is to be given'];
  return part.url ? pageProblems(pages, part) : commandProblems(part);
}

const numbersOf = (ranges) =>
  ranges.split(' ').flatMap((range) => {
    const [first, last = first] = range.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, index) => `W${first + index}`);
  });

function coverageProblems(wishes, notYet) {
  const given = [...wishes, ...notYet].map((each) => each.no);
  const wanted = numbersOf(expected);
  return [
    ...wanted.filter((no) => !given.includes(no)).map((no) => `${no} is left out`),
    ...given.filter((no) => !wanted.includes(no)).map((no) => `${no} is not in the list`),
    ...given.filter((no, index) => given.indexOf(no) !== index).map((no) => `${no} is there twice`),
    ...wishes.filter((each) => !each.what).map((each) => `${each.no} does not tell what it is`),
    ...notYet.filter((each) => !each.why).map((each) => `${each.no} does not tell why it is missing`),
  ];
}

/// [{ name, problems }]: that the file covers its wishes, and each wish by itself.
export function wishResults(pages) {
  const { wishes = [], not_yet: notYet = [] } = parse(readFileSync(join(root, 'tests/wishes.toml'), 'utf8'));
  const results = [{ name: 'coverage of wishes.toml', problems: coverageProblems(wishes, notYet) }];
  for (const wish of wishes) {
    const parts = [wish, ...(wish.also ?? [])];
    results.push({ name: `wish ${wish.no}`, problems: parts.flatMap((part) => partProblems(pages, part)) });
  }
  return results;
}

if (process.argv[1] && resolve(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const results = wishResults(pagesOf(resolve(process.argv[2] ?? join(root, 'public'))));
  const failures = results.filter(({ problems }) => problems.length > 0);
  for (const { name, problems } of failures) console.log([`FAILED ${name}`, ...problems].join('\n    '));
  console.log(`${results.length - failures.length} passed, ${failures.length} failed`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
