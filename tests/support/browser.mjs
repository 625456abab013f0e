// Chromium, driven for journeys: every page is watched for console errors and for reports of the content security
// policy, and can be held against axe's rules.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterwards, assert } from './harness.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let browser;

async function started() {
  if (!browser) {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-dev-shm-usage'],
    });
    afterwards(() => browser.close());
  }
  return browser;
}

// A visitor's own window: {page, troubles}. `options` are those of a Playwright context (viewport, colorScheme, locale,
// javaScriptEnabled…).
export async function visitor(server, options = {}) {
  const context = await (await started()).newContext({
    baseURL: server.address,
    viewport: { width: 1280, height: 900 },
    locale: 'en-GB',
    ...options,
  });
  const troubles = [];
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const watch = (opened) => {
    opened.on('console', (message) => { if (message.type() === 'error') troubles.push(`console: ${message.text()}`); });
    opened.on('pageerror', (error) => troubles.push(`script: ${error}`));
  };
  context.on('page', watch);
  watch(page);
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => console.error(`csp: ${event.violatedDirective} ${event.blockedURI}`));
  });
  afterwards(() => context.close());
  return { page, context, troubles };
}

// Signs in through the form as a person would.
export async function signIn(page, email, password) {
  await page.goto('/sign-in');
  await page.fill('[name=email], [name=login], [name=who]', email);
  await page.fill('[name=password]', password);
  await page.click('main form button[type=submit], main form .button.main');
  await page.waitForLoadState();
}

// Fails with every violation axe finds on the page as it stands.
export async function assertAccessible(page, what) {
  // Evaluated by the debugger, so the page's own content security policy stays as it is.
  const found = await page.evaluate(async (source) => {
    // eslint-disable-next-line no-new-func
    if (!window.axe) (0, eval)(source);
    const result = await window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return result.violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
  }, axeSource);
  assert.deepEqual(found, [], `axe on ${what}`);
}
