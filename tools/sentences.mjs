// Finds in C++ source the sentences that people read: the arguments of tr, trn, trc, phrase, tr_parts, trn_parts and
// msgid, and the literals that begin a Sentence.

// Tokens: { kind: 'string' | 'word' | 'mark', text, line }; comments and character literals are left out.
export function tokens(source) {
  const found = [];
  let line = 1;
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\(([\s\S]*?)\)\1"|"((?:[^"\\\n]|\\[\s\S])*)"|'(?:[^'\\\n]|\\.)+'|[A-Za-z_]\w*|\d[\w.']*|\n|[^\s\w]/g;
  for (const match of source.matchAll(pattern)) {
    const text = match[0];
    if (match[3] !== undefined) found.push({ kind: 'string', text: unescaped(match[3]), line });
    else if (match[2] !== undefined) found.push({ kind: 'string', text: match[2], line });
    else if (/^[A-Za-z_]/.test(text)) found.push({ kind: 'word', text, line });
    else if (text !== '\n' && !text.startsWith('//') && !text.startsWith('/*') && !/^['\d]/.test(text)) {
      found.push({ kind: 'mark', text, line });
    }
    line += text.split('\n').length - 1;
  }
  return found;
}

function unescaped(text) {
  const simple = { n: '\n', t: '\t', '"': '"', '\\': '\\', "'": "'", 0: '\0' };
  return text.replace(/\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([\s\S])/g, (all, u, x, c) =>
    u || x ? String.fromCharCode(parseInt(u ?? x, 16)) : simple[c] ?? all);
}

// Neighbouring literals are one, as the compiler sees them.
function joined(list) {
  const out = [];
  for (const token of list) {
    const last = out.at(-1);
    if (token.kind === 'string' && last?.kind === 'string') last.text += token.text;
    else out.push({ ...token });
  }
  return out;
}

// The arguments of the call whose "(" stands at `open`: a list of token lists.
function argumentsAt(list, open) {
  const out = [[]];
  let depth = 0;
  for (let i = open; i < list.length; ++i) {
    const { kind, text } = list[i];
    if (kind === 'mark' && '([{'.includes(text)) depth += 1;
    if (kind === 'mark' && ')]}'.includes(text)) depth -= 1;
    if (depth === 0) return out;
    if (i === open) continue;
    if (depth === 1 && kind === 'mark' && text === ',') out.push([]);
    else out.at(-1).push(list[i]);
  }
  return out;
}

const strings = (argument) => (argument ?? []).filter((token) => token.kind === 'string');
const looksLikeSentence = (text) => /^[A-ZÀ-Ý][^\n]*\s[^\n]*[.?…]$/.test(text);

// → { used: [{ context, id, plural, line }], literals: Set of every string literal }
export function sentencesIn(source) {
  const list = joined(tokens(source));
  const used = [];
  const add = (token, context = '', plural = '') => used.push({ context, id: token.text, plural, line: token.line });
  list.forEach((token, i) => {
    if (token.kind === 'mark' && token.text === '{' && list[i + 1]?.kind === 'string') {
      let before = i - 1;
      if (list[before]?.text === '=') before -= 1;
      const named = list[before]?.text === 'Sentence' || list[before - 1]?.text === 'Sentence';
      if (named || looksLikeSentence(list[i + 1].text)) add(list[i + 1]);
    }
    if (token.kind !== 'word' || list[i + 1]?.text !== '(') return;
    const call = list[i].text;
    if (!['tr', 'tr_parts', 'trc', 'trn', 'trn_parts', 'phrase', 'msgid'].includes(call)) return;
    // The language stands before the sentence, but for methods that know it: visit.tr("Reply").
    const all = argumentsAt(list, i + 1);
    const first = all.findIndex((argument) => strings(argument).length && argument[0].text !== '{');
    if (first < 0 || first > 1) return;
    const [one, two] = [strings(all[first]), strings(all[first + 1])];
    if (call === 'trc' || (call === 'phrase' && two.length)) two.forEach((each) => add(each, one[0].text));
    else if (call === 'trn' || call === 'trn_parts') two.length && add(one[0], '', two[0].text);
    else one.forEach((each) => add(each));
  });
  return { used, literals: new Set(list.filter((token) => token.kind === 'string').map((token) => token.text)) };
}
