// WCAG 2.0, 2.1 and 2.2, levels A and AA, as far as a machine can see: axe-core at three widths, light and dark.
import { createRequire } from 'node:module';

import { openPage } from './browser.mjs';

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
export const widths = [320, 768, 1280];
export const schemes = ['light', 'dark'];
// The rules whose answer may change with the colours alone; the others are asked once for each width.
const colourRules = ['color-contrast', 'link-in-text-block'];

function sentence(violation, node) {
  const why = (node.any[0] ?? node.all[0] ?? node.none[0])?.message ?? '';
  return `${violation.id}: ${violation.help}\n      at ${node.target.join(' ')}\n      ${node.html.slice(0, 160)}\n      ${why}`;
}

/// The sentences of what axe finds now.
export async function violations(page, colorScheme) {
  const runOnly = colorScheme === 'light' ? { type: 'tag', values: tags } : { type: 'rule', values: colourRules };
  const result = await page.evaluate((wanted) => globalThis.axe.run(document, {
    runOnly: wanted, resultTypes: ['violations'],
  }), runOnly);
  return result.violations.flatMap((violation) => violation.nodes.map((node) => sentence(violation, node)));
}

async function look(browser, url, { scripts, shapes }, found) {
  const { context, page, noted } = await openPage(browser);
  await context.addInitScript({ path: axePath });
  if (!scripts) {
    await context.route('**/*', (route) => (route.request().resourceType() === 'script' ? route.abort() : route.fallback()));
  }
  await page.goto(url);
  for (const [width, colorScheme] of shapes) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    for (const problem of await violations(page, colorScheme)) {
      const shape = `${width} ${colorScheme}${scripts ? ' with scripts' : ''}`;
      found.set(problem, [...(found.get(problem) ?? []), shape]);
    }
  }
  await context.close();
  return noted;
}

/// Problems of one page, as sentences, each with the shapes it was seen in: without the site's scripts in every width
/// and scheme, and once with them, when anything the browser complains of counts too.
export async function accessibilityProblems(browser, url) {
  const found = new Map();
  const all = widths.flatMap((width) => schemes.map((scheme) => [width, scheme]));
  await look(browser, url, { scripts: false, shapes: all }, found);
  const noted = await look(browser, url, { scripts: true, shapes: [[1280, 'light']] }, found);
  return [...[...found].map(([problem, shapes]) => `${problem}\n      (${shapes.join(', ')})`), ...noted];
}
