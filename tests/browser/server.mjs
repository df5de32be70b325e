// A web server for tests: one folder, on loopback, with the headers that the site promises to live under.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const contentTypes = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.xml': 'application/xml',
  '.ics': 'text/calendar; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
  '.webmanifest': 'application/manifest+json',
};

export const policy = [
  "default-src 'none'", "style-src 'self'", "script-src 'self'", "img-src 'self' data:", "font-src 'self'",
  "connect-src 'self'", "manifest-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
].join('; ');

/// The file that answers a URL path: itself, or the index.html of a folder. Null when there is none.
function fileFor(folder, path) {
  const found = join(folder, normalize(decodeURIComponent(path)));
  if (!found.startsWith(folder) || !existsSync(found)) return null;
  if (!statSync(found).isDirectory()) return found;
  const index = join(found, 'index.html');
  return path.endsWith('/') && existsSync(index) ? index : null;
}

function answer(folder, base, request, response) {
  const { pathname } = new URL(request.url, 'http://localhost');
  const file = pathname.startsWith(base) ? fileFor(folder, pathname.slice(base.length - 1)) : null;
  const shown = file ?? join(folder, '404.html');
  const headers = { 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff' };
  if (!existsSync(shown)) {
    response.writeHead(404, headers).end();
    return;
  }
  headers['Content-Type'] = contentTypes[extname(shown)] ?? 'application/octet-stream';
  response.writeHead(file ? 200 : 404, headers);
  createReadStream(shown).pipe(response);
}

/// Serves `folder` below the URL path `base` until close() is called. The port is the system's choice.
export async function serve(folder, base = '/') {
  const root = normalize(`${folder}/`).replace(/\/+$/, '');
  const server = createServer((request, response) => answer(root, base, request, response));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    close: () => { server.closeAllConnections(); server.close(); },
  };
}
