// HTML is written, never pasted: no door for a raw run-time string, nothing that the content security policy forbids.
//   node tools/check_markup.mjs [--self-test]
import { fault, parseCpp, readTree, run, selfTest } from './tree.mjs';

// Where finished markup may come from, each with its reason. A new place is added here, in view of the reviewer.
const storedAllowed = {
  'src/core/html/html.h': 'defines it',
  'src/core/text/sanitise.cpp': 'the sanitiser itself makes it',
  'src/community/page/structured_data.cpp': 'JSON for search engines, with < escaped',
  'src/forum/stored_words.cpp': 'reads the columns that the sanitiser filled',
  'src/community/threads/post_text.cpp': 'reads the column that the sanitiser filled',
  'src/community/threads/post_store.cpp': 'reads the column that the sanitiser filled',
  'src/community/members/biography.cpp': 'reads the column that the sanitiser filled',
  'src/forum/composer_views.cpp': 'shows what the rules rendered and sanitised',
  'src/exchange/stackexchange/post_stages.cpp': 'reads the column that the sanitiser filled',
};
// A <style> element and style attributes: only in letters, which travel alone and under no policy, to readers of which
// some know no other way.
const styleAllowed = ['src/core/mail/layout.cpp'];
// Where the browser turns text of our own server into elements, through the one Trusted Types policy.
const trustedAllowed = /^web\/src\/trusted[a-z_]*\.ts$/;

const literalRules = [
  { pattern: /<[^<>]*\sstyle\s*=/i, what: 'a style attribute in markup: use a class', allowed: styleAllowed },
  { pattern: /<[^<>]*\son[a-z]+\s*=/i, what: 'an event attribute in markup: listen in a module' },
  { pattern: /<script\b(?![^>]*(\bsrc\s*=|application\/ld\+json))/i, what: 'an inline script: the policy forbids it' },
];

