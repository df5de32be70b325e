#!/usr/bin/env node
// Pictures of pages, to be looked at: node look.mjs [--site SITE] [--full] PATH...  ->  build/looks/*.png
// With --site the folder is served here; otherwise each argument is a whole address of a running server.
// --width 360,1280 and --theme light,dark say which pictures; --print makes a PDF of each page instead.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

import { openBrowser } from './browser.mjs';
import { serve } from './server.mjs';
import { addressOf, pagesOf } from './site.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    site: { type: 'string' }, out: { type: 'string' }, full: { type: 'boolean' }, print: { type: 'boolean' },
    width: { type: 'string', default: '360,1280' }, theme: { type: 'string', default: 'light,dark' },
  },
});
const widths = values.print ? [1280] : values.width.split(',').map(Number);
const themes = values.print ? ['light'] : values.theme.split(',');
const out = values.out ?? fileURLToPath(new URL('../../build/looks/', import.meta.url));
mkdirSync(out, { recursive: true });
const site = values.site ? await serve(resolve(values.site), addressOf(pagesOf(resolve(values.site))).path) : null;
const browser = await openBrowser();
for (const address of positionals) {
  const url = new URL(address, site?.origin);
  const name = url.pathname.replace(/^\/|\/$/g, '').replace(/[^a-z0-9-]+/gi, '_') || 'start';
  for (const width of widths) {
    for (const colorScheme of themes) {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, locale: 'sv-SE' });
      const page = await context.newPage();
      await page.goto(url.href);
      const path = resolve(out, values.print ? `${name}.pdf` : `${name}-${width}-${colorScheme}.png`);
      if (values.print) await page.pdf({ path, format: 'A4', preferCSSPageSize: true });
      else await page.screenshot({ path, fullPage: values.full ?? false });
      console.log(path);
      await context.close();
    }
  }
}
await browser.close();
site?.close();
