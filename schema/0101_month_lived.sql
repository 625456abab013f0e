-- How a month was lived, as the month on paper tells it: in a large community it is counted by a job, not by the page.
create table month_lived (
  from_at bigint not null primary key,
  to_at bigint not null,
  counted_at bigint not null,
  members bigint not null,           -- community::MonthLife
  joined bigint not null,
  writers bigint not null,
  posts bigint not null,
  of_staff bigint not null,
  unanswered bigint not null,
  solved bigint not null,
  broadcasting bigint not null,
  conversing bigint not null,
  communing bigint not null
);
