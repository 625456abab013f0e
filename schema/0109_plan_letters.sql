-- The letters of a plan among all its moments: "Did it work?" reads the latest of them (3: a letter).
create index plan_letter on plan_moment (plan, id) where what = 3;
