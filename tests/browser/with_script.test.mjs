// What JavaScript adds: replies that arrive while one reads, a composer that helps, keys, and nothing lost on the way.
import { test, assert, until } from '../support/harness.mjs';
import { Server, apiToken, demoAccounts, demoCommunity, parvis } from '../support/server.mjs';
import { assertAccessible, openLive, signIn, visitor } from '../support/browser.mjs';
import { png } from '../support/pictures.mjs';

const data = demoCommunity();
const accounts = demoAccounts();
const token = apiToken(data, 'ilyes', 'write');
const server = await Server.start(data);

const quiet = (troubles) => assert.deepEqual(troubles, []);

async function newThread(replies = 3) {
  const made = await server.api('POST', '/threads', { token, body: { space: 'atelier', title: 'Truing a wheel on the road', body: 'With a spoke key and **patience**, it can be done.', tags: [] } });
  assert.equal(made.status, 201, made.text);
  for (let number = 2; number <= replies; number += 1) await reply(made.body.id, `Remark ${number}: ${'go slowly, look often. '.repeat(12)}`);
  return { ...made.body, path: new URL(made.body.url).pathname };
}

async function reply(thread, body) {
  const made = await server.api('POST', `/threads/${thread}/posts`, { token, body: { body } });
  assert.equal(made.status, 201, made.text);
  return made.body;
}

async function signedIn(who, options) {
  const opened = await visitor(server, options);
  await signIn(opened.page, accounts[who].email, accounts[who].password);
  return opened;
}

test('a reply appears at the foot of a page that is read, and nothing moves', async () => {
  const thread = await newThread(12);
  const { page, troubles } = await visitor(server);
  await openLive(page, thread.path);
  await page.evaluate(() => scrollTo(0, 300));
  const place = () => page.evaluate(() => ({ scroll: scrollY, tops: [...document.querySelectorAll('article.post')].slice(0, 6).map((one) => Math.round(one.getBoundingClientRect().top)) }));
  const before = await place();
  await reply(thread.id, 'Written while you read.');
  await page.locator('#post-13').waitFor({ state: 'attached' });
  assert.deepEqual(await place(), before);
  assert.match(await page.innerText('.new-replies'), /1/);
  await assertAccessible(page, 'a thread with a new reply');
  await page.click('.new-replies');
  await page.locator('#post-13').scrollIntoViewIfNeeded();
  assert.match(await page.innerText('#post-13'), /Written while you read/);
  await page.locator('.new-replies').waitFor({ state: 'detached' });
  quiet(troubles);
});

test('the time line says where one reads', async () => {
  const thread = await newThread(14);
  const { page, troubles } = await visitor(server);
  await page.goto(thread.path);
  assert.match(await page.innerText('[data-here] b'), /^1 to 14 of 14$/);
  await page.locator('#post-9').evaluate((post) => scrollTo(0, post.getBoundingClientRect().top + scrollY - innerHeight * 0.3));
  await until(async () => /^9 of 14$/.test(await page.innerText('[data-here] b')), 'the ninth post is read');
  const at = () => page.locator('[data-here]').evaluate((here) => Number(here.style.getPropertyValue('--at')));
  assert.ok(await at() > 0.5);
  assert.equal(await page.getAttribute('[data-here] time', 'datetime'), await page.getAttribute('#post-9 .post-head time', 'datetime'));
  await page.evaluate(() => scrollTo(0, 0));
  await until(async () => /^1 of 14$/.test(await page.innerText('[data-here] b')), 'the first post is read again');
  assert.equal(await at(), 0);
  quiet(troubles);
});

test('after a lost connection nothing is missed, and nothing comes twice', async () => {
  const thread = await newThread(2);
  const { page, context } = await visitor(server);
  await openLive(page, thread.path);
  await reply(thread.id, 'Before the tunnel.');
  await page.locator('#post-3').waitFor({ state: 'attached' });
  // Offline closes no stream that is open: the server ends and begins again, as in an upgrade.
  await context.setOffline(true);
  const port = new URL(server.address).port;
  await server.kill();
  const again = await Server.start(data, [], {}, port);
  Object.assign(server, { process: again.process, ended: again.ended });
  for (const words of ['In the tunnel.', 'Still in the tunnel.']) await reply(thread.id, words);
  await context.setOffline(false);
  await page.locator('#post-5').waitFor({ state: 'attached', timeout: 20_000 });
  assert.equal(await page.locator('article.post').count(), 5);
  await reply(thread.id, 'Out of the tunnel.');
  await page.locator('#post-6').waitFor({ state: 'attached', timeout: 20_000 });
  assert.deepEqual(await page.locator('article.post').evaluateAll((all) => all.map((one) => one.id)), [1, 2, 3, 4, 5, 6].map((number) => `post-${number}`));
});

