// Arriving, belonging and leaving, with JavaScript switched off: requests to join, groups, units and their file, fields of
// the profile, consents, the charter, one's own data, leaving. Then the same doors by the keyboard alone.
import { test, assert } from '../support/harness.mjs';
import { Server, demoAccounts, demoCommunity, parvis } from '../support/server.mjs';
import { addressInLetter } from '../support/letters.mjs';
import { assertAccessible, onward, signIn, visitor } from '../support/browser.mjs';

const data = demoCommunity();
const accounts = demoAccounts();
const server = await Server.start(data);
const plain = { javaScriptEnabled: false, viewport: { width: 390, height: 844 } };
const words = (page) => page.locator('main').innerText();
const press = (page, form) => onward(page, () =>
  page.locator(`main form[action="${form}"] button`).first().click());

async function as(who, options = plain) {
  const { page } = await visitor(server, options);
  await signIn(page, accounts[who].email, accounts[who].password);
  await page.goto('/language/en');  // the demo's people read French
  return page;
}

test('who asks to join waits, is declined, stands in a list, and is let in after all', async () => {
  const manager = await as('manager');
  await manager.goto('/manage/arriving');
  await manager.check('main [name=door][value=approval]');
  await press(manager, '/manage/arriving');
  const { page } = await visitor(server, plain);
  await page.goto('/join');
  await page.fill('[name=name]', 'Otto Lind');
  await page.fill('[name=email]', 'otto@square.example');
  await page.fill('[name=password]', 'quiet roads in october');
  await page.check('[name=charter]');
  await press(page, '/join');
  await page.goto(await addressInLetter(data, 'otto@square.example', '/confirmation/'));
  await onward(page, () => page.locator('main form button').first().click());
  await manager.goto('/manage/requests');
  assert.match(await words(manager), /Otto Lind/);
  await manager.fill('main [name=word]', 'Not this month.');
  await onward(manager, () => manager.click('main button[value=no]'));
  await manager.goto('/manage/requests');
  await onward(manager, () => manager.click('main a[href="/manage/requests/declined"]'));
  assert.match(await words(manager), /Otto Lind[\s\S]*Not this month\./);
  await onward(manager, () => manager.click('main button[value=yes]'));
  await manager.goto('/manage/members?q=otto');
  assert.match(await words(manager), /Otto Lind/);
  await manager.goto('/manage/requests/declined');
  assert.doesNotMatch(await words(manager), /Otto/);
});

test('a file of units is tried out, then brought in; what is refused can be fetched', async () => {
  const page = await as('manager');
  await page.goto('/manage/units');
  await page.click('main a[href="/manage/units/import"]');
  await press(page, '/manage/units/import');
  assert.match(await words(page), /Choose a file/, 'nothing chosen is said beside the field');
  await page.setInputFiles('main [name=file]', {
    name: 'ships.csv', mimeType: 'text/csv',
    buffer: Buffer.from('Boat;Sort;Port;Since\nLe Redoutable;Ship;Cherbourg;1971\nL’Inflexible;Ship;Brest;85\n'),
  });
  await press(page, '/manage/units/import');
  await onward(page, () => page.locator('main button[value=try]').click());
  assert.match(await words(page), /Say which column holds the names of the units/);
  await page.selectOption('main [name=column_1]', 'name');
  await page.selectOption('main [name=column_2]', 'kind');
  await page.selectOption('main [name=column_3]', 'place');
  await page.selectOption('main [name=column_4]', 'from');
  await page.check('main [name=kinds]');
  await onward(page, () => page.locator('main button[value=try]').click());
  assert.match(await words(page), /1 unit would be new[\s\S]*1 line is refused/);
  assert.equal(await page.inputValue('main [name=column_3]'), 'place', 'what was chosen stays');
  const refused = await page.request.get(await page.getAttribute('main a[href$="/refused.csv"]', 'href'));
  assert.match(await refused.text(), /^Line,Why it was refused,Boat[\s\S]*3,.*Inflexible/);
  await onward(page, () => page.locator('main button[value=bring_in]').click());
  await page.goto('/units?q=redoutable');
  assert.match(await words(page), /Le Redoutable/);
});

test('a member says where they served, and shows it to members', async () => {
  const page = await as('member');
  await page.goto('/units?q=redoutable');
  await page.click('main a[href^="/units/"]');
  const form = page.locator('main form[action$="/services"]');
  if (!await form.locator('[name=from_year]').isVisible()) await page.locator('main details.statement > summary').click();
  await form.locator('[name=from_year]').fill('1998');
  await onward(page, () => page.locator('main form[action$="/services"] button').last().click());
  await page.goto('/account/units');
  assert.match(await words(page), /Le Redoutable/);
});

