-- The full-text index over SQLite's FTS5. It holds stems made by the program (core/text/words.h), so a row is found by
-- the same words on every database; PostgreSQL has its own file of this number. The texts themselves are not kept here.
create virtual table search_text using fts5(
  title, body, marks,                      -- marks: "s<space>", "a<author>", "q1" for an accepted answer
  content = '', contentless_delete = 1,
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M* S* P*'"
);

create virtual table search_vocabulary using fts5vocab(search_text, 'row');

create virtual table search_title using fts5(
  stems, words,                            -- words: folded but whole, for what is being typed
  content = '', contentless_delete = 1,
  prefix = '1 2 3',
  tokenize = "unicode61 remove_diacritics 0 categories 'L* N* Co M* S* P*'"
);
