// What the site publishes for programs, read by other people's readers: feeds and calendars by two each that know nothing
// of one another (feedsmith and rss-parser, ical.js and python-icalendar), the sitemap and JSON.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { parseAtomFeed, parseJsonFeed, parseOpml, parseRssFeed } from 'feedsmith';
import ICAL from 'ical.js';
import Parser from 'rss-parser';

import { openPage } from './browser.mjs';
import { filesOf } from './site.mjs';

const tag = /^tag:[a-z0-9.-]+,\d{4}(-\d\d){0,2}:[!-~]+$/;  // RFC 4151
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;  // RFC 3339
const rfc822 = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/;

/// What every feed has to hold, whatever its format: [{id, url, dates}], each date beside the form it must have.
function entryProblems(entries) {
  const problems = [];
  const ids = new Set();
  for (const { id, title, url, dates } of entries) {
    if (!tag.test(id ?? '')) problems.push(`the id ${id} is no tag: address`);
    if (ids.has(id)) problems.push(`two entries have the id ${id}`);
    ids.add(id);
    if (!title) problems.push(`entry ${id} has no title`);
    if (!/^https?:\/\//.test(url ?? '')) problems.push(`entry ${id} has no absolute address`);
    for (const [date, form] of dates) if (!form.test(date ?? '')) problems.push(`entry ${id} has the date ${date}`);
  }
  return problems;
}

function atomProblems(text) {
  const feed = parseAtomFeed(text);
  const problems = ['id', 'title', 'updated'].filter((key) => !feed[key]).map((key) => `the feed has no ${key}`);
  if (!tag.test(feed.id)) problems.push(`the id ${feed.id} is no tag: address`);
  const self = feed.links?.find((link) => link.rel === 'self')?.href;
  if (!/^https?:\/\//.test(self ?? '')) problems.push('the feed does not say where it is');
  const entries = (feed.entries ?? []).map(({ id, title, links, updated, published }) => ({
    id, title: title?.value ?? title, url: links?.find((link) => link.rel === 'alternate')?.href,
    dates: [[updated, instant], [published, instant]],
  }));
  return [...problems, ...entryProblems(entries)];
}

function rssProblems(text) {
  const feed = parseRssFeed(text);
  const problems = ['title', 'link', 'description'].filter((key) => !feed[key]).map((key) => `the feed has no ${key}`);
  const entries = (feed.items ?? []).map(({ guid, title, link, pubDate }) =>
    ({ id: guid?.value, title: title?.value ?? title, url: link, dates: [[pubDate, rfc822]] }));
  return [...problems, ...entryProblems(entries)];
}

// jsonfeed.org/version/1.1: an item has an id and a content, as text or as HTML.
function jsonFeedProblems(text) {
  const feed = parseJsonFeed(text);
  const problems = ['title', 'feed_url'].filter((key) => !feed[key]).map((key) => `the feed has no ${key}`);
  const entries = (feed.items ?? []).map(({ id, title, url, date_published: published, date_modified: modified }) =>
    ({ id, title, url, dates: [[published, instant], [modified, instant]] }));
  const empty = (feed.items ?? []).filter((item) => !item.content_text && !item.content_html).map((item) => `entry ${item.id} has no content`);
  return [...problems, ...entryProblems(entries), ...empty];
}

/// What another reader makes of the same feed: as many entries, with the same titles in the same order.
async function secondReaderProblems(text) {
  const titles = /<rss\b/.test(text)
    ? (parseRssFeed(text).items ?? []).map(({ title }) => title?.value ?? title)
    : (parseAtomFeed(text).entries ?? []).map(({ title }) => title?.value ?? title);
  const other = (await new Parser().parseString(text)).items.map(({ title }) => title);
  return JSON.stringify(other) === JSON.stringify(titles) ? [] : ['two readers see different entries'];
}

function opmlProblems(text, files, address) {
  const start = address.origin + address.path;
  const feeds = (outlines) => outlines.flatMap((each) => [each, ...feeds(each.outlines ?? [])]).filter((each) => each.xmlUrl);
  const found = feeds(parseOpml(text).body?.outlines ?? []);
  if (found.length === 0) return ['the list holds no feed'];
  return found.filter(({ xmlUrl }) => !xmlUrl.startsWith(start) || !files.has(xmlUrl.slice(start.length)))
    .map(({ xmlUrl }) => `${xmlUrl} leads to no file`);
}

function sitemapProblems(text, files, address) {
  const start = address.origin + address.path;
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1]).filter((loc) => {
    const path = loc.startsWith(start) ? decodeURIComponent(loc.slice(start.length)) : null;
    return path === null || !files.has(path === '' || path.endsWith('/') ? `${path}index.html` : path);
  }).map((loc) => `${loc} leads to no file`);
}

