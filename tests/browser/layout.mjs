// A page without JavaScript: it is there, it has its one h1, and nothing sticks out sideways at 320, 768 and 1280 px, at 320
// also with the text spacing of WCAG 1.4.12. What is folded on a phone opens there, and stands open on a desk.
import { openPage } from './browser.mjs';

/// What is wider than the window, as selectors a person can find.
export function wide() {
  const limit = document.documentElement.clientWidth + 1;
  if (document.documentElement.scrollWidth <= limit) return [];
  const scrolls = (element) => element && element !== document.body && element !== document.documentElement &&
    (/auto|scroll|hidden|clip/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
  const culprits = [...document.body.querySelectorAll('*')]
    .filter((element) => element.getBoundingClientRect().right > limit && !scrolls(element.parentElement))
    .map((element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''}` +
      `${element.className && typeof element.className === 'string' ? `.${element.className.split(/\s+/).join('.')}` : ''}`);
  return [`${document.documentElement.scrollWidth} px wide: ${[...new Set(culprits)].slice(0, 5).join(', ')}`];
}

/// The same with WCAG 1.4.12's text spacing, which stays on.
export async function widerWithSpacing(page) {
  await page.evaluate(() => {
    const spacing = new CSSStyleSheet();
    spacing.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }' +
      'p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [spacing];
  });
  return page.evaluate(wide);
}

/// What the first fold of this page ("reveal", with what it opens after it) does at both widths, without script.
async function foldProblems(page) {
  const fold = page.locator('.reveal').first();
  if ((await fold.count()) === 0) return [];
  const shown = () => fold.evaluate((each) => {
    const { nextElementSibling: opened } = each;
    return [opened, ...opened.children].some((part) => part.getClientRects().length > 0);
  });
  const problems = [];
  if (await shown()) problems.push('what is to be folded at 320 px is shown');
  await fold.locator('summary').click();
  if (!(await shown())) problems.push('a fold does not open at 320 px');
  await fold.locator('summary').click();
  await page.setViewportSize({ width: 1280, height: 800 });
  if (!(await shown())) problems.push('what is folded on a phone does not stand open at 1280 px');
  return problems;
}

export async function layoutProblems(browser, url) {
  const { context, page, noted } = await openPage(browser, {
    javaScriptEnabled: false, viewport: { width: 320, height: 800 },
  });
  await page.goto(url);
  const headings = await page.locator('h1').count();
  const problems = headings === 1 ? [] : [`${headings} h1 elements instead of one`];
  if ((await page.locator('main').innerText()).trim().length < 10) problems.push('main is empty without JavaScript');
  for (const width of [1280, 768, 320]) {
    await page.setViewportSize({ width, height: 800 });
    problems.push(...(await page.evaluate(wide)).map((text) => `sticks out at ${width} px: ${text}`));
  }
  problems.push(...(await widerWithSpacing(page)).map((text) => `sticks out at 320 px with WCAG 1.4.12's text spacing: ${text}`));
  problems.push(...await foldProblems(page));
  await context.close();
  return [...problems, ...noted];
}
