// Makes passwords/known.bin, by which passwords known from thefts are refused: `node tools/known_passwords.mjs FOLDER`,
// the folder being the unpacked npm package @zxcvbn-ts/language-common (MIT; passwords/SOURCE.txt names the version).
// The first five bytes of each SHA-256, sorted: of those long enough to be chosen here, and of those that are stems to
// which people add figures and signs (src/community/members/password.cpp). Nobody's password can be read from it.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const kLeastWhole = 10, kLeastStem = 4, kBytes = 5;
const isLetter = (character) => /[a-z\u0080-\uffff]/.test(character);

const listed = JSON.parse(readFileSync(join(process.argv[2], 'src/passwords.json'), 'utf8'));
const words = new Set(listed.map((word) => String(word).toLowerCase()));
const useful = [...words].filter((word) => {
  const length = [...word].length;
  return length >= kLeastWhole || (length >= kLeastStem && isLetter(word[0]) && isLetter(word.at(-1)));
});
const keys = useful.map((word) => createHash('sha256').update(word).digest().subarray(0, kBytes)).sort(Buffer.compare);
writeFileSync(new URL('../passwords/known.bin', import.meta.url), Buffer.concat(keys));
console.log(`${keys.length} of ${words.size} passwords`);
