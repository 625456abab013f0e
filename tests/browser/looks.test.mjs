// What readers choose of the look of their pages, with and without script, and what holds on any screen: nothing is too
// wide, nothing moves while it loads.
import { test, assert, until } from '../support/harness.mjs';
import { Server, demoAccounts, demoCommunity, temporaryFolder } from '../support/server.mjs';
import { assertAccessible, signIn, visitor } from '../support/browser.mjs';

const server = await Server.start(demoCommunity());
const { manager } = demoAccounts();
const script = [{ javaScriptEnabled: false }, { javaScriptEnabled: true }];
const paper = (page) => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

test('a visitor chooses dark, with and without script; others see what they chose', async () => {
  const other = await visitor(server);
  await other.page.goto('/spaces');
  const light = await paper(other.page);
  for (const how of script) {
    const { page, troubles } = await visitor(server, how);
    await page.goto('/spaces');
    await page.click('.shades button[value=dark]');
    await page.locator('html[data-theme=dark]').waitFor();
    assert.equal(new URL(page.url()).pathname, '/spaces', 'the page is the same');
    assert.equal(await page.getAttribute('.shades button[value=dark]', 'aria-pressed'), 'true');
    await page.goto('/tags');
    assert.notEqual(await paper(page), light, 'the choice holds on the next page');
    if (how.javaScriptEnabled) await assertAccessible(page, 'a page chosen dark');
    await page.click('.shades button[value=system]');
    await page.locator('html:not([data-theme])').waitFor();
    assert.deepEqual(troubles, []);
  }
  await other.page.reload();
  assert.equal(await paper(other.page), light, 'a page kept for one look is not shown for another');
});

test('light holds on a dark system', async () => {
  const { page } = await visitor(server, { colorScheme: 'dark' });
  await page.goto('/');
  const dark = await paper(page);
  await page.click('.shades button[value=light]');
  await page.reload();
  assert.notEqual(await paper(page), dark);
});

test('the navigation is folded away and brought back, with and without script', async () => {
  for (const how of script) {
    const { page } = await visitor(server, how);
    await page.goto('/spaces');
    if (how.javaScriptEnabled) await page.route('**/look?*', () => undefined);  // a line so slow that no answer comes
    const wide = async () => (await page.locator('main').boundingBox()).width;
    const before = await wide();
    await page.click('.fold button');
    await page.locator('#navigation').waitFor({ state: 'hidden' });
    assert.ok(await wide() > before, 'the column takes the room');
    assert.equal(await page.getAttribute('.fold button', 'aria-expanded'), 'false');
    await page.goto('/latest');
    assert.ok(await page.locator('#navigation').isHidden(), 'it stays folded');
    if (how.javaScriptEnabled) await assertAccessible(page, 'a page with the navigation folded');
    await page.click('.fold button');
    await page.locator('#navigation').waitFor({ state: 'visible' });
  }
});

test('a telephone shows the way in, and where one is', async () => {
  const { page } = await visitor(server, { viewport: { width: 390, height: 844 } });
  await page.goto('/spaces/presentations');
  assert.ok(await page.locator('header a[href="/sign-in"]').isVisible());
  assert.ok(await page.locator('header a[href="/join"]').isVisible());
  const { x, width } = await page.locator('.nav-strip [aria-current]').boundingBox();
  assert.ok(x >= 0 && x + width <= 390, 'the space one is in stands in the line of spaces');
});

test('a member who comes back with an empty cache gets the scripts', async () => {
  const first = await visitor(server);
  await signIn(first.page, manager.email, manager.password);
  const again = await visitor(server);
  await again.context.addCookies(await first.context.cookies());
  await again.page.goto('/');
  await again.page.locator('.keys-button').waitFor();
  assert.deepEqual(again.troubles, []);
});

test('nothing is too wide at 320 px, nor with letters twice as large', async () => {
  const { items } = (await server.api('GET', '/threads?space=questions&order=appreciated')).body;
  const path = new URL(items[0].url).pathname;
  for (const [width, size] of [[320, 100], [390, 200]]) {
    const { page } = await visitor(server, { viewport: { width, height: 844 }, locale: 'fr-FR' });
    await signIn(page, manager.email, manager.password);
    for (const address of ['/', path, '/spaces/questions', '/members', '/members/jade', '/account', '/account/sessions', '/notifications', '/followed', '/account/following', '/manage/members', '/manage/spaces', '/manage/spaces/questions', '/manage/community', '/manage/charter', '/manage/audit', '/manage/moderation', '/manage/spam', '/moderation', `${path.split('/').slice(0, 3).join('/')}/split`, `${path.split('/').slice(0, 3).join('/')}/merge`, '/manage/arriving', '/manage/requests', '/manage/members/import', '/invitations', '/account/second-factor', '/threads/new']) {
      await page.goto(address);
      await page.evaluate((percent) => { document.documentElement.style.fontSize = `${percent}%`; }, size);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(over <= 0, `${address} is ${over} px too wide at ${width} px, letters at ${size} %`);
    }
  }
});

