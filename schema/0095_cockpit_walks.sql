-- What the cockpit's pages count is one walk along an index, whatever the number of members: those who came and went,
-- those of a segment from the latest on, and the stays that ended.
drop index segment_move_by_instant;
create index segment_move_by_instant on segment_move (segment, at, entered);
drop index segment_member_by_since;
create index segment_member_by_since on segment_member (segment, since_at, member);
drop index stage_stay_by_end;
create index stage_stay_by_end on stage_stay (stage, left_at, entered_at, next);
