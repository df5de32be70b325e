// The built site as files: its pages, and which of them stand for the rest in the browser.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

/// Every HTML file: { path: relative, url: '/...', type: <body data-type>, html }, by path. Moved pages' forwarding
/// pages have no body to look at and are marked by `forward`.
export function pagesOf(folder) {
  const pages = [];
  for (const file of files(folder)) {
    if (!file.endsWith('.html')) continue;
    const html = readFileSync(file, 'utf8');
    const path = relative(folder, file).split(sep).join('/');
    pages.push({
      path,
      url: '/' + path.replace(/(^|\/)index\.html$/, '$1'),
      type: /<body[^>]*\sdata-type="([^"]*)"/.exec(html)?.[1] ?? '',
      forward: /<meta[^>]+http-equiv="?refresh/i.test(html),
      html,
    });
  }
  return pages.sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function filesOf(folder) {
  return new Set([...files(folder)].map((file) => relative(folder, file).split(sep).join('/')));
}

/// One page of every type, the one with most in it, and every page without a type (start, search, not found ...),
/// of which only the largest below one top folder.
export function samples(pages) {
  const chosen = new Map();
  for (const page of pages.filter((page) => !page.forward)) {
    const group = page.type ? `type ${page.type}` : `untyped ${page.path.includes('/') ? page.path.split('/')[0] : page.path}`;
    const best = chosen.get(group);
    if (!best || page.html.length > best.html.length) chosen.set(group, page);
  }
  for (const page of pages) {
    if (/^(index|404)\.html$/.test(page.path)) chosen.set(page.path, page);
  }
  return [...new Set(chosen.values())].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/// The site's own address, from its start page's canonical link: { origin: 'https://example.org', path: '/nav/' }.
export function addressOf(pages) {
  const start = pages.find((page) => page.path === 'index.html');
  const canonical = /<link\b[^>]*\brel="canonical"[^>]*>/.exec(start?.html ?? '')?.[0] ?? '';
  const url = new URL(/\bhref="([^"]*)"/.exec(canonical)?.[1] ?? '/', 'http://site.invalid');
  return { origin: url.origin, path: url.pathname };
}
