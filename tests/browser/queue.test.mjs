// The queue of those who decide, by single keys: its head counts down, what was decided elsewhere meanwhile goes quietly,
// and what could not be decided comes back with the reason.
import { test, assert, until } from '../support/harness.mjs';
import { Server, apiToken, askDatabase, demoAccounts, demoCommunity } from '../support/server.mjs';
import { onward, signIn, visitor } from '../support/browser.mjs';

const data = demoCommunity();
const { manager } = demoAccounts();
const server = await Server.start(data);
const jade = apiToken(data, 'jade');
const nine = apiToken(data, 'nine');
const ask = async (method, path, token, body) => (await server.api(method, path, { token, body })).body;
const space = (await ask('GET', '/spaces', jade)).items.find((one) => one.kind === 'discussion' && one.visibility === 'public');

async function flagged(words) {
  const opened = await ask('POST', '/threads', jade, { space: space.slug, title: `About ${words}`, body: `Something of ${words}.` });
  const reply = await ask('POST', `/threads/${opened.id}/posts`, jade, { body: `More of ${words}.` });
  for (const post of [opened.first_post, reply.id]) await ask('POST', `/posts/${post}/flag`, nine, { ground: 'off_topic' });
  return opened;
}

const items = (page) => page.locator('parvis-queue > ul > li').count();
const head = (page) => page.locator('[data-waiting]').innerText();
const open = () => Number(askDatabase(data, 'select count(*) from moderation_case where decision = 0'));

test('the head counts down to nothing, and what serves to decide goes with the last', async () => {
  await flagged('lamps');
  await flagged('saddles');
  const { page, troubles } = await visitor(server);
  await signIn(page, manager.email, manager.password);
  await page.goto('/language/en');
  await page.goto('/moderation');
  assert.equal(await items(page), 4);
  assert.equal(await head(page), '4 decisions wait for you, the oldest first.');
  for (const [key, left] of [['1', /^3 decisions wait/], ['1', /^2 decisions wait/], ['a', /^1 decision waits/], ['a', /^Nothing waits/]]) {
    await page.keyboard.press(key);
    assert.match(await head(page), left);
  }
  assert.equal(await page.locator('#bulk').isVisible(), false);
  assert.equal(await page.locator('.queue-keys').isVisible(), false);
  await page.locator('[data-undo]').waitFor();
  await until(() => open() === 1, 'the reply in the hidden conversation alone is left, and waits for nobody');
  await onward(page, () => page.keyboard.press('u'));
  assert.equal(await items(page), 1, 'the last decision is taken back');
  assert.deepEqual(troubles, []);
});

test('what could not be decided comes back with the reason', async () => {
  const { page } = await visitor(server);
  await signIn(page, manager.email, manager.password);
  await page.goto('/language/en');
  await page.goto('/moderation');
  const count = await items(page);
  await page.route('**/moderation/cases/*', (route) => route.fulfill({ status: 409, contentType: 'text/plain; charset=utf-8', body: 'This thread was deleted.' }));
  await page.keyboard.press('1');
  await page.locator('parvis-queue [role=status]:has-text("This thread was deleted.")').waitFor();
  assert.equal(await items(page), count);
  assert.match(await head(page), new RegExp(`^${count} decision`));
});

test('what is ticked with the mouse is decided by a key, the box still in focus', async () => {
  const { page } = await visitor(server);
  await signIn(page, manager.email, manager.password);
  await flagged('bells');
  await page.goto('/moderation');
  const count = await items(page);
  assert.ok(count > 1);
  for (const box of await page.locator('[data-tick]').all()) await box.check();
  await page.keyboard.press('a');
  await page.waitForFunction(() => document.querySelectorAll('parvis-queue > ul > li').length === 0);
  await page.locator('[data-undo]').waitFor();
});

test('on a telephone a box takes a finger, and the keys of a keyboard are not spoken of', async () => {
  await flagged('chains');
  const { page } = await visitor(server, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
  await signIn(page, manager.email, manager.password);
  await page.goto('/moderation');
  const met = await page.locator('[data-tick]').first().evaluate((box) => {
    const { left, top, width, height } = box.getBoundingClientRect();
    const at = (x, y) => document.elementFromPoint(left + width / 2 + x, top + height / 2 + y) === box;
    return [at(-18, 0), at(18, 0), at(0, -18), at(0, 18)];
  });
  assert.deepEqual(met, [true, true, true, true]);
  assert.equal(await page.locator('.queue-keys').isVisible(), false);
});

test('today is worked through with keys: it counts down, lands on what was taken back, gives a card and sends a word', async () => {
  const { page, troubles } = await visitor(server);
  await signIn(page, manager.email, manager.password);
  await page.goto('/language/en');
  await page.goto('/cockpit/today');
  const count = await items(page);
  const focused = () => page.evaluate(() => document.activeElement?.closest('li')?.id ?? '');
  assert.equal(await head(page), `${count} cards, the most pressing first.`);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const card = await focused();
  await page.keyboard.press('d');
  assert.equal(await head(page), `${count - 1} cards, the most pressing first.`);
  await page.locator('[data-undo]').waitFor();
  await onward(page, () => page.keyboard.press('u'));
  assert.equal(await focused(), card, 'what was taken back is where one goes on');
  const pressG = async () => {
    await page.keyboard.press('g');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SELECT');
  };
  await pressG();
  await page.keyboard.press('Escape');
  assert.equal(await page.evaluate(() => document.activeElement?.id), card, 'the keys are the list’s again');
  await pressG();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await onward(page, () => page.keyboard.press('Enter'));
  assert.match(await page.locator(`#${card}`).innerText(), /given to/);
  assert.equal(await focused(), card);
  await onward(page, () => page.keyboard.press('w'));
  await page.focus('main textarea');
  await Promise.all([page.waitForURL('**/cockpit/today'), page.keyboard.press('Control+Enter')]);
  assert.equal(await page.locator(`#${card}`).count(), 0, 'it was written to, and goes');
  assert.deepEqual(troubles, []);
});