test('the bell counts while one looks at another page', async () => {
  const { page, troubles } = await signedIn('leader');
  const thread = await newThread(1);
  await openLive(page, '/spaces');
  const count = async () => Number((await page.locator('[data-bell-count]').first().textContent()).replace(/\D/g, '') || 0);
  const before = await count();
  await reply(thread.id, 'What does @rozenn say?');
  await until(async () => (await count()) > before, 'the count moves');
  await page.goto('/notifications');
  assert.match(await page.innerText('main'), /Truing a wheel/);
  await assertAccessible(page, 'notifications');
  quiet(troubles);
});

test('the composer: marks, preview, completion, similar threads', async () => {
  const { page, troubles } = await signedIn('member');
  await page.goto('/spaces/questions/threads/new');
  await assertAccessible(page, 'the composer');
  const body = page.locator('[name=body]');
  await body.fill('a heavy load');
  await body.evaluate((field) => field.setSelectionRange(2, 7));
  await page.locator('.toolbar button').first().click();
  assert.equal(await body.inputValue(), 'a **heavy** load');
  await body.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('Control+i');
  assert.equal(await body.inputValue(), '*a* **heavy** load');
  await page.click('button[name=preview]');
  await page.locator('.preview-box strong').waitFor();
  assert.equal(await page.locator('.preview-box strong').innerText(), 'heavy');
  await assertAccessible(page, 'the preview');
  await page.click('button[name=preview]');
  assert.ok(await body.isVisible());
  await body.focus();
  await page.keyboard.press('Control+End');
  await page.keyboard.type(' @roz');
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('Enter');
  assert.match(await body.inputValue(), /@rozenn $/);
  const title = (await server.api('GET', '/threads?space=questions')).body.items[0].title;
  await page.locator('[name=title]').pressSequentially(title.slice(0, 40), { delay: 5 });
  await page.locator('[data-similar] a').first().waitFor();
  await page.locator('[name=tags]').pressSequentially('transm', { delay: 20 });
  await page.locator('[role=option]').filter({ hasText: 'transmission' }).first().click();
  assert.match(await page.inputValue('[name=tags]'), /^transmission, /);
  quiet(troubles);
});

test('a picture is pasted, dropped or chosen, told in words and taken out again', async () => {
  const { page, troubles } = await signedIn('member');
  await page.goto('/spaces/atelier/threads/new');
  const body = page.locator('[name=body]');
  const give = (kind, name, bytes) => body.evaluate((field, [how, called, data]) => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(data)], called, { type: 'image/png' }));
    const event = how === 'paste' ? new ClipboardEvent('paste', { clipboardData: files, bubbles: true, cancelable: true })
      : new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true });
    field.focus();
    field.dispatchEvent(event);
  }, [kind, name, [...bytes]]);
  const rows = page.locator('.brought li:has(img)');
  await give('paste', 'wheel.png', png(40, 30, 1));
  await until(async () => await rows.count() === 1, 'the pasted picture is brought');
  assert.match(await body.inputValue(), /^!\[\]\(\/files\/\w+\)/);
  await rows.locator('input').fill('A wheel, [true]');
  assert.match(await body.inputValue(), /^!\[A wheel, \\\[true\\\]\]\(\/files\/\w+\)/);
  await give('drop', 'hub.png', png(40, 30, 2));
  await until(async () => await rows.count() === 2, 'the dropped picture is brought');
  await page.setInputFiles('input[type=file]', { name: 'spoke.png', mimeType: 'image/png', buffer: png(40, 30, 3) });
  await until(async () => await rows.count() === 3, 'the chosen picture is brought');
  assert.equal((await body.inputValue()).match(/!\[/g).length, 3);
  await rows.nth(1).locator('button').click();
  assert.equal((await body.inputValue()).match(/!\[/g).length, 2);
  await page.fill('[name=title]', 'Three pictures of a wheel');
  await page.click('.composer button.main');
  await page.waitForURL(/three-pictures/);
  assert.equal(await page.locator('.post picture img').count(), 2);
  assert.equal(await page.locator('.post picture img').first().getAttribute('alt'), 'A wheel, [true]');
  quiet(troubles);
});

