-- The full-text index over PostgreSQL. It holds stems made by the program (core/text/words.h) as they are, so a row is
-- found by the same words on every database; SQLite has its own file of this number. Lexemes are the stems of a post and
-- of its thread's title, "=" before those of the title, "#" before marks ("#s<space>", "#a<author>", "#t<tag>"). The
-- stems in their order decide about phrases and weigh a match: a tsvector's positions end at 16,383 and 256 for a word.
create table search_text (
  post bigint not null primary key,
  lexemes tsvector not null,
  title text not null,                     -- stems, in order
  body text not null,
  tokens bigint not null
);
create index search_text_by_lexeme on search_text using gin (lexemes);

create table search_title (
  thread bigint not null primary key,
  lexemes tsvector not null,               -- stems, and "=" before whole words, for what is being typed
  stems text not null,
  tokens bigint not null
);
create index search_title_by_lexeme on search_title using gin (lexemes);

create table search_size (                 -- how much is in both, to weigh words by
  name text not null primary key,
  entries bigint not null,
  tokens bigint not null
);