test('nothing moves while a page comes slowly', async () => {
  const { items } = (await server.api('GET', '/threads?space=questions&order=appreciated')).body;
  for (const address of ['/', new URL(items[0].url).pathname]) {
    const { page, context } = await visitor(server);
    const line = await context.newCDPSession(page);
    await line.send('Network.emulateNetworkConditions', { offline: false, latency: 300, downloadThroughput: 50_000, uploadThroughput: 50_000 });
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => list.getEntries().forEach((one) => { window.moved += one.value; })).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(address);
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
    assert.ok(await page.evaluate(() => window.moved) < 0.02, `${address} moves by ${await page.evaluate(() => window.moved)}`);
  }
});

test('a form on its way says so and is sent once', async () => {
  const { page, troubles } = await visitor(server);
  await signIn(page, manager.email, manager.password);
  await page.goto('/threads/new');
  await page.selectOption('[name=space]', { index: 1 });
  await page.fill('[name=title]', 'Sent once, though pressed three times');
  await page.fill('[name=body]', 'On a slow line.');
  let sent = 0;
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route((url) => url.pathname === '/threads', async (route) => { sent += 1; await held; await route.continue(); });
  const said = await page.evaluate(async () => {
    const button = document.querySelector('main form button.main');
    const changed = new Promise((done) => { new MutationObserver(done).observe(button, { childList: true }); });
    button.click();
    button.click();
    await changed;
    button.click();
    return [button.form.getAttribute('aria-busy'), button.textContent];
  });
  assert.equal(said[0], 'true');
  assert.match(said[1], /^(Sending|Envoi)…$/);
  go();
  await page.waitForURL('**/threads/*/**');
  assert.equal(sent, 1);
  assert.deepEqual(troubles, []);
});

test('a preview on its way says so, and what is written stays', async () => {
  const { page, troubles } = await visitor(server);
  await signIn(page, manager.email, manager.password);
  await page.goto('/threads/new');
  await page.fill('[name=body]', 'Shown **soon**.');
  let go;
  const held = new Promise((resolve) => { go = resolve; });
  await page.route((url) => url.pathname === '/preview', async (route) => { await held; await route.continue(); });
  const button = page.locator('main button[name=preview]');
  await button.click();
  await button.getByText('…').waitFor();
  assert.equal(await button.getAttribute('aria-busy'), 'true');
  go();
  await page.locator('.preview-box strong').waitFor();
  assert.equal(await button.getAttribute('aria-busy'), null);
  await button.click();
  assert.equal(await page.inputValue('[name=body]'), 'Shown **soon**.');
  assert.deepEqual(troubles, []);
});

test('on a telephone the tab one is in stands in the line of tabs, and the order of spaces shows both ways', async () => {
  const { page } = await visitor(server, { viewport: { width: 390, height: 844 } });
  await page.goto('/unanswered');
  const { x, width } = await page.locator('.tabs [aria-current]').boundingBox();
  assert.ok(x >= 0 && x + width <= 390, `the tab stands from ${x} to ${x + width}`);
  await signIn(page, manager.email, manager.password);
  await page.goto('/manage/spaces');
  const first = page.locator('.kept-space').first();
  assert.ok(await first.locator('button[value=up]').isVisible(), 'what cannot be done leaves no hole');
  assert.ok(await first.locator('button[value=up]').isDisabled());
});

