// A whole life on the square with JavaScript switched off.
import { test, assert, until } from '../support/harness.mjs';
import { Server, demoAccounts, demoCommunity, parvis } from '../support/server.mjs';
import { addressInLetter } from '../support/letters.mjs';
import { onward, signIn, visitor } from '../support/browser.mjs';

const data = demoCommunity();
const accounts = demoAccounts();
const server = await Server.start(data);
const plain = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };
const nora = { name: 'Nora Vance', email: 'nora@square.example', password: 'quiet roads in october' };

const main = (page) => page.locator('main');
const send = (page, form) => onward(page, () => page.locator(`main form[action="${form}"] button`).first().click());
let opened;

test('somebody joins: the form, the charter, the letter, the first page', async () => {
  const { page } = await visitor(server, plain);
  await page.goto('/');
  await page.click('header a[href="/join"]');
  await page.fill('[name=name]', nora.name);
  await page.fill('[name=email]', nora.email);
  await page.fill('[name=password]', 'short');
  await send(page, '/join');
  assert.equal(await page.inputValue('[name=name]'), nora.name, 'what was typed is not lost');
  assert.equal(await page.inputValue('[name=email]'), nora.email);
  assert.ok(await page.locator('main [aria-invalid=true]').count() > 0, 'a message stands beside the field');
  await page.fill('[name=password]', nora.password);
  await page.check('[name=charter]');
  await send(page, '/join');
  assert.match(await main(page).innerText(), /nora@square\.example/);
  const address = await addressInLetter(data, nora.email, '/confirmation/');
  await page.goto(address);
  await onward(page, () => page.locator('main form button').first().click());
  await signInWhereNeeded(page);
  await page.goto('/account');
  assert.match(await main(page).innerText(), /nora@square\.example/);
});

async function signInWhereNeeded(page) {
  await page.goto('/account');
  if (new URL(page.url()).pathname === '/sign-in' || await page.locator('main [name=who]').count()) await signIn(page, nora.email, nora.password);
}

test('asks a question, looks at it first, edits it', async () => {
  const { page, troubles } = await visitor(server, plain);
  await signIn(page, nora.email, nora.password);
  await page.goto('/spaces/questions');
  await page.click('main a[href$="/threads/new"]');
  await page.fill('[name=title]', 'x');
  await page.fill('[name=body]', 'It rattles on **cobbles** only.');
  await onward(page, () => page.locator('main form button.main').click());
  assert.equal(await page.inputValue('[name=body]'), 'It rattles on **cobbles** only.', 'what was typed is not lost');
  await page.fill('[name=title]', 'A rattle on cobbles, never elsewhere');
  await page.fill('[name=tags]', 'bruits, garde-boue');
  await onward(page, () => page.click('main form button[name=preview]'));
  assert.equal(await page.locator('main .prose strong').innerText(), 'cobbles');
  await page.locator('main form[action*="threads"] button.main').click();
  await page.waitForURL('**/threads/*/**');
  opened = new URL(page.url()).pathname;
  assert.equal(await page.innerText('main h1'), 'A rattle on cobbles, never elsewhere');
  await page.locator('#post-1 summary', { hasText: 'More' }).click();
  await page.click('#post-1 a[href$="/edit"]');
  await page.fill('main [name=body]', 'It rattles on **cobbles** only. Mudguards are tight.');
  await page.fill('main [name=reason]', 'what I checked');
  await onward(page, () => page.locator('main form button.main').click());
  assert.match(await page.innerText('#post-1 .prose'), /Mudguards are tight/);
  assert.deepEqual(troubles.filter((one) => !/status of 4/.test(one)), []);
});

test('another answers, quotes, thanks and votes', async () => {
  const { page } = await visitor(server, plain);
  await signIn(page, accounts.member.email, accounts.member.password);
  await page.goto(opened);
  await page.locator('#reply [name=body]').fill('Look at the bell, @nora-vance.');
  await onward(page, () => page.locator('#reply button.main').click());
  assert.match(await page.innerText('#post-2'), /Look at the bell/);
  await page.goto(opened);
  await onward(page, () => page.click('#post-1 [data-reactions] button[value=thanks]'));
  assert.equal(await page.getAttribute('#post-1 [data-reactions] button[value=thanks]', 'aria-pressed'), 'true');
  await onward(page, () => page.click('#post-1 [data-votes] button[value=up]'));
  assert.equal(await page.locator('#post-1 [data-votes] button').first().getAttribute('aria-pressed'), 'true');
  assert.match(await page.innerText('#post-1 [data-score]'), /^1/);
  await onward(page, () => page.locator('#post-1 [data-votes] button').first().click());
  assert.match(await page.innerText('#post-1 [data-score]'), /^0/, 'a vote is taken back');
  await page.locator('#post-1 details.comment-box summary').click();
  await page.fill('#post-1 details.comment-box textarea', 'Front or rear?');
  await onward(page, () => page.locator('#post-1 details.comment-box button').click());
  assert.match(await page.innerText('#post-1 .comments'), /Front or rear\?/);
});