const browserRules = [
  { pattern: /\b(innerHTML|outerHTML|srcdoc)\s*\+?=(?!=)|\binsertAdjacentHTML\b|\bdocument\.write|\bparseFromString\b|\bcreateContextualFragment\b|\bsetHTMLUnsafe\b/g,
    what: 'text turned into elements: only in web/src/trusted*.ts', allowed: trustedAllowed },
  { pattern: /\beval\s*\(|\bnew\s+Function\b|\bset(Timeout|Interval)\s*\(\s*['"`]/g, what: 'text run as a program', allowed: /^$/ },
  { pattern: /setAttribute\(\s*['"`](style|on[a-z]+)['"`]/gi, what: 'an attribute that the policy forbids', allowed: /^$/ },
];

// From the parenthesis at `open` to the one that closes it.
function argumentsAt(code, open) {
  let depth = 0;
  for (let at = open; at < code.length; at += 1) {
    if (code[at] === '(') depth += 1;
    if (code[at] === ')' && (depth -= 1) === 0) return { start: open + 1, end: at };
  }
  return { start: open + 1, end: code.length };
}

function checkCalls(file, code) {
  const faults = [];
  const say = (match, what) => faults.push(fault(file, match.index, what));
  for (const match of code.matchAll(/\bHtml::stored\s*\(/g)) {
    if (!storedAllowed[file.name]) say(match, 'Html::stored: only where the sanitiser\'s column is read (see tools/check_markup.mjs)');
  }
  for (const match of code.matchAll(/\+\s*[\w.\->()]*\.markup\(\)|\.markup\(\)\s*\+|\bappend\([^;()]*\.markup\(\)/g)) {
    if (file.name !== 'src/core/html/html.cpp') say(match, 'markup pasted together: write it with Writer::html');
  }
  for (const match of code.matchAll(/(?:[.>]|\bWriter::)literal\s*\(\s*|\bLiteral\s*[({]\s*/g)) {
    const rest = code.slice(match.index + match[0].length);
    if (!/^(R?"|k[A-Z]\w*\s*[)}])/.test(rest) && !/^src\/core\/html\/html\./.test(file.name)) say(match, 'Writer::literal takes a literal, nothing computed');
  }
  for (const match of code.matchAll(/\b(?:open|element)\s*\(\s*"/g)) {
    const { start, end } = argumentsAt(code, match.index + match[0].indexOf('('));
    const written = file.text.slice(start, end);
    if (/^\s*"script"/.test(written) && !/"src"|application\/ld\+json/.test(written)) say(match, 'an inline script: the policy forbids it');
    if (/^\s*"style"/.test(written) && !styleAllowed.includes(file.name)) say(match, 'a style element: the policy forbids it');
  }
  return faults;
}

function checkSource(file) {
  const { code, literals } = parseCpp(file.text);
  const inLiterals = literals.flatMap(({ index, text }) =>
    literalRules.filter(({ pattern, allowed }) => !allowed?.includes(file.name) && pattern.test(text.replace(/\\(.)/g, '$1'))).map(({ what }) => fault(file, index, what)));
  return [...inLiterals, ...checkCalls(file, code)];
}

function checkBrowser(file) {
  return browserRules.filter(({ allowed }) => !allowed.test(file.name))
    .flatMap(({ pattern, what }) => [...file.text.matchAll(pattern)].map((match) => fault(file, match.index, what)));
}

export function check(base) {
  const sources = readTree(base, ['src'], /\.(cpp|h)$/).filter(({ name }) => !/_test\.cpp$|\/testing\//.test(name));
  const browser = readTree(base, ['web'], /\.ts$/);
  return [...sources.flatMap(checkSource), ...browser.flatMap(checkBrowser)];
}

const sound = {
  'src/core/html/html.h': 'static Html stored(std::string s);\nclass Literal { consteval Literal(const char (&text)[9]); };\n',
  'src/core/text/sanitise.cpp': 'return html::Html::stored(std::move(out));\n',
  'src/core/mail/layout.cpp': 'out.open("style").literal("p{}");\n',
  'src/forum/a.cpp': 'out.literal("<br>").literal(kRule).literal(R"(<p>)").open("script", {{"type", "module"}, {"src", address}});\n' +
    '// Html::stored(x), style="", x.markup() + y\nconst auto s = page(out.take().markup(), 200); out.text("a style=b <p> on=");\n',
  'src/forum/a_test.cpp': 'EXPECT_EQ("<p style=\\"x\\">", a.markup() + b);\n',
  'web/src/trusted.ts': 'template.innerHTML = policy.createHTML(text);\n',
  'web/src/a.ts': 'if (node.innerHTML === x) node.textContent = y; setTimeout(() => x(), 5);\n',
};
const bad = (what, text, file = 'src/forum/b.cpp') => ({ what, files: { [file]: `\n${text}\n` }, at: `${file}:2` });
const violations = [
  bad('a stored piece elsewhere', 'auto h = Html::stored(typed);'),
  bad('pasted after', 'auto s = h.markup() + "x";'),
  bad('pasted before', 'auto s = "<p>" + post->body.markup();'),
  bad('appended', 's.append(h.markup());'),
  bad('a computed literal', 'out.literal(text);'),
  bad('a computed literal by name', 'out.open(html::Literal(tag));'),
  bad('a style attribute', 'out.literal("<p style=\\"color:red\\">");'),
  bad('an event attribute', 'out.literal("<img src=x onerror=\\"x()\\">");'),
  bad('an inline script in text', 'out.literal(R"x(<script>go()</script>)x");'),
  bad('an inline script element', 'out.element("script", {}, code);'),
  bad('a style element', 'out.open("style");'),
  bad('elements from text', 'box.innerHTML = text;', 'web/src/b.ts'),
  bad('text run', 'eval(text);', 'web/src/b.ts'),
  bad('a late style', "box.setAttribute('style', 'x');", 'web/src/b.ts'),
];

run('check_markup', check, () => selfTest('check_markup', check, sound, violations), 'all markup comes from the writer and the sanitiser');