test('without script the tab one is in stands first on a telephone and covers no other', async () => {
  const { page } = await visitor(server, { viewport: { width: 390, height: 844 }, javaScriptEnabled: false });
  await signIn(page, manager.email, manager.password);
  for (const address of ['/manage/moderation', '/account/data', '/spaces/presentations']) {
    await page.goto(address);
    for (const line of ['.tabs a', '.nav-strip li > a']) {
      const boxes = (await page.locator(line).evaluateAll((all) => all.map((one) => {
        const { left, right } = one.getBoundingClientRect();
        return { left, right, here: one.hasAttribute('aria-current') };
      }))).toSorted((one, other) => one.left - other.left);
      boxes.slice(1).forEach((box, i) => assert.ok(box.left >= boxes[i].right - 1, `${line} at ${address}: one lies over another`));
      const here = boxes.find((box) => box.here);
      if (here) assert.ok(here === boxes[0] && here.left >= 0 && here.right <= 390, `${line} at ${address}`);
    }
  }
});

test('on a desk the table of rights shows each column, many pages of a room stand in a list beside them, and figures take one line', async () => {
  const { page } = await visitor(server, { locale: 'fr-FR' });
  await signIn(page, manager.email, manager.password);
  await page.goto('/language/fr');
  const hidden = (selector) => page.locator(selector).evaluate((one) => one.scrollWidth - one.clientWidth);
  await page.goto('/manage/spaces/questions/rights');
  assert.equal(await hidden('main .rights-wide, main div.wide'), 0);
  const lines = (selector) => page.locator(selector).evaluateAll((all) => new Set(all.map((one) => Math.round(one.getBoundingClientRect().top))).size);
  for (const [address, language] of [['/manage/roles', 'fr'], ['/manage/spaces/questions/rights', 'fr'], ['/account', 'fr'], ['/account', 'en'], ['/manage/roles', 'en']]) {
    await page.goto(`/language/${language}`);
    await page.goto(address);
    const list = await page.locator('.rooms').boundingBox();
    const below = await page.locator('.rooms ~ *').first().boundingBox();
    assert.ok(below.x >= list.x + list.width, `${address} stands beside its list`);
    assert.equal(await lines('.rooms a'), await page.locator('.rooms a').count(), `${address}: one below the other`);
    assert.ok(await page.locator('.rooms a').evaluateAll((all) => all.every((one) => one.getClientRects().length === 1 && one.offsetHeight < 44)), `${address}: each in one line`);
  }
  await page.goto('/language/fr');
  await page.goto('/members/ilyes');
  assert.equal(await lines('main ul.figures > li'), 1);
});

test('at the narrowest a title tells what the page is about before what to do there', async () => {
  const { page } = await visitor(server, { viewport: { width: 390, height: 844 } });
  await signIn(page, manager.email, manager.password);
  await page.goto('/spaces/questions');
  const top = async (selector) => (await page.locator(selector).boundingBox()).y;
  assert.ok(await top('main .title > p') < await top('main .title .row'));
});

test('a comment takes the focus when it opens, and gives it back at Escape', async () => {
  const { page } = await visitor(server);
  await signIn(page, manager.email, manager.password);
  const { items } = (await server.api('GET', '/threads?space=questions&order=appreciated')).body;
  await page.goto(new URL(items[0].url).pathname);
  const box = page.locator('#post-1 .comment-box');
  await box.locator('summary').press('Enter');
  await page.locator('#post-1 .comment-box textarea:focus').waitFor();
  await page.keyboard.type('Half a remark');
  await page.keyboard.press('Escape');
  assert.notEqual(await box.getAttribute('open'), null, 'what is written is not folded away');
  await page.locator('#post-1 .comment-box textarea').fill('');
  await page.keyboard.press('Escape');
  assert.equal(await box.getAttribute('open'), null);
  assert.ok(await box.locator('summary').evaluate((element) => element === document.activeElement));
});

test('a new community: the first manager opens a space and writes in it', async () => {
  const fresh = await Server.start(temporaryFolder());
  const address = await until(() => /\/first-manager\/[\w-]+/.exec(fresh.log)?.[0], 'the address of the first manager');
  const { page, troubles } = await visitor(fresh);
  await page.goto(address);
  await page.fill('[name=name]', 'Ève');
  await page.fill('[name=email]', 'eve@square.example');
  await page.fill('[name=password]', 'three words and more');
  await page.click('main form button.main');
  await page.click('main .empty a');
  await page.fill('[name=name_en]', 'The workbench');
  await assertAccessible(page, 'the form that opens a space');
  await page.click('main form button.main');
  await page.waitForURL('**/spaces/the-workbench');
  await page.locator('main .empty a').click();
  await page.fill('[name=title]', 'First words');
  await page.fill('[name=body]', 'Good morning.');
  await page.click('main form button.main');
  await page.waitForURL('**/threads/*/first-words');
  assert.deepEqual(troubles, []);
});
