// Keeping order: a conversation split and merged with the keyboard alone and without script, and the pages of those who
// keep order held against axe.
import { test, assert } from '../support/harness.mjs';
import { Server, apiToken, demoAccounts, demoCommunity } from '../support/server.mjs';
import { assertAccessible, onward, signIn, visitor } from '../support/browser.mjs';

const data = demoCommunity();
const { manager } = demoAccounts();
const token = apiToken(data, 'jade');
const server = await Server.start(data);
const ask = async (method, path, body) => (await server.api(method, path, { token, body })).body;

const space = (await ask('GET', '/spaces')).items.find((one) => one.kind === 'discussion' && one.visibility === 'public');
const opened = await ask('POST', '/threads', { space: space.slug, title: 'Lamps for the winter', body: 'Which ones?' });
const posts = [];
for (let i = 2; i <= 4; ++i) posts.push(await ask('POST', `/threads/${opened.id}/posts`, { body: `A lamp, number ${i}.` }));
const path = new URL(opened.url).pathname;

// Tab until this is in focus, as somebody without a mouse would.
async function reach(page, selector) {
  for (let i = 0; i < 200; ++i) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  assert.fail(`${selector} is not reached by Tab`);
}

let split;

test('posts are ticked and split off with the keyboard alone, without script', async () => {
  const { page, troubles } = await visitor(server, { javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await signIn(page, manager.email, manager.password);
  await page.goto(`/threads/${opened.id}/split`);
  await reach(page, `input[value="${posts[1].id}"]`);
  await page.keyboard.press('Space');
  await reach(page, 'main [name=title]');
  await page.keyboard.type('Dynamo lamps');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dynamo-lamps');
  split = new URL(page.url()).pathname;
  assert.match(await page.locator('main').innerText(), /A lamp, number 3/);
  await page.goto(path);
  assert.match(await page.locator('main .moved').innerText(), /Dynamo lamps/);
  await onward(page, () => page.click('main .moved a'));
  assert.equal(new URL(page.url()).pathname, split);
  await page.goto(`${path}/3`);
  assert.equal(new URL(page.url()).pathname, split, 'the address of the post leads to it');
  assert.deepEqual(troubles, []);
});

test('the two are merged again, and every address leads on', async () => {
  const { page, troubles } = await visitor(server, { javaScriptEnabled: false });
  await signIn(page, manager.email, manager.password);
  await page.goto(`${split.split('/').slice(0, 3).join('/')}/merge`);
  await reach(page, 'main [name=with]');
  await page.keyboard.type(`${server.address}${path}`);
  await onward(page, () => page.keyboard.press('Enter'));
  assert.match(await page.locator('main').innerText(), /began earlier|commencé plus tôt/);
  await reach(page, 'main form button.main');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${path}`);
  assert.match(await page.locator('main').innerText(), /A lamp, number 3/);
  await page.goto(split);
  assert.equal(new URL(page.url()).pathname, `${path}/3`);
  assert.deepEqual(troubles, []);
});

test('the pages of those who keep order are for everybody, in both languages and widths', async () => {
  for (const [locale, width] of [['en-GB', 1280], ['fr-FR', 390]]) {
    const { page, troubles } = await visitor(server, { locale, viewport: { width, height: 844 } });
    await signIn(page, manager.email, manager.password);
    for (const address of ['/moderation', '/manage/audit', '/manage/moderation', '/manage/spam', '/moderation/members/jade', `/posts/${posts[0].id}/flag`, `/threads/${opened.id}/split`, `/threads/${opened.id}/merge`, `/threads/${opened.id}/merge?with=nothing`, path]) {
      await page.goto(address);
      await assertAccessible(page, `${address} in ${locale}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${address} is ${over} px too wide at ${width} px`);
    }
    assert.deepEqual(troubles.filter((one) => !one.includes('422')), []);
  }
});