test('the asker accepts the answer, reads the history, deletes a reply of her own', async () => {
  const { page } = await visitor(server, plain);
  await signIn(page, nora.email, nora.password);
  await page.goto(opened);
  await onward(page, () => page.locator('#post-2 form[action$="/solution"] button').click());
  assert.match(await page.innerText('.thread-head'), /solved|résolu/i);
  await page.locator('#post-1 summary', { hasText: 'More' }).click();
  await onward(page, () => page.click('#post-1 a[href$="/history"]'));
  assert.match(await page.innerText('main'), /what I checked/);
  assert.ok(await page.locator('main ins').count() > 0, 'what was added is marked');
  await page.goto(opened);
  await page.locator('#reply [name=body]').fill('It was the bell. Thank you.');
  await onward(page, () => page.locator('#reply button.main').click());
  await page.goto(opened);
  await page.locator('#post-3 summary', { hasText: 'More' }).click();
  await page.click('#post-3 a[href$="/deletion"]');
  await onward(page, () => page.locator('main form[action$="/deletion"] button').first().click());
  await page.goto(opened);
  assert.ok(!(await page.innerText('main')).includes('It was the bell'), 'its words are gone');
  const visitorPage = (await visitor(server, plain)).page;
  await visitorPage.goto(opened);
  assert.ok(!(await visitorPage.innerText('main')).includes('It was the bell'));
});

test('follows the thread, reads what is new, changes her settings', async () => {
  const { page } = await visitor(server, plain);
  await signIn(page, accounts.leader.email, accounts.leader.password);
  await page.goto(opened);
  const button = page.locator('main [data-follow] button').first();
  await onward(page, () => button.click());
  assert.equal(await page.getAttribute('main [data-follow] button', 'aria-pressed'), 'true');
  await page.goto('/followed');
  assert.match(await page.innerText('main'), /A rattle on cobbles/);
  await page.goto('/account');
  await page.fill('main [name=place]', 'Along the Erdre');
  await onward(page, () => page.locator('main form[action="/account/profile"] button').click());
  assert.equal(await page.inputValue('main [name=place]'), 'Along the Erdre');
});

test('sees all she follows in one place, and ends one of it', async () => {
  const { page } = await visitor(server, { ...plain, locale: 'fr-FR' });
  await signIn(page, accounts.leader.email, accounts.leader.password);
  for (const place of ['/spaces/questions', '/members/jade']) {
    await page.goto(place);
    await onward(page, () => page.locator('main form[action$="/follow"] button').first().click());
  }
  await page.goto('/notifications');
  await page.click('main a[href="/account/following"]');
  const shown = await main(page).innerText();
  for (const name of ['Questions', 'Jade', 'A rattle on cobbles']) assert.ok(shown.includes(name), `${name} is shown`);
  await onward(page, () => page.locator('main form[action="/spaces/questions/follow"] button').click());
  assert.equal(new URL(page.url()).pathname, '/account/following');
  assert.equal(await page.locator('main form[action="/spaces/questions/follow"]').count(), 0);
  assert.ok((await main(page).innerText()).includes('Jade'));
});

test('marks all as read in one act', async () => {
  const { page } = await visitor(server, plain);
  await signIn(page, accounts.leader.email, accounts.leader.password);
  await page.goto('/unread');
  assert.ok(await page.locator('.threads li').count() > 0);
  await onward(page, () => page.locator('main form[action="/unread/read"] button').click());
  assert.equal(await page.locator('.threads li').count(), 0);
  assert.equal(await page.locator('main form[action="/unread/read"]').count(), 0);
});

test('the manager names the community, keeps its spaces, publishes a charter', async () => {
  const { page } = await visitor(server, { ...plain, locale: 'fr-FR' });
  await signIn(page, accounts.manager.email, accounts.manager.password);
  await page.goto('/manage/community');
  await page.fill('main [name=name]', 'La place Mistral');
  await onward(page, () => page.locator('main form[action="/manage/community"] button').click());
  assert.match(await page.innerText('header.top'), /La place Mistral/);
  await page.goto('/manage/spaces');
  const order = () => page.locator('.kept-space .name > a').allInnerTexts();
  const [first, second] = await order();
  await onward(page, () => page.locator('.kept-space').nth(1).locator('button[value=up]').click());
  assert.deepEqual((await order()).slice(0, 2), [second, first]);
  await page.goto('/manage/spaces/voyages');
  await page.fill('main [name=name_fr]', 'Au long cours');
  await onward(page, () => page.locator('main form[action="/manage/spaces/voyages"] button.main').click());
  assert.ok((await order()).includes('Au long cours'));
  await page.goto('/manage/spaces/voyages');
  await onward(page, () => page.locator('main form[action$="/closure"] button').click());
  await page.goto('/spaces/voyages');
  assert.equal(await page.locator('main a[href="/spaces/voyages/threads/new"]').count(), 0, 'a closed space takes no words');
  await page.goto('/manage/spaces/voyages');
  await onward(page, () => page.locator('main form[action$="/closure"] button').click());
  await page.goto('/manage/charter');
  const charter = await page.inputValue('main [name=body_fr]');
  await page.fill('main [name=body_fr]', `${charter}\n\nEt l’on dit bonjour.`);
  await onward(page, () => page.locator('main form[action="/manage/charter"] button[value=preview]').click());
  assert.match(await page.innerText('main ins'), /bonjour/);
  await onward(page, () => page.locator('main form[action="/manage/charter"] button[value=publish]').click());
  assert.equal(new URL(page.url()).pathname, '/charter');
  assert.match(await main(page).innerText(), /dit bonjour/);
});

