// What a community manager does in the cockpit, by keyboard alone and without JavaScript: a plan from its first word to a
// step that is done, the card of a member, and the table of influencers.
import { test, assert, until } from '../support/harness.mjs';
import { Server, demoAccounts, demoCommunity } from '../support/server.mjs';
import { assertAccessible, onward, signIn, visitor } from '../support/browser.mjs';

const data = demoCommunity();
const { manager } = demoAccounts();
const server = await Server.start(data);

async function managing(options) {
  const opened = await visitor(server, options);
  await signIn(opened.page, manager.email, manager.password);
  await opened.page.goto('/language/en');
  return opened;
}

// Goes on with Tab until this is what has the focus.
async function tabTo(page, selector) {
  for (let step = 0; step < 150; step += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${selector} on ${page.url()}`);
}
const press = (page, key) => onward(page, () => page.keyboard.press(key));

test('a plan is made, rehearsed, switched on and gone through with the keyboard alone', async () => {
  const { page, troubles } = await managing();
  await page.goto('/cockpit/plans');
  await tabTo(page, 'main a[href="/cockpit/plans/new"]');
  await press(page, 'Enter');
  await tabTo(page, 'main [name=name]');
  await page.keyboard.type('Those who ask');
  await press(page, 'Enter');
  assert.equal(new URL(page.url()).pathname, '/cockpit/plans/those-who-ask/edit');
  await tabTo(page, '#new-step [name=note]');
  await page.keyboard.type('Ask whether the answer helped');
  await press(page, 'Enter');
  await assertAccessible(page, 'a plan that is changed');
  assert.equal(await page.locator('#new-step [name=note]').isVisible(), false, 'what is not being changed is folded');
  await tabTo(page, '#new-step summary');
  await page.keyboard.press('Enter');
  await tabTo(page, '#new-step [name=note]');
  await page.keyboard.type('Call them after a week');
  await press(page, 'Enter');
  assert.deepEqual(await page.locator('.plan-steps .name').allInnerTexts(), ['Ask whether the answer helped', 'Call them after a week']);
  await tabTo(page, 'main header a[href="/cockpit/plans/those-who-ask"]');
  await press(page, 'Enter');
  await tabTo(page, 'main a[href$="/rehearsal"]');
  await press(page, 'Enter');
  await assertAccessible(page, 'a rehearsal');
  await page.goto('/cockpit/plans/those-who-ask');
  await tabTo(page, 'main form[action$="/running"] button');
  await press(page, 'Enter');
  assert.match(await page.innerText('main'), /Switch it off/);
  await tabTo(page, '#begin-member');
  await page.keyboard.type('jade');
  await page.keyboard.press('Tab');
  await press(page, 'Enter');
  assert.match(await page.innerText('main'), /Jade/);
  await until(async () => {
    await page.goto('/cockpit/today');
    return /Ask whether the answer helped/.test(await page.innerText('main'));
  }, 'the first step is a card of Today', 150);
  const card = page.locator('.task', { hasText: 'Ask whether the answer helped' });
  await card.locator('button[value=done]').focus();
  await page.keyboard.press('Enter');
  await until(async () => (await page.locator('.task', { hasText: 'Ask whether the answer helped' }).count()) === 0, 'the card is done');
  await page.goto('/cockpit/plans/those-who-ask/history');
  assert.match(await page.innerText('main'), /became a task: Ask whether the answer helped/);
  assert.deepEqual(troubles, []);
});

test('in a segment Enter counts, Tab meets nothing hidden, and what is saved stands at its own address', async () => {
  const { page } = await managing();
  await page.goto('/cockpit/segments/new?condition=role%20manager');
  await tabTo(page, 'main [name=name]');
  await page.keyboard.type('Those who manage');
  await press(page, 'Enter');
  assert.equal(new URL(page.url()).pathname, '/cockpit/segments', 'counted, and nothing saved');
  assert.equal(await page.inputValue('main [name=name]'), 'Those who manage');
  assert.match(await page.innerText('main .counted'), /^1 member/);
  await tabTo(page, 'main [name=name]');
  for (let step = 0; step < 40; step += 1) {
    await page.keyboard.press('Tab');
    const box = await page.evaluate(() => {
      const { width, height } = document.activeElement.getBoundingClientRect();
      return { width, height, what: document.activeElement.outerHTML.slice(0, 90) };
    });
    if (!await page.evaluate(() => document.activeElement.matches('.segment-form *'))) break;
    assert.ok(box.width > 8 && box.height > 8, box.what);
  }
  await tabTo(page, 'main button[value=save]');
  await press(page, 'Enter');
  const { pathname, hash } = new URL(page.url());
  assert.deepEqual([pathname, hash], ['/cockpit/segments/those-who-manage', '']);
});

test('a rule is counted while it is typed, and a choice brings its fields without taking the focus', async () => {
  const { page } = await managing();
  await page.goto('/cockpit/segments/new?condition=joined%20within%2036500%20days');
  const shown = () => page.innerText('main .counted');
  assert.match(await shown(), /^[1-9]/);
  await page.fill('main [name="c.0.count"]', '1');
  await until(async () => /^[01] member/.test(await shown()), 'it is counted anew without a button');
  await page.locator('main [name="c.0.age"]').focus();
  await page.selectOption('main [name="c.0.age"]', 'between');
  await until(async () => (await page.locator('main [name="c.0.from"]').count()) === 1, 'two dates are asked for');
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute('name')), 'c.0.age');
  await page.fill('main [name="c.0.from"]', '');
  await page.locator('main button[value="add:c"]').first().focus();
  await page.keyboard.press('Enter');
  await until(async () => /^c\.1\./.test(await page.evaluate(() => document.activeElement.getAttribute('name') ?? '')),
    'one writes on in the row that was added');
  assert.equal(new URL(page.url()).pathname, '/cockpit/segments/new', 'the page stays');
});

test('on a telephone a leader is given a seat without moving the table aside', async () => {
  const { page } = await managing({ viewport: { width: 390, height: 844 } });
  const seat = page.locator('.leaders form button').first();
  await until(async () => {
    await page.goto('/cockpit/leaders');
    return await seat.count() > 0;
  }, 'leaders are counted');
  const { x, width } = await seat.boundingBox();
  assert.ok(x >= 0 && x + width <= 390, `from ${x} to ${x + width}`);
  assert.equal(await page.evaluate(() => document.querySelector('.leaders').closest('.wide').scrollWidth <= document.documentElement.clientWidth), true);
  const taken = () => page.locator('.leaders .badge, .leaders .role').count();
  const before = await taken();
  await onward(page, () => seat.click());
  assert.ok(await taken() > before, 'they stand in the first circle');
});

test('a card is narrowed, noted on and put into a circle', async () => {
  const { page, troubles } = await managing({ viewport: { width: 390, height: 844 } });
  await page.goto('/cockpit/members/ilyes/acts');
  await page.selectOption('[name=kind]', 'replies');
  await onward(page, () => page.click('.act-filters button[type=submit]'));
  assert.equal(new URL(page.url()).searchParams.get('kind'), 'replies');
  assert.equal(await page.inputValue('[name=kind]'), 'replies');
  await page.fill('[name=from]', '2200-01-01');
  await onward(page, () => page.click('.act-filters button[type=submit]'));
  assert.match(await page.innerText('main'), /Nothing of this kind/);
  await page.goto('/cockpit/members/ilyes');
  const reveal = (selector) => page.locator(selector).evaluate((field) => { for (let one = field.closest('details'); one; one = one.parentElement.closest('details')) one.open = true; });
  await reveal('[name=note] >> nth=0');
  await page.fill('#notes textarea[name=note]', 'Rides with two bags.');
  await onward(page, () => page.click('#notes form button[type=submit]'));
  assert.match(await page.innerText('#notes'), /Rides with two bags/);
  await reveal('#circle [name=circle]');
  await page.selectOption('#circle [name=circle]', 'fan');
  await onward(page, () => page.click('#circle form button[type=submit]'));
  assert.match(await page.innerText('#circle'), /fan/i);
  await assertAccessible(page, 'a card');
  assert.deepEqual(troubles, []);
});

test('influencers are added and brought in from a file without JavaScript, a refused line with its reason', async () => {
  const { page, troubles } = await managing({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } });
  await page.goto('/cockpit/influencers/new');
  await page.fill('[name=name]', 'Solène Le Goff');
  await page.fill('[name=sites]', 'https://cargo-solene.example');
  await onward(page, () => page.click('main form button[type=submit]'));
  assert.match(await page.innerText('main h1'), /Solène Le Goff/);
  await page.goto('/cockpit/influencers/files');
  const table = 'name,sites,contact_day\nBastien Roux,https://bastien.example,\n,https://nobody.example,\nAnouk,https://anouk.example,tomorrow\n';
  await page.setInputFiles('main input[type=file]', { name: `${'a-long-name-'.repeat(18)}.csv`, mimeType: 'text/csv', buffer: Buffer.from(table) });
  await onward(page, () => page.click('main form button[type=submit]'));
  assert.match(new URL(page.url()).pathname, /^\/cockpit\/influencers\/files\/\w+$/);
  await onward(page, () => page.click('button[name=step][value=try]'));
  assert.match(await page.innerText('main'), /line 3/i);
  await page.click('button[name=step][value=bring_in]');
  const refused = await page.getAttribute('main a[href$="refused.csv"]', 'href');
  const lines = await page.evaluate(async (address) => (await fetch(address)).text(), refused).catch(() => '');
  if (lines) assert.match(lines, /anouk/);
  await page.goto('/cockpit/influencers?q=bastien');
  assert.match(await page.innerText('main'), /Bastien Roux/);
  await onward(page, () => page.click('main a:has-text("Bastien Roux")'));
  assert.match(await page.innerText('main'), /a-long-name-/, 'where they are known from is said, however long the name of the file');
  await page.goto('/cockpit/influencers?who=nobody-at-all');
  assert.match(await page.innerText('main'), /There is no member “nobody-at-all”/);
  assert.deepEqual(troubles, []);
});
