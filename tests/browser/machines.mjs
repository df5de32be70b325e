// What the site publishes for programs, read by other people's readers: Atom feeds, calendars, sitemap, JSON.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseAtomFeed } from 'feedsmith';
import ICAL from 'ical.js';

import { openPage } from './browser.mjs';
import { filesOf } from './site.mjs';

function feedProblems(text) {
  const feed = parseAtomFeed(text);
  const problems = ['id', 'title', 'updated'].filter((key) => !feed[key]).map((key) => `the feed has no ${key}`);
  const ids = new Set();
  for (const entry of feed.entries ?? []) {
    for (const key of ['id', 'title', 'updated']) {
      if (!entry[key]) problems.push(`entry ${entry.id ?? '?'} has no ${key}`);
    }
    if (!entry.links?.some((link) => /^https?:/.test(link.href))) problems.push(`entry ${entry.id} has no address`);
    if (ids.has(entry.id)) problems.push(`two entries have the id ${entry.id}`);
    ids.add(entry.id);
  }
  return problems;
}

function sitemapProblems(text, files, address) {
  const start = address.origin + address.path;
  return [...text.matchAll(/<loc>([^<]*)<\/loc>/g)].map((match) => match[1]).filter((loc) => {
    const path = loc.startsWith(start) ? decodeURIComponent(loc.slice(start.length)) : null;
    return path === null || !files.has(path === '' || path.endsWith('/') ? `${path}index.html` : path);
  }).map((loc) => `${loc} leads to no file`);
}

// RFC 5545 3.1: lines end in CRLF and are at most 75 octets long.
function calendarProblems(text) {
  const problems = [];
  if (/[^\r]\n/.test(text)) problems.push('a line does not end in CRLF');
  if (text.split('\r\n').some((line) => Buffer.byteLength(line) > 75)) problems.push('a line is longer than 75 octets');
  const calendar = new ICAL.Component(ICAL.parse(text));
  if (!calendar.getFirstPropertyValue('prodid')) problems.push('the calendar has no PRODID');
  for (const event of calendar.getAllSubcomponents('vevent')) {
    for (const name of ['uid', 'dtstamp', 'dtstart', 'summary']) {
      if (!event.getFirstPropertyValue(name)) problems.push(`event ${event.getFirstPropertyValue('uid')} has no ${name}`);
    }
    const read = new ICAL.Event(event);
    if (read.endDate && read.endDate.compare(read.startDate) < 0) problems.push(`event ${read.uid} ends before it begins`);
  }
  return problems;
}

function problemsOf(name, text, files, address) {
  if (/\.(json|webmanifest)$/.test(name)) return JSON.parse(text) === undefined ? ['empty'] : [];
  if (name.endsWith('.ics')) return calendarProblems(text);
  if (/<urlset\b/.test(text)) return sitemapProblems(text, files, address);
  return /<feed\b/.test(text) ? feedProblems(text) : [];
}

/// Sentences about every .xml, .ics, .json and .webmanifest of the site.
export async function machineFileProblems(browser, folder, address) {
  const files = filesOf(folder);
  const { context, page } = await openPage(browser);
  const found = [];
  for (const name of [...files].filter((file) => /\.(xml|ics|json|webmanifest)$/.test(file)).sort()) {
    const text = readFileSync(join(folder, name), 'utf8');
    try {
      // A browser's XML parser stops at what many readers forgive.
      const broken = name.endsWith('.xml') && await page.evaluate((xml) =>
        new DOMParser().parseFromString(xml, 'application/xml').querySelector('parsererror')?.textContent, text);
      if (broken) found.push(`/${name}: ${broken}`);
      found.push(...problemsOf(name, text, files, address).map((problem) => `/${name}: ${problem}`));
    } catch (error) {
      found.push(`/${name}: ${error.message}`);
    }
  }
  await context.close();
  return found;
}