test('a leader closes and reopens, moves, pins', async () => {
  const { page } = await visitor(server, plain);
  await signIn(page, accounts.manager.email, accounts.manager.password);
  const moderate = async (noun) => {
    await page.goto(opened);
    await page.locator('.thread-tools summary').click();
    await onward(page, () => page.locator(`.thread-tools form[action$="/${noun}"] button`).click());
  };
  await moderate('closure');
  assert.match(await page.innerText('.thread-head'), /closed|clos/i);
  await moderate('closure');
  await moderate('pin');
  assert.match(await page.innerText('.thread-head'), /pinned|épinglé/i);
  await moderate('pin');
  await page.goto(opened);
  await page.locator('.thread-tools summary').click();
  await page.click('.thread-tools a[href$="/move"]');
  await page.locator('main select, main [type=radio]').first().waitFor();
  const select = page.locator('main select');
  if (await select.count()) await select.selectOption({ label: 'Matériel' });
  await onward(page, () => page.locator('main form[action$="/move"] button').first().click());
  await page.goto(opened);
  assert.ok(await page.locator('.crumbs a[href="/spaces/materiel"]').count() > 0);
});

test('a forgotten password is replaced by a letter, and ends the other sessions', async () => {
  const { page } = await visitor(server, plain);
  const elsewhere = await visitor(server, plain);
  await signIn(elsewhere.page, nora.email, nora.password);
  await page.goto('/sign-in');
  await page.click('main a[href="/password-reset"]');
  await page.fill('main [name=email]', nora.email);
  await send(page, '/password-reset');
  const said = await main(page).innerText();
  const address = await addressInLetter(data, nora.email, '/password-reset/');
  await page.goto(address);
  nora.password = 'other roads in november';
  await page.locator('main [type=password]').first().fill(nora.password);
  await onward(page, () => page.locator('main form button').first().click());
  await elsewhere.page.goto('/account');
  assert.ok(await elsewhere.page.locator('main [name=who]').count() > 0, 'the other session has ended');
  await page.goto('/password-reset');
  await page.fill('main [name=email]', 'nobody@square.example');
  await send(page, '/password-reset');
  assert.equal((await main(page).innerText()).replaceAll('nobody@square.example', nora.email), said, 'the same is said of an account that does not exist');
});

test('a full form survives an expired session', async () => {
  const { page, context } = await visitor(server, plain);
  await signIn(page, nora.email, nora.password);
  await page.goto('/spaces/questions/threads/new');
  const body = 'Forty lines about a bottom bracket.\n\n> and a quotation\n\nEnd.';
  await page.fill('[name=title]', 'Written for an hour, sent too late');
  await page.fill('[name=body]', body);
  const session = (await context.cookies()).filter((cookie) => !/language/.test(cookie.name));
  await context.clearCookies();
  assert.ok(session.length > 0);
  await onward(page, () => page.locator('main form button.main').click());
  await page.fill('main [name=who]', nora.email);
  await page.fill('main [name=password]', nora.password);
  await onward(page, () => page.locator('main form[action="/session"] button').first().click());
  if (!/\/threads\/\w+\//.test(page.url())) await page.locator('main form button.main').first().click();
  await page.waitForURL('**/threads/*/**');
  assert.equal(await page.innerText('main h1'), 'Written for an hour, sent too late');
  assert.match(await page.innerText('#post-1'), /Forty lines about a bottom bracket\.[\s\S]*and a quotation[\s\S]*End\./);
});

test('signs out, and the back button shows nothing of hers to change', async () => {
  const { page } = await visitor(server, plain);
  await signIn(page, nora.email, nora.password);
  const form = page.locator('form[action="/session/end"]').first();
  if (!(await form.locator('button').isVisible())) await page.locator('header details summary').first().click();
  await onward(page, () => form.locator('button').click());
  await page.goto('/account');
  assert.ok(await page.locator('main [name=who]').count() > 0);
});

test('what was written is found by search', async () => {
  const { page } = await visitor(server, plain);
  const found = await until(async () => (await server.api('GET', '/search?q=cobbles%20rattle')).body.found > 0, 'the thread is indexed');
  assert.ok(found);
  await page.goto('/');
  await page.goto('/search');
  await page.fill('main [name=q]', 'cobbles rattle');
  await onward(page, () => page.locator('main [name=q]').press('Enter'));
  assert.match(await page.innerText('main'), /A rattle on cobbles, never elsewhere/);
});

test('the community is sound after all that', async () => {
  await server.kill();
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
});
