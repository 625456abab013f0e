-- Who goes through a plan and whose way is over, and how many: walks along an index.
create index plan_member_by_ending on plan_member (plan, ending, id, held);
-- Who came to a stage lately and left it since is one walk along an index.
create index stage_stay_by_beginning on stage_stay (stage, entered_at, member);