test('a draft is kept on the server and found again after the window was closed', async () => {
  const first = await signedIn('member');
  await first.page.goto('/spaces/voyages/threads/new');
  await first.page.fill('[name=title]', 'Across the Morvan in the rain');
  await first.page.locator('[name=body]').pressSequentially('We left late and arrived later.');
  await until(async () => (await first.page.innerText('[data-draft-state]')).trim(), 'the draft is said to be kept');
  await first.context.close();
  const second = await signedIn('member');
  await second.page.goto('/spaces/voyages/threads/new');
  assert.equal(await second.page.inputValue('[name=body]'), 'We left late and arrived later.');
  assert.equal(await second.page.inputValue('[name=title]'), 'Across the Morvan in the rain');
  await second.page.goto('/account/drafts');
  assert.match(await second.page.innerText('main'), /Across the Morvan/);
  await assertAccessible(second.page, 'drafts');
  await second.page.goto('/spaces/voyages/threads/new');
  await second.page.locator('main form button.main').click();
  await second.page.waitForURL('**/threads/*/**');
  await second.page.goto('/spaces/voyages/threads/new');
  assert.equal(await second.page.inputValue('[name=body]'), '', 'what was sent is no draft any more');
});

test('the passage one selects is quoted with who said it', async () => {
  const thread = await newThread(2);
  const { page, troubles } = await signedIn('leader');
  await page.goto(thread.path);
  await page.evaluate(() => {
    const words = document.querySelector('#post-1 .prose strong').firstChild;
    getSelection().setBaseAndExtent(words, 0, words, words.length);
  });
  await page.locator('.quote-selection').waitFor();
  await page.locator('.quote-selection').click();
  assert.match(await page.inputValue('#reply [name=body]'), /> \[@ilyes, 1\]\([^)]+\)\n> patience/);
  await page.locator('#reply [name=body]').press('Control+End');
  await page.keyboard.type('\n\nPatience it is.');
  await page.keyboard.press('Control+Enter');
  await page.locator('#post-3').waitFor();
  assert.match(await page.innerText('#post-3 blockquote'), /patience/);
  assert.match(await page.innerText('#post-3'), /Patience it is/);
  quiet(troubles);
});

test('thanks and votes are given without leaving the place', async () => {
  const made = await server.api('POST', '/threads', { token, body: { space: 'questions', title: 'Which grease for a seat post?', body: 'Carbon in aluminium.', tags: [] } });
  const { page, troubles } = await signedIn('leader');
  await page.goto(new URL(made.body.url).pathname);
  await page.evaluate(() => { window.stayed = true; });
  await page.click('#post-1 [data-reactions] button[value=thanks]');
  await page.locator('#post-1 [data-reactions] button[value=thanks][aria-pressed=true]').waitFor();
  await page.locator('#post-1 [data-votes] button').first().click();
  await page.locator('#post-1 [data-votes] button[aria-pressed=true]').waitFor();
  assert.equal(await page.evaluate(() => window.stayed), true);
  const post = (await server.api('GET', `/posts/${made.body.first_post}`)).body;
  assert.equal(post.up, 1);
  assert.equal(post.reactions.thanks, 1);
  quiet(troubles);
});

test('single keys go from post to post, answer, search, and say what they are', async () => {
  const thread = await newThread(4);
  const { page, troubles } = await signedIn('leader');
  await page.goto(thread.path);
  const at = () => page.evaluate(() => document.activeElement.closest('article.post')?.id ?? document.activeElement.id);
  await page.keyboard.press('j');
  const first = await at();
  await page.keyboard.press('j');
  assert.notEqual(await at(), first);
  await page.keyboard.press('k');
  assert.equal(await at(), first);
  await page.keyboard.press('/');
  assert.equal(await at(), 'seek');
  await page.keyboard.type('j?');
  assert.equal(await page.inputValue('#seek'), 'j?', 'keys are letters where one writes');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  await assertAccessible(page, 'the list of keys');
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  quiet(troubles);
});

