-- While a long merge of the search index is under way, small pieces gather beside it. At 16 of a size, FTS5's own
-- measure, they were all put together within one write, and every reply waited for it; at this one they never are, and
-- the merging goes on in the small steps that each write takes (https://sqlite.org/fts5.html#the_crisismerge_configuration_option).
insert into search_text (search_text, rank) values ('crisismerge', 512);
insert into search_title (search_title, rank) values ('crisismerge', 512);
