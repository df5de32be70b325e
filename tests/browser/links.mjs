// Every link within the site leads to a file, and every fragment to an id on that page; nothing is fetched from elsewhere.
import { filesOf } from './site.mjs';

const entities = { '&amp;': '&', '&quot;': '"', '&#39;': "'", '&lt;': '<', '&gt;': '>' };
const decode = (text) => text.replace(/&(amp|quot|#39|lt|gt);/g, (entity) => entities[entity]);
const idsOf = (html) => new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => decode(match[1])));

/// The file that a URL path stands for, or null.
function fileOf(files, path) {
  const name = decodeURIComponent(path).replace(/^\//, '');
  const candidates = name === '' || name.endsWith('/') ? [`${name}index.html`] : [name];
  return candidates.find((candidate) => files.has(candidate)) ?? null;
}

function complaint(files, ids, page, address, link, fetched) {
  let url;
  try {
    url = new URL(link, address.origin + address.path + page.url.slice(1));
  } catch {
    return 'is no address';
  }
  if (url.origin !== address.origin) {
    return fetched && url.protocol !== 'data:' ? 'is fetched from another site' : null;
  }
  const file = url.pathname.startsWith(address.path) ? fileOf(files, url.pathname.slice(address.path.length)) : null;
  if (!file) return 'leads to no file';
  const fragment = decodeURIComponent(url.hash.slice(1));
  // #:~:text= and #top are the browser's own.
  if (!fragment || fragment === 'top' || fragment.startsWith(':~:') || !ids.has(file)) return null;
  return ids.get(file).has(fragment) ? null : 'names a part that the page does not have';
}

/// [{ page, link, why }] over all pages. `address` is the site's own: addressOf(pages).
export function deadLinks(folder, pages, address) {
  const files = filesOf(folder);
  const ids = new Map(pages.map((page) => [page.path, idsOf(page.html)]));
  const found = [];
  for (const page of pages) {
    for (const [tag, name] of page.html.matchAll(/<([a-z]+)\s[^>]*>/g)) {
      for (const [, attribute, value] of tag.matchAll(/\s(href|src|action)="([^"]*)"/g)) {
        const link = decode(value);
        const fetched = attribute === 'src' || (name === 'link' && /rel="(stylesheet|icon|manifest|preload)/.test(tag));
        const why = complaint(files, ids, page, address, link, fetched);
        if (why) found.push({ page: page.url, link, why });
      }
    }
  }
  return found;
}