test('a group is founded, asked for and joined', async () => {
  const manager = await as('manager');
  await manager.goto('/groups/new');
  await manager.fill('main [name=name]', 'Tandems of the hills');
  await manager.check('main [name=door][value=on_request]');
  await manager.locator('main form[action="/groups"] button').last().click();
  await manager.waitForURL('**/groups/tandems*');
  const group = new URL(manager.url()).pathname;
  const page = await as('member');
  await page.goto(group);
  await page.locator(`main form[action^="${group}/"]`).first().waitFor();
  const ask = page.locator(`main form[action="${group}/request"]`).first();
  if (await ask.locator('textarea').count()) await ask.locator('textarea').fill('I ride one.');
  await onward(page, () => ask.locator('button').first().click());
  await manager.goto(`${group}/manage`);
  assert.match(await words(manager), /I ride one\./);
});

test('how long things are kept is set within bounds, and stands in the register', async () => {
  const page = await as('manager');
  await page.goto('/manage/privacy');
  await page.click('main a[href="/manage/privacy/retention"]');
  await page.fill('main [name=unconfirmed]', '3');
  await press(page, '/manage/privacy/retention');
  assert.match(await words(page), /Write a number of days from 7 to 365/);
  assert.equal(await page.inputValue('main [name=unconfirmed]'), '3', 'what was typed is not lost');
  await page.fill('main [name=unconfirmed]', '14');
  await press(page, '/manage/privacy/retention');
  await page.goto('/manage/privacy/register');
  assert.match(await words(page), /never confirmed: 14 days/);
  const table = await (await page.request.get('/manage/privacy/register.csv')).text();
  assert.match(table, /never confirmed: 14 days/);
});

test('a member reads what is held about them, takes it away, agrees and withdraws', async () => {
  const page = await as('member');
  await page.goto('/account/data');
  await onward(page, () => page.click('main a[href="/account/data/post"]'));
  assert.ok(await page.locator('main ul.list > li').count() > 0);
  await page.goto('/account/data/activity');
  const rows = await page.locator('main ul.list > li dl').allInnerTexts();
  assert.ok(rows.length > 0);
  for (const row of rows) {
    assert.match(row, /^What\n/, 'what was done is said first');
    assert.doesNotMatch(row, /How much\n\w{12}$/m, 'an identifier is no amount');
  }
  await page.goto('/account/consents');
  assert.equal(await page.locator('main h1').count(), 1);
  await page.goto('/account/leave');
  assert.match(await words(page), /7 days|seven days/i);
});

test('the charter says its limits by number, in both languages', async () => {
  for (const [locale, said] of [['en-GB', /spent 1 day here/], ['fr-FR', /passé 1 jour ici/]]) {
    const { page } = await visitor(server, { ...plain, locale });
    await page.goto('/charter');
    assert.match(await words(page), said);
  }
});

// The first thing that takes the focus leads to the content; then each control in the order in which it is read.
async function tabTo(page, selector, most = 120) {
  for (let i = 0; i < most; ++i) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
  }
  assert.fail(`no Tab leads to ${selector} on ${page.url()}`);
}

test('by the keyboard alone: a request is declined and let in, days are changed, a unit is found', async () => {
  const page = await as('manager', { viewport: { width: 1280, height: 900 } });
  await page.goto('/manage/privacy/retention');
  await tabTo(page, 'main [name=draft]');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('400');
  await tabTo(page, 'main form[action="/manage/privacy/retention"] button');
  await onward(page, () => page.keyboard.press('Enter'));
  await page.goto('/manage/privacy/retention');
  assert.equal(await page.inputValue('main [name=draft]'), '400');
  await page.goto('/units');
  await tabTo(page, 'main [name=q]');
  await page.keyboard.type('redoutable');
  await Promise.all([page.waitForURL('**/units?*'), page.keyboard.press('Enter')]);
  assert.match(await words(page), /Le Redoutable/);
  await assertAccessible(page, 'units that were found');
});

test('a member leaves: the days to think again are said, and coming back undoes it', async () => {
  const page = await as('member');
  await page.goto('/account/leave');
  await page.check('main [name=words][value=stay]');
  const password = page.locator('main [name=present_password]');
  if (await password.count()) await password.first().fill(accounts.member.password);
  await onward(page, () => page.locator('main form[action="/account/leave"] button').first().click());
  await page.goto('/account');
  assert.equal(new URL(page.url()).pathname === '/account' && await page.locator('main [name=who]').count() === 0, false, 'they are signed out');
  await signIn(page, accounts.member.email, accounts.member.password);
  await page.goto('/account/data');
  assert.equal(await page.locator('main h1').count(), 1);
});

test('the community is sound after all that', async () => {
  await server.kill();
  const checked = parvis(['check', '--data', data]);
  assert.equal(checked.status, 0, checked.out + checked.err);
});
