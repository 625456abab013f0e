// What a finger meets: on a telephone every target of every page is 44 px wide and high, and none takes a touch that
// was meant for its neighbour (tests/support/targets.mjs says how it is measured and what is excepted). The pages come from
// the table of routes, those with an identifier by following the links of the pages before, so that none is forgotten.
import { readFileSync } from 'node:fs';
import { test, assert } from '../support/harness.mjs';
import { Server, demoAccounts, demoCommunity } from '../support/server.mjs';
import { signIn, visitor } from '../support/browser.mjs';
import { measureTargets } from '../support/targets.mjs';

const server = await Server.start(demoCommunity());
const accounts = demoAccounts();
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

// What is no page: files, feeds, tables, answers to scripts, what leads elsewhere at once.
const noPage = /\.(csv|xml|atom|json|txt)$|\/pdf$|^\/(health|ready|metrics|live|look|language|files|faces|theme|sitemap|threads\/similar|search\/suggestions)(\/|$)/;
const patterns = [...readFileSync(new URL('../../src/app/routes.cpp', import.meta.url), 'utf8').matchAll(/Method::get, "([^"]+)"/g)]
  .map(([, pattern]) => pattern).filter((pattern) => !noPage.test(pattern));
const plain = patterns.filter((pattern) => !pattern.includes('{'));
const named = patterns.filter((pattern) => pattern.includes('{'))
  .map((pattern) => ({ pattern, form: new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`) }));

// Every page without an identifier, then one of each kind with one.
async function measureAll(page) {
  const troubles = new Map();
  const waiting = [...plain];
  const known = new Set(plain);
  const kinds = new Set();
  let seen = 0;
  while (waiting.length > 0) {
    const path = waiting.shift();
    const answer = await page.goto(path);
    if (answer.status() !== 200 || !/html/.test(answer.headers()['content-type'])) continue;
    seen += 1;
    const { small, covered } = await measureTargets(page);
    for (const { target, width, height } of small) note(`${target}: ${width} by ${height}`, path);
    for (const { target, by } of covered) note(`${target} is covered by ${by}`, path);
    for (const to of await page.locator('a[href^="/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href').split(/[?#]/)[0]))) {
      const kind = named.find(({ form }) => form.test(to));
      if (!kind || known.has(to) || kinds.has(kind.pattern)) continue;
      known.add(to);
      kinds.add(kind.pattern);
      waiting.push(to);
    }
  }
  function note(trouble, path) {
    troubles.set(trouble, troubles.get(trouble) ?? path);
  }
  return { seen, troubles: [...troubles].map(([trouble, path]) => `${path}: ${trouble}`) };
}

for (const [who, least] of [['visitor', 15], ['member', 50], ['leader', 50], ['manager', 120]]) {
  test(`nothing a ${who} may press is too small for a finger, nor covered by what stands beside it`, async () => {
    const { page } = await visitor(server, phone);
    if (accounts[who]) await signIn(page, accounts[who].email, accounts[who].password);
    const { seen, troubles } = await measureAll(page);
    assert.ok(seen >= least, `${seen} pages were measured`);
    assert.deepEqual(troubles, [], `of ${seen} pages`);
  });
}
