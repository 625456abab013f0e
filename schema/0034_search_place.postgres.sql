-- A search finds hundreds of posts in search_text and asked for the thread and the date of each in post: what never
-- changes of a post stands beside its words now. Only what may change is asked for: the threads, each once, and whether
-- a post is gone, which few are. The index that gave the first two goes.
alter table search_text rename to search_text_before;
alter index search_text_pkey rename to search_text_before_pkey;
drop index search_text_by_lexeme;
create table search_text (
  post bigint not null primary key,
  thread bigint not null,
  created_at bigint not null,              -- of the post
  lexemes tsvector not null,
  title text not null,                     -- stems, in order
  body text not null,
  tokens bigint not null
);
insert into search_text (post, thread, created_at, lexemes, title, body, tokens)
select search_text_before.post, post.thread, post.created_at, search_text_before.lexemes, search_text_before.title,
       search_text_before.body, search_text_before.tokens
from search_text_before join post on post.id = search_text_before.post
order by search_text_before.post;
drop table search_text_before;
create index search_text_by_lexeme on search_text using gin (lexemes);
analyze search_text;

drop index post_place;
create index post_gone on post (id) where deleted_at is not null;
