// Chromium, driven for journeys: every page is watched for console errors and for reports of the content security
// policy, and can be held against axe's rules.
import { chromium } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterwards, assert } from './harness.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axeRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
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
    reducedMotion: 'reduce',
    ...options,
  });
  const troubles = [];
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);  // a machine may be busy
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

// Opens an address, and waits for the page's line to the server: what happens from then on is heard.
export async function openLive(page, address) {
  const line = page.waitForResponse((answer) => new URL(answer.url()).pathname === '/live');
  await page.goto(address);
  await line;
}

// Does what leads to another page, or brings this one anew, and waits for it: a page that stands is loaded already.
export const onward = (page, act) => Promise.all([page.waitForEvent('load'), act()]);

// Signs in through the form as a person would.
export async function signIn(page, email, password) {
  await page.goto('/sign-in');
  await page.fill('main [name=who]', email);
  await page.fill('main [name=password]', password);
  await page.click('main form[action="/session"] button[type=submit]');
  await page.waitForURL((url) => url.pathname !== '/session' && url.pathname !== '/sign-in');
}

// Fails with every violation axe finds on the page as it stands. The debugger compiles axe in a world of its own, so that
// the page's content security policy stays as it is and nothing of the page is changed.
export async function assertAccessible(page, what) {
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send('Page.getFrameTree');
  const { executionContextId } = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'axe' });
  const evaluate = async (expression) => {
    const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
      expression, contextId: executionContextId, awaitPromise: true, returnByValue: true,
    });
    if (exceptionDetails) throw new Error(`axe on ${what}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`);
    return result.value;
  };
  await evaluate(`${axeSource}; 0`);
  const found = await evaluate(`axe.run(document, { runOnly: ${JSON.stringify(axeRules)} }).then(({ violations }) => violations.map(
    (one) => one.id + ': ' + one.nodes.map((node) => node.html.slice(0, 200) + ' ' + (node.any[0]?.message ?? '')).slice(0, 4).join(' | ')))`);
  await session.detach();
  assert.deepEqual(found, [], `axe on ${what}`);
}
