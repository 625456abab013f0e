-- The median time to the first answer of a month (community::MonthLife), in microseconds; null: no question got one.
-- Months are counted anew, so that it is there.
alter table month_lived add column first_answer bigint;
delete from month_lived;
