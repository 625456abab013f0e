-- What a search asks of each thread it meets, and of the first posts of threads whose title fits, is read from two narrow
-- indexes instead of wide rows: at a million posts those rows are on as many pages. As post_place, they are on
-- expressions, so that only search asks for them.
create index thread_place on thread ((id + 0), space, thanks, score, solution, deleted_at);
create index post_first on post ((thread + 0), id, author, created_at, deleted_at, number) where number = 1;
