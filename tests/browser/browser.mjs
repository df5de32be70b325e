// Debian's Chromium, driven without a network.
import { chromium } from 'playwright-core';

/// Chromium now and then hangs at its start on a loaded machine: then another one is tried.
export async function openBrowser(attempts = 3) {
  const launched = chromium.launch({
    timeout: 45_000,
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  return attempts > 1 ? launched.catch(() => openBrowser(attempts - 1)) : launched;
}

/// A page that notes everything that went wrong while it was used: script errors, refused or failed requests,
/// violations of the content security policy.
export async function openPage(browser, options = {}) {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'sv-SE', ...options });
  context.setDefaultTimeout(120_000);  // a machine that builds at the same time is slow, not wrong
  const page = await context.newPage();
  const noted = [];
  page.on('console', (message) => {
    // The browser's own complaint about a page that is meant to answer 404.
    if (message.type() === 'error' && !/status of 404/.test(message.text())) noted.push(message.text());
  });
  page.on('pageerror', (error) => noted.push(`script error: ${error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    if (!/ERR_ABORTED|ERR_BLOCKED_BY_CLIENT/.test(why)) noted.push(`${request.url()}: ${why}`);
  });
  page.on('response', (response) => {
    const isPage = response.request().isNavigationRequest();
    if (response.status() >= 400 && !isPage) noted.push(`${response.url()}: status ${response.status()}`);
  });
  return { context, page, noted };
}