/// What ical.js sees of a calendar, in the form that calendars.py says it.
function entriesOf(calendar) {
  return calendar.getAllSubcomponents('vevent').map((event) => {
    const value = (name) => event.getFirstPropertyValue(name);
    const start = value('dtstart');
    return [value('uid'), value('summary'), start.toString().slice(0, 10), value('status') ?? '', Number(value('sequence')),
      value('rrule')?.freq ?? ''];
  });
}

// RFC 5545 3.1: lines end in CRLF and are at most 75 octets long.
function calendarProblems(text, second) {
  const problems = [];
  if (/[^\r]\n/.test(text)) problems.push('a line does not end in CRLF');
  if (text.split('\r\n').some((line) => Buffer.byteLength(line) > 75)) problems.push('a line is longer than 75 octets');
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (!calendar.getFirstPropertyValue('prodid')) problems.push('the calendar has no PRODID');
  const ids = new Set();
  for (const event of calendar.getAllSubcomponents('vevent')) {
    for (const name of ['uid', 'dtstamp', 'dtstart', 'summary']) {
      if (!event.getFirstPropertyValue(name)) problems.push(`event ${event.getFirstPropertyValue('uid')} has no ${name}`);
    }
    const read = new ICAL.Event(event);
    if (ids.has(read.uid)) problems.push(`two events have the uid ${read.uid}`);
    ids.add(read.uid);
    if (read.endDate && read.endDate.compare(read.startDate) < 0) problems.push(`event ${read.uid} ends before it begins`);
  }
  if (second.problem) problems.push(`python-icalendar: ${second.problem}`);
  else if (JSON.stringify(second.entries) !== JSON.stringify(entriesOf(calendar))) problems.push('two readers see different entries');
  if (!second.problem && second.zones.join() !== 'Europe/Stockholm') problems.push('the zone is not described once');
  return problems;
}

/// What python-icalendar sees of each calendar, by name.
function readByPython(folder, names) {
  const script = join(dirname(fileURLToPath(import.meta.url)), 'calendars.py');
  const seen = new Map();
  for (let at = 0; at < names.length; at += 200) {
    const paths = names.slice(at, at + 200).map((name) => join(folder, name));
    const { stdout, stderr, status } = spawnSync('/usr/bin/python3', [script, ...paths], { encoding: 'utf8', maxBuffer: 1 << 28 });
    if (status !== 0) throw new Error(`calendars.py: ${stderr}`);
    for (const line of stdout.trim().split('\n')) {
      const each = JSON.parse(line);
      seen.set(relative(folder, each.file), each);
    }
  }
  return seen;
}

async function problemsOf(name, text, files, address, calendars) {
  if (name.endsWith('.ics')) return calendarProblems(text, calendars.get(name));
  if (name.endsWith('.opml')) return opmlProblems(text, files, address);
  if (/\.(json|webmanifest)$/.test(name)) {
    if (text.includes('https://jsonfeed.org/version/')) return jsonFeedProblems(text);
    return JSON.parse(text) === undefined ? ['empty'] : [];
  }
  if (/<urlset\b/.test(text)) return sitemapProblems(text, files, address);
  if (/<rss\b/.test(text)) return [...rssProblems(text), ...await secondReaderProblems(text)];
  return /<feed\b/.test(text) ? [...atomProblems(text), ...await secondReaderProblems(text)] : [];
}

/// Sentences about every .xml, .ics, .opml, .json and .webmanifest of the site.
export async function machineFileProblems(browser, folder, address) {
  const files = filesOf(folder);
  const names = [...files].filter((file) => /\.(xml|ics|opml|json|webmanifest)$/.test(file)).sort();
  const calendars = readByPython(folder, names.filter((name) => name.endsWith('.ics')));
  const { context, page } = await openPage(browser);
  const found = [];
  for (const name of names) {
    const text = readFileSync(join(folder, name), 'utf8');
    try {
      // A browser's XML parser stops at what many readers forgive.
      const broken = /\.(xml|opml)$/.test(name) && await page.evaluate((xml) =>
        new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')?.textContent, text);
      if (broken) found.push(`/${name}: ${broken}`);
      found.push(...(await problemsOf(name, text, files, address, calendars)).map((problem) => `/${name}: ${problem}`));
    } catch (error) {
      found.push(`/${name}: ${error.message}`);
    }
  }
  await context.close();
  return found;
}