test('search suggests while one types', async () => {
  const { page, troubles } = await visitor(server);
  await page.goto('/');
  await page.locator('#seek').pressSequentially('sacoc', { delay: 30 });
  await page.locator('[role=option]').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.pathname !== '/');
  quiet(troubles);
});

test('the search page suggests too: arrows choose, Escape closes, Enter searches for the words', async () => {
  const { page, troubles } = await visitor(server, { viewport: { width: 390, height: 844 } });
  await page.goto('/search');
  const field = page.locator('#search-words');
  await field.pressSequentially('sacoc', { delay: 30 });
  await page.locator('[role=option]').first().waitFor();
  assert.equal(await field.getAttribute('role'), 'combobox');
  assert.equal(await field.getAttribute('aria-expanded'), 'true');
  await page.keyboard.press('ArrowDown');
  assert.equal(await field.getAttribute('aria-activedescendant'), await page.locator('[role=option]').first().getAttribute('id'));
  await assertAccessible(page, 'the search page with suggestions');
  await page.keyboard.press('Escape');
  assert.equal(await field.getAttribute('aria-expanded'), 'false');
  assert.equal(await field.inputValue(), 'sacoc');
  await page.keyboard.type('hes');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/search?q=sacoches');
  assert.ok(await page.locator('.found').count() > 0);
  quiet(troubles);
});

test('pages of a member are accessible and quiet, on a telephone too', async () => {
  for (const look of [{ viewport: { width: 390, height: 844 }, colorScheme: 'dark' }, {}]) {
    const { page, troubles } = await signedIn('manager', look);
    const thread = await newThread(2);
    const post = (await server.api('GET', `/threads/${thread.id}/posts`)).body.items[0].id;
    const pages = ['/', thread.path, '/cockpit/health', '/cockpit/health/lists/active-month', '/cockpit/health/network', '/cockpit/members', '/cockpit/members/ilyes', '/cockpit/members/ilyes/acts', '/cockpit/members/ilyes/exchanges', '/cockpit/circles',
      '/cockpit/today', '/cockpit/plans', '/cockpit/plans/new', '/cockpit/plans/cap', '/cockpit/plans/members/ilyes', '/cockpit/influencers', '/cockpit/influencers/new', '/cockpit/influencers/files',
      '/cockpit/journeys', '/cockpit/segments', '/cockpit/leaders', '/cockpit/return', '/cockpit/return/report', '/cockpit/return/reports', '/account', '/account/sessions', '/account/tokens', '/account/drafts', '/followed', '/unread', '/account/following', '/manage/members', '/manage/members/ilyes', '/manage/community', '/manage/charter', '/manage/spaces',
      '/manage/spaces/questions', '/manage/space-opening',
      '/threads/new', `/posts/${post}/edit`, `/posts/${post}/deletion`, `/posts/${post}/reply?quote=1`, `/threads/${thread.id}/move`, '/notifications'];
    for (const path of pages) {
      const answer = await page.goto(path);
      assert.equal(answer.status(), 200, path);
      await assertAccessible(page, path);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(wide <= 0, `${path} is ${wide} px too wide`);
    }
    quiet(troubles);
  }
});

test('two windows: what one writes, the other reads', async () => {
  const thread = await newThread(1);
  const reader = await signedIn('member');
  const writer = await signedIn('leader');
  await openLive(reader.page, thread.path);
  await writer.page.goto(thread.path);
  await writer.page.fill('#reply [name=body]', 'From one window to the other.');
  await writer.page.locator('#reply button.main').click();
  await reader.page.locator('#post-2').waitFor({ state: 'attached' });
  assert.match(await reader.page.locator('#post-2').innerText(), /From one window to the other/);
  quiet([...reader.troubles, ...writer.troubles]);
});

test('the community is sound after all that', async () => {
  await server.kill();
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
});
