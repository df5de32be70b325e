// The keyboard: the skip link comes first and works, Tab reaches everything that can be used, and one sees where one is.
import { openPage } from './browser.mjs';

const longestWalk = 1500;

/// In the page: gives every usable thing a number and remembers what it looks like without focus.
function prepare() {
  const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
  const look = (element) => {
    const style = getComputedStyle(element);
    return [style.outlineStyle, style.outlineWidth, style.outlineColor, style.boxShadow, style.backgroundColor,
      style.borderColor, style.textDecorationLine].join(' ');
  };
  const name = (element) => `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} ` +
    `"${(element.innerText || element.value || element.getAttribute('aria-label') || '').trim().slice(0, 40)}"`;
  const radioTwin = (element) => element.type === 'radio' &&
    document.querySelector(`input[type=radio][name="${element.name}"]:checked, input[type=radio][name="${element.name}"]`) !== element;
  const all = [...document.querySelectorAll(usable)].filter((element) =>
    !element.disabled && element.tabIndex >= 0 && !radioTwin(element) && !element.closest('[inert]') &&
    element.checkVisibility({ checkVisibilityCSS: true, contentVisibilityAuto: true }));
  const plain = new Map(all.map((element) => [element, look(element)]));
  const reached = new Set();
  globalThis.knavWalk = {
    step() {
      const element = document.activeElement;
      if (!element || element === document.body || reached.has(element)) return { done: true };
      reached.add(element);
      const before = plain.get(element);
      const box = element.getBoundingClientRect();
      const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
      return {
        name: name(element),
        visible: before === undefined || look(element) !== before,
        inside,
        skip: reached.size === 1 ? (element.getAttribute('href') ?? '') : null,
      };
    },
    missed: () => all.filter((element) => !reached.has(element)).map(name),
  };
}

async function skipProblems(page, first) {
  if (!first.skip?.startsWith('#')) return [`the first stop is no skip link but ${first.name ?? 'nothing'}`];
  if (!first.inside) return ['the skip link is not seen when it has focus'];
  await page.keyboard.press('Enter');
  const there = await page.evaluate((hash) => {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    return target !== null && location.hash === hash && target.getBoundingClientRect().top < innerHeight;
  }, first.skip);
  return there ? [] : [`the skip link ${first.skip} leads nowhere`];
}

export async function keyboardProblems(browser, url) {
  const { context, page } = await openPage(browser, { viewport: { width: 1280, height: 900 } });
  await page.goto(url);
  await page.evaluate(prepare);
  const problems = [];
  let stops = 0;
  for (; stops < longestWalk; ++stops) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(() => globalThis.knavWalk.step());
    if (stops === 0) {
      if (stop.done) return ['Tab reaches nothing'];
      if (!stop.skip?.startsWith('#')) problems.push(`the first stop is no skip link but ${stop.name}`);
    }
    if (stop.done) break;
    if (!stop.visible) problems.push(`focus is not seen on ${stop.name}`);
    if (!stop.inside) problems.push(`focus is outside the window on ${stop.name}`);
  }
  const missed = stops < longestWalk ? await page.evaluate(() => globalThis.knavWalk.missed()) : [];
  problems.push(...missed.map((name) => `Tab does not reach ${name}`));
  await page.goto(url);
  await page.evaluate(prepare);
  await page.keyboard.press('Tab');
  problems.push(...await skipProblems(page, await page.evaluate(() => globalThis.knavWalk.step())));
  await context.close();
  return [...new Set(problems)];
}
