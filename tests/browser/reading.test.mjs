// A visitor reads: by keyboard alone, on a telephone and on a desk, in both themes and both languages; and no page
// has anything that axe, the console or the content security policy complains of.
import { test, assert } from '../support/harness.mjs';
import { Server, apiToken, demoCommunity, parvis } from '../support/server.mjs';
import { assertAccessible, onward, openLive, visitor } from '../support/browser.mjs';

const data = demoCommunity();
const server = await Server.start(data);
const threads = (await server.api('GET', '/threads?order=appreciated')).body.items;
const long = threads.reduce((best, one) => (one.posts > best.posts ? one : best));
const solved = (await server.api('GET', '/threads?space=questions')).body.items.find((one) => one.solved);
const path = (url) => new URL(url).pathname;

const pages = {
  home: '/', spaces: '/spaces', space: '/spaces/atelier', questions: '/spaces/questions', latest: '/latest', newest: '/newest', appreciated: '/appreciated',
  unanswered: '/unanswered', thread: path(long.url), question: path(solved.url), member: `/members/${long.author.handle}`, members: '/members', tags: '/tags',
  tag: `/tags/${long.tags[0] ?? 'entretien'}`, charter: '/charter', 'sign-in': '/sign-in', join: '/join', reset: '/password-reset', search: '/search?q=selle',
  'search of nothing': '/search?q=xylophonique', 'search of a slip': '/search?q=derailleru', 'search narrowed down': '/search?q=selle&space=atelier&from=2025-01-01',
  'search of a tag that nothing carries': '/search?q=selle&tag=xylophone', 'the search form': '/search', 'nothing there': '/no-such-page',
};
const quiet = (troubles, what) => assert.deepEqual(troubles, [], what);
const looks = [
  { viewport: { width: 390, height: 844 }, colorScheme: 'light', locale: 'fr-FR' }, { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', locale: 'fr-FR' },
  { viewport: { width: 390, height: 844 }, colorScheme: 'dark', locale: 'en-GB' }, { viewport: { width: 1280, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
];

for (const look of looks) {
  const named = `${look.viewport.width} px, ${look.colorScheme}, ${look.locale.slice(0, 2)}`;
  test(`every page a visitor opens is accessible and quiet (${named})`, async () => {
    const { page, troubles, context } = await visitor(server, look);
    for (const [what, address] of Object.entries(pages)) {
      const answer = await page.goto(address);
      const expected = what === 'nothing there' ? 404 : 200;
      assert.equal(answer.status(), expected, `${address}`);
      assert.equal(await page.getAttribute('html', 'lang'), look.locale.slice(0, 2), what);
      await assertAccessible(page, `${what} (${named})`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${what} is ${wide} px too wide`);
      quiet(troubles.filter((one) => expected === 200 || !/status of 404/.test(one)), what);
      troubles.length = 0;
    }
    await context.close();
  });
}

// Presses Tab until the focus is on what `matches`; every stop on the way can be seen.
async function tabTo(page, matches, what) {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const at = document.activeElement;
      const box = at.getBoundingClientRect();
      const style = getComputedStyle(at);
      return { href: at.getAttribute('href'), id: at.id, name: at.getAttribute('name'), tag: at.tagName, classes: at.className, width: box.width, height: box.height,
        seen: style.visibility !== 'hidden' && box.bottom > 0 && box.top < innerHeight, mark: style.outlineStyle !== 'none' || style.boxShadow !== 'none' };
    });
    if (focus.tag !== 'BODY') assert.ok(focus.seen && focus.width > 0 && focus.height > 0, `${what}: focus on something unseen: ${JSON.stringify(focus)}`);
    if (focus.tag !== 'BODY') assert.ok(focus.mark, `${what}: focus without a mark: ${JSON.stringify(focus)}`);
    if (matches(focus)) return focus;
  }
  throw new Error(`never reached by Tab: ${what}`);
}

for (const look of looks.slice(1, 3)) {
  test(`a visitor reads from the front page to a thread by keyboard alone (${look.viewport.width} px)`, async () => {
    const { page, troubles } = await visitor(server, look);
    await page.goto('/');
    await tabTo(page, (one) => /skip/.test(one.classes), 'the skip link comes first');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content');
    await page.goto('/');
    await tabTo(page, (one) => one.href === '/spaces/atelier', 'a space');
    await Promise.all([page.waitForURL('**/spaces/atelier'), page.keyboard.press('Enter')]);
    await tabTo(page, (one) => /^\/threads\//.test(one.href ?? ''), 'a thread');
    await Promise.all([page.waitForURL('**/threads/**'), page.keyboard.press('Enter')]);
    assert.ok(await page.isVisible('h1'));
    quiet(troubles);
    await page.goto('/');
    await tabTo(page, (one) => one.name === 'q' || one.href === '/search', 'the search field');
    if (await page.evaluate(() => document.activeElement.tagName) === 'A') {
      await Promise.all([page.waitForURL('**/search'), page.keyboard.press('Enter')]);
      await page.focus('main [name=q]');
    }
    await page.keyboard.type('sacoches');
    await Promise.all([page.waitForURL('**/search?q=sacoches*'), page.keyboard.press('Enter')]);
    quiet(troubles);
  });
}

test('a long thread is read page by page, and each post has an address', async () => {
  const token = apiToken(data, 'ilyes', 'write');
  const made = (await server.api('POST', '/threads', { token, body: { space: 'atelier', title: 'A long ride in many words', body: 'Kilometre 1.' } })).body;
  for (let number = 2; number <= 65; number += 1) await server.api('POST', `/threads/${made.id}/posts`, { token, body: { body: `Kilometre ${number}.` } });
  const { page, troubles } = await visitor(server);
  await page.goto(path(made.url));
  const read = new Set();
  for (let turn = 0; turn < 10; turn += 1) {
    for (const text of await page.locator('main').allInnerTexts()) for (const [, number] of text.matchAll(/Kilometre (\d+)\./g)) read.add(Number(number));
    const next = page.locator('a[rel=next]').first();
    if (!(await next.count())) break;
    await onward(page, () => next.click());
  }
  assert.equal(read.size, 65);
  await page.goto(`${path(made.url)}/42`);
  assert.match(await page.innerText('main'), /Kilometre 42\./);
  quiet(troubles);
});

test('the language is chosen at the foot, and kept', async () => {
  const { page } = await visitor(server, { locale: 'fr-FR' });
  await page.goto('/spaces');
  assert.equal(await page.getAttribute('html', 'lang'), 'fr');
  await page.click('.languages [lang=en]');
  await page.waitForFunction(() => document.documentElement.lang === 'en');
  await page.goto('/spaces');
  assert.equal(await page.getAttribute('html', 'lang'), 'en');
});

test('a first visit of a thread weighs at most 60 kB in six requests', async () => {
  const { page, context } = await visitor(server);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  let weight = 0;
  let requests = 0;
  // What the browser draws its own form fields with is not fetched.
  session.on('Network.requestWillBeSent', ({ request }) => { requests += request.url.startsWith('data:') ? 0 : 1; });
  session.on('Network.loadingFinished', ({ encodedDataLength }) => { weight += encodedDataLength; });
  await openLive(page, path(long.url));  // the last that a page asks for
  await page.waitForLoadState('load');
  assert.ok(requests <= 6, `${requests} requests`);
  assert.ok(weight <= 60 * 1024, `${weight} bytes`);
});

test('the community is sound after being read', async () => {
  await server.kill();
  assert.equal(parvis(['check', '--data', data]).status, 0);
});
