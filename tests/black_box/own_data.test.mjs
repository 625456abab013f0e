// What a member reads of what is held about them: in words, in both languages, on every page of the demo's people.
import { readFileSync } from 'node:fs';
import { test, assert } from '../support/harness.mjs';
import { Server, copyOfDemo, demoAccounts } from '../support/server.mjs';
import { Person, unescaped } from '../support/person.mjs';
import { parsePo } from '../../tools/po.mjs';

const data = copyOfDemo();
const server = await Server.start(data);
const source = readFileSync(new URL('../../src/privacy/held_words.cpp', import.meta.url), 'utf8');
// The names of values that are numbers by nature: how many, how often, which version.
const counts = [...source.matchAll(/\{count, msgid\("([^"]+)"\)\}/g)].map((match) => match[1]);
const french = new Map(parsePo(readFileSync(new URL('../../locales/fr.po', import.meta.url), 'utf8')).entries
  .map((entry) => [entry.id, entry.translations[0]]));
const namesIn = (language) => new Set(counts.map((name) => (language === 'fr' ? french.get(name) : name)));

const plain = (html) => unescaped(html.replaceAll(/<[^>]*>/g, '')).trim();
const valuesOf = (page) => [...page.matchAll(/<dt>([\s\S]*?)<\/dt><dd>([\s\S]*?)<\/dd>/g)].map(([, name, value]) => [plain(name), plain(value)]);

for (const who of ['member', 'leader', 'manager']) {
  for (const language of ['en', 'fr']) {
    test(`every line of what is held about a ${who} is in words (${language})`, async () => {
      const person = await new Person(server, { 'accept-language': language }).signIn(demoAccounts(data)[who]);
      await person.submit('/account', '/account/preferences', { language, time_zone: 'Europe/Paris' });
      const overview = (await person.get('/account/data')).text;
      const pages = [...new Set(overview.match(/\/account\/data\/[a-z_]+(?=")/g))].filter((path) => !/\/copy$/.test(path));
      assert.ok(pages.length > 8, 'there is much to read');
      let read = 0;
      for (const path of pages) {
        const { text, status } = await person.get(path);
        assert.equal(status, 200, path);
        for (const [name, value] of valuesOf(text)) {
          const told = `${path}: ${name} = ${value}`;
          assert.match(name, /^[\p{Lu}À]/u, `${told}: the name is the schema’s own`);
          assert.doesNotMatch(name, /_/, told);
          assert.ok(value !== '', told);
          assert.doesNotMatch(value, /^[a-z_]+:(?!\/\/)\S/, `${told}: a code`);
          if (/^-?\d[\d\s]*$/.test(value)) assert.ok(namesIn(language).has(name), `${told}: a number that stands for something else`);
          read += 1;
        }
      }
      assert.ok(read > 50, `read ${read} values`);
    });
  }
}
