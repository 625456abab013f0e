// One name is one type: two types that share their name and namespace, in headers or sources that never meet, are taken
// for one another where the program is linked together, since what the compiler makes for the one (a destructor, a
// vector's growth) is kept for both (the one-definition rule, [basic.def.odr]). No compiler says so.
//   node tools/check_names.mjs [--self-test]
import { parseCpp, readTree, fault, run, selfTest } from './tree.mjs';

const opening = /\bnamespace\b([\w:\s]*)\{|\b(?:struct|class|union|enum(?:\s+(?:class|struct))?)\s+([A-Za-z_][\w:]*)(?:\s+final)?\s*(?::(?!:)[^;{}()]*)?\{|([{}])/g;

// {name, index} of each type that the file defines for others to see: not within a function, nor without a namespace's
// name.
function typesIn(file) {
  const { code } = parseCpp(file.text);
  const types = [];
  const around = [];
  for (const match of code.matchAll(opening)) {
    const [, namespace, type, brace] = match;
    if (brace === '}') { around.pop(); continue; }
    const name = namespace?.trim() || type;
    if (type && around.every(Boolean)) types.push({ name: [...around, type].join('::'), index: match.index });
    around.push(brace ? null : name || null);
  }
  return types;
}

export function check(base) {
  const first = new Map();
  const faults = [];
  for (const file of readTree(base, ['src'], /\.(cpp|h)$/)) {
    for (const { name, index } of typesIn(file)) {
      const known = first.get(name);
      if (known && known !== file.name) faults.push(fault(file, index, `${name} is another type in ${known}: give one of them a name of its own`));
      else first.set(name, file.name);
    }
  }
  return faults;
}

const sound = {
  'src/core/a.h': 'namespace parvis::core {\nstruct Sign { int a; };\nclass Cache { struct Kept; };\n}\n',
  'src/core/a.cpp': 'namespace parvis::core {\nstruct Cache::Kept { int a; };\nnamespace {\nstruct Row { int a; };\n}\nvoid go() { struct Row { int b; }; }\n}\n',
  'src/core/b.cpp': 'namespace parvis::core {\nstruct Sign;\nnamespace {\nstruct Row { int b; };\nstruct Sign { int b; };\n}\n// struct Cache {\n}\n',
  'src/forum/a.h': 'namespace parvis::forum {\nstruct Sign { int a; };\nclass Cache final : public core::Sign {};\n}\n',
};
const another = (text) => `\nnamespace parvis::core {\n${text}\n}\n`;
const violations = [
  { what: 'a second struct', files: { 'src/core/c.h': another('struct Sign { long b; };') }, at: 'src/core/c.h:3' },
  { what: 'a second struct with a base', files: { 'src/core/c.h': another('struct Sign final : Base<int> {};') }, at: 'src/core/c.h:3' },
  { what: 'an enumeration for a struct', files: { 'src/core/c.h': another('enum class Sign : char { a };') }, at: 'src/core/c.h:3' },
  { what: 'one in a source', files: { 'src/core/c.cpp': another('class Cache {};') }, at: 'src/core/c.cpp:3' },
  { what: 'one within a type', files: { 'src/core/c.h': another('struct Cache::Kept { long b; };') }, at: 'src/core/c.h:3' },
];

run('check_names', check, () => selfTest('check_names', check, sound, violations), 'no two types share a name');
