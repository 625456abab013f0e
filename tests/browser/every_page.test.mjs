// Every page that needs no identifier, taken from the table of routes, so that none is forgotten: accessible by axe's
// rules, no wider than a telephone, without a report of the content policy or an error in the console, in both looks.
import { readFileSync } from 'node:fs';
import { test, assert } from '../support/harness.mjs';
import { Server, demoAccounts, demoCommunity } from '../support/server.mjs';
import { assertAccessible, signIn, visitor } from '../support/browser.mjs';

const server = await Server.start(demoCommunity());
const accounts = demoAccounts();

// What is no page: files, feeds, tables, answers to scripts.
const noPage = /\.(csv|xml|atom|json|txt)$|^\/(health|ready|metrics|live|look|threads\/similar|search\/suggestions)$|\/pdf$/;

const paths = [...readFileSync(new URL('../../src/app/routes.cpp', import.meta.url), 'utf8').matchAll(/Method::get, "([^"{]+)"/g)]
  .map(([, path]) => path).filter((path) => !noPage.test(path));

async function look(who, options) {
  const { page, troubles } = await visitor(server, options);
  await signIn(page, accounts[who].email, accounts[who].password);
  let seen = 0;
  for (const path of paths) {
    const answer = await page.goto(path);
    assert.ok(answer.status() < 500, `${path}: ${answer.status()}`);
    if (answer.status() !== 200) continue;
    seen += 1;
    await assertAccessible(page, `${path} as ${who}`);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
    assert.equal(await page.locator('main h1').count(), 1, `${path} has one first heading`);
  }
  // What one may not see is answered with 401 or 403, which a browser tells in its console.
  assert.deepEqual(troubles.filter((one) => !/status of 40[134]/.test(one)), []);
  return seen;
}

test('the table holds pages', () => assert.ok(paths.length > 50, `${paths.length} pages`));

test('for who manages, on a telephone in the dark', async () => {
  const seen = await look('manager', { viewport: { width: 390, height: 844 }, colorScheme: 'dark' });
  assert.ok(seen > 50, `${seen} pages were read`);
});

test('for a member, on a desk in daylight and in French', async () => {
  assert.ok(await look('member', { locale: 'fr-FR' }) > 30);
});
