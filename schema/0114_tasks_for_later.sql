-- Tasks that were put off, or wait for their day, by that day.
create index task_for_later on task (rests_until, id) where state = 1;
