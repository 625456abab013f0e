-- Of letters to many: for how many they were no longer sent, since when their turn came they might not be any more (who
-- wrote them had lost the right, or whoever was to receive them no longer was one of those they were for).
alter table segment_letter add column stopped bigint not null default 0;
alter table group_letter add column stopped bigint not null default 0;
