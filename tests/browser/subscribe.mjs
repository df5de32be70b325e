// The page of subscriptions: what its script adds, and that the list it makes is one that readers take.
import { readFileSync } from 'node:fs';

import { parseOpml } from 'feedsmith';

import { openPage } from './browser.mjs';

/// Ticks the first and the last row, takes the list that is made of them and looks into it.
export async function subscribeProblems(browser, address) {
  const { context, page, noted } = await openPage(browser, { acceptDownloads: true });
  const found = [];
  await page.goto(address);
  const rows = page.locator('[data-feed]');
  const last = (await rows.count()) - 1;
  const wanted = [];
  for (const number of [0, last]) {
    const row = rows.nth(number);
    wanted.push(await row.getAttribute('data-feed'));
    // The row may lie in a part that is folded.
    await row.evaluate((element) => element.closest('details')?.setAttribute('open', ''));
    await row.locator('input[type="checkbox"]').check();
  }
  if (!(await page.locator('main [role="status"]').textContent()).startsWith('2 ')) found.push('two are ticked and the page does not say so');
  const [download] = await Promise.all([page.waitForEvent('download'), page.locator('a[download][href^="blob:"]').click()]);
  const outlines = parseOpml(readFileSync(await download.path(), 'utf8')).body?.outlines ?? [];
  const got = outlines.map((each) => each.xmlUrl);
  if (JSON.stringify(got) !== JSON.stringify(wanted)) found.push(`the list holds ${got}, not ${wanted}`);
  const calendars = await page.locator('.chooser a[href^="webcal:"]').count();
  if (calendars === 0) found.push('no calendar address is shown');
  await page.locator('.chooser button').click();
  if (await page.locator('[data-feed] input:checked').count() > 0) found.push('something is ticked after clearing');
  if (await page.locator('a[download][href^="blob:"]').isVisible()) found.push('a list is offered of nothing');
  await context.close();
  return [...found, ...noted];
}
