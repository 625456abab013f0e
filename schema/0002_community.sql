-- What every capability stands on: members, spaces, threads, posts and the timeline of activities.
-- Identifiers are 63-bit, ordered by the instant they were made. Instants are microseconds since 1970 UTC.
-- Enumerations are the integers of the C++ enumerations named beside them.

create table setting (
  key text not null primary key,
  value text not null
);

create table charter (
  version bigint not null primary key,
  published_at bigint not null,
  body text not null                 -- JSON: language to Markdown
);

create table member (
  id bigint not null primary key,
  handle text not null,
  handle_key text not null unique,   -- folded and made immune to look-alikes
  display_name text not null,
  name_key text not null default '', -- the display name folded, to search by its beginning
  email text,
  email_key text unique,             -- lower case; null for a member who has no account yet
  email_confirmed_at bigint,
  password_hash text,
  role bigint not null,              -- community::Role
  status bigint not null,            -- community::MemberStatus
  language text not null default '',
  time_zone text not null default '',
  title text not null default '',    -- shown beside the name of an expert: "Atelier Mistral"
  biography text not null default '',
  biography_html text not null default '',
  place text not null default '',
  website text not null default '',
  hue bigint not null,               -- of the drawn face, 0 to 359
  created_at bigint not null,
  last_seen_at bigint not null,
  charter_version bigint not null default 0,
  threads bigint not null default 0,
  posts bigint not null default 0,
  thanks_received bigint not null default 0,
  thanks_given bigint not null default 0,
  solutions bigint not null default 0
);
create index member_by_arrival on member (created_at, id);
create index member_by_presence on member (last_seen_at);
create index member_by_name on member (name_key);
create index member_by_role on member (role, id) where role > 1;

create table charter_acceptance (
  member bigint not null references member (id),
  version bigint not null references charter (version),
  accepted_at bigint not null,
  primary key (member, version)
);

create table session (
  token_hash text not null primary key,
  id bigint not null unique,         -- what the list of sessions shows and ends
  member bigint not null references member (id),
  created_at bigint not null,
  last_seen_at bigint not null,
  expires_at bigint not null,
  address text not null,
  agent text not null
);
create index session_by_member on session (member);

create table one_time_link (         -- confirmation, reset, change of address, claim, first manager
  token_hash text not null primary key,
  purpose bigint not null,           -- community::LinkPurpose
  member bigint references member (id),
  email text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index one_time_link_by_member on one_time_link (member);

create table api_token (
  token_hash text not null primary key,
  id bigint not null unique,
  member bigint not null references member (id),
  scope bigint not null,             -- community::Scope
  label text not null,
  created_at bigint not null,
  last_used_at bigint
);
create index api_token_by_member on api_token (member);

create table idempotency (
  member bigint not null,
  key text not null,
  request_hash text not null,
  status bigint not null,
  body text not null,
  created_at bigint not null,
  primary key (member, key)
);
create index idempotency_by_age on idempotency (created_at);

create table space (
  id bigint not null primary key,
  slug text not null unique,
  kind bigint not null,              -- community::SpaceKind
  visibility bigint not null,        -- community::SpaceVisibility
  position bigint not null,
  name text not null,                -- JSON: language to text
  description text not null,         -- JSON: language to text
  created_at bigint not null,
  threads bigint not null default 0,
  posts bigint not null default 0,
  last_activity_at bigint not null default 0
);

create table space_leader (
  space bigint not null references space (id),
  member bigint not null references member (id),
  primary key (space, member)
);

create table tag (
  id bigint not null primary key,
  name text not null,
  name_key text not null unique,
  description text not null default '',
  threads bigint not null default 0
);
create index tag_by_use on tag (threads);

create table tag_space (             -- how many threads of a space carry a tag, so that no count tells of hidden spaces
  tag bigint not null references tag (id),
  space bigint not null references space (id),
  threads bigint not null default 0,
  primary key (tag, space)
);
create index tag_space_by_space on tag_space (space, threads);

create table thread (
  id bigint not null primary key,
  space bigint not null references space (id),
  author bigint not null references member (id),
  title text not null,
  slug text not null,
  language text not null,
  created_at bigint not null,
  last_activity_at bigint not null,
  last_post bigint not null default 0,     -- number of the last post given out; numbers are never used again
  last_poster bigint not null,
  posts bigint not null default 0,         -- posts that are not deleted, the first included
  thanks bigint not null default 0,        -- reactions received by all its posts
  score bigint not null default 0,         -- votes on the first post
  solution bigint,                         -- post accepted as the answer
  solution_by bigint,
  solved_at bigint,
  pinned_at bigint,
  closed_at bigint,
  deleted_at bigint,
  deleted_by bigint
);
create index thread_by_activity on thread (last_activity_at, id);
create index thread_by_space_activity on thread (space, last_activity_at, id);
create index thread_by_age on thread (created_at, id);
create index thread_by_space_age on thread (space, created_at, id);
create index thread_by_thanks on thread (thanks, id);
create index thread_by_space_thanks on thread (space, thanks, id);
create index thread_by_author on thread (author, created_at, id);
create index thread_unanswered on thread (created_at, id) where posts = 1;
create index thread_unanswered_by_space on thread (space, created_at, id) where posts = 1;
create index thread_pinned on thread (space, pinned_at) where pinned_at is not null;

create table thread_tag (
  thread bigint not null references thread (id),
  tag bigint not null references tag (id),
  last_activity_at bigint not null,        -- the thread's, so that a tag's list is one index walk
  primary key (thread, tag)
);
create index thread_tag_by_activity on thread_tag (tag, last_activity_at, thread);

create table related_thread (
  thread bigint not null references thread (id),
  other bigint not null references thread (id),
  kind bigint not null,                    -- 1 linked, 3 duplicate of (as in the Stack Exchange dump)
  created_at bigint not null,
  primary key (thread, other, kind)
);
create index related_thread_by_other on related_thread (other);

create table old_thread_slug (             -- no address ever dies
  slug text not null,
  thread bigint not null references thread (id),
  primary key (slug, thread)
);

create table post (
  id bigint not null primary key,
  thread bigint not null references thread (id),
  number bigint not null,
  author bigint not null references member (id),
  created_at bigint not null,
  edited_at bigint,
  revisions bigint not null default 0,
  body text not null,                      -- Markdown, as typed
  html text not null,                      -- rendered and sanitised at writing
  renderer bigint not null,                -- version of the renderer
  language text not null,
  reply_to bigint,                         -- post this one answers
  up bigint not null default 0,
  down bigint not null default 0,
  reactions text not null default '',      -- folded from reaction: "thanks:3 useful:1"
  comments bigint not null default 0,
  deleted_at bigint,
  deleted_by bigint,
  unique (thread, number)
);
create index post_by_author on post (author, created_at, id);
create index post_by_age on post (created_at, id);
create index post_by_thread_age on post (thread, created_at);

create table post_revision (               -- what the post said before each edit, and who changed it
  id bigint not null primary key,
  post bigint not null references post (id),
  number bigint not null,                  -- 1 is the text first published
  editor bigint not null references member (id),
  created_at bigint not null,
  title text,                              -- of the thread, when the first post's edit changed it
  tags text,                               -- the thread's, separated by blanks, likewise
  body text not null,
  reason text not null default '',
  unique (post, number)
);

create table comment (
  id bigint not null primary key,
  post bigint not null references post (id),
  author bigint not null references member (id),
  created_at bigint not null,
  body text not null,
  html text not null,
  score bigint not null default 0,
  deleted_at bigint,
  deleted_by bigint
);
create index comment_by_post on comment (post, created_at, id);
create index comment_by_author on comment (author, created_at);

create table reaction (
  post bigint not null references post (id),
  member bigint not null references member (id),
  kind text not null,                      -- a key of the community's reaction set
  created_at bigint not null,
  primary key (post, member, kind)
);
create index reaction_by_member on reaction (member, created_at);

create table vote (
  id bigint not null primary key,
  post bigint references post (id),        -- null for an imported vote on a tag text, or on a post deleted before the dump
  member bigint references member (id),    -- null where a dump does not say who voted
  kind bigint not null,                    -- community::VoteKind
  created_at bigint not null
);
create unique index vote_once on vote (post, member, kind);
create index vote_by_member on vote (member, created_at);

create table follow (
  member bigint not null references member (id),
  kind bigint not null,                    -- community::FollowKind
  target bigint not null,                  -- thread, tag, space or member
  created_at bigint not null,
  primary key (member, kind, target)
);
create index follow_by_target on follow (kind, target, member);

create table read_mark (
  member bigint not null references member (id),
  thread bigint not null references thread (id),
  post bigint not null,                    -- number of the last post read
  read_at bigint not null,
  primary key (member, thread)
);

create table notification (
  id bigint not null primary key,
  member bigint not null references member (id),
  kind bigint not null,                    -- community::NotificationKind
  thread bigint,
  post bigint,
  actor bigint references member (id),     -- the last who did it
  count bigint not null default 1,         -- how many acts this one stands for
  created_at bigint not null,
  read_at bigint
);
create index notification_by_member on notification (member, created_at, id);
create unique index notification_unread on notification (member, thread, kind) where read_at is null;
create index notification_by_thread on notification (thread);

create table notification_backlog (        -- threads with many followers, who are still to be told of its last replies
  thread bigint not null primary key,
  first_post bigint not null,              -- numbers of the posts to tell of
  last_post bigint not null default 0,     -- 0: whatever there is when the telling begins
  after_member bigint not null default 0   -- who is told already, up to this identifier
);

create table draft (
  member bigint not null references member (id),
  place text not null,                     -- "space:<id>" for a new thread, "thread:<id>" for a reply, "post:<id>" for an edit
  title text not null,
  body text not null,
  tags text not null,
  updated_at bigint not null,
  primary key (member, place)
);

create table badge (
  id bigint not null primary key,
  slug text not null unique,
  name text not null
);

create table member_badge (
  id bigint not null primary key,
  member bigint not null references member (id),
  badge bigint not null references badge (id),
  granted_at bigint not null
);
create index member_badge_by_member on member_badge (member, granted_at);

create table tag_text (                    -- texts that came with imported tags
  id bigint not null primary key,
  tag bigint references tag (id),
  kind bigint not null,                    -- 4 excerpt, 5 full text (as in the Stack Exchange dump)
  author bigint not null references member (id),
  created_at bigint not null,
  body text not null,
  html text not null
);

create table activity (                    -- the timeline: append-only, written in the transaction of the act
  id bigint not null primary key,
  at bigint not null,
  actor bigint,
  verb bigint not null,                    -- community::Verb
  object_kind bigint not null,             -- community::ObjectKind
  object bigint not null,
  space bigint,
  thread bigint,
  counterpart bigint,                      -- the member acted upon
  amount bigint not null default 0,
  detail text not null default '',
  source bigint not null                   -- community::Source
);
create index activity_by_actor on activity (actor, at);
create index activity_by_counterpart on activity (counterpart, at);
create index activity_by_instant on activity (at, id);

create table imported (                    -- where each row of an import came to live, so that a second run adds nothing
  source text not null,                    -- "stackexchange:<folder's site>"
  kind bigint not null,
  foreign_id bigint not null,
  id bigint not null,
  primary key (source, kind, foreign_id)
);

create table tally (                       -- counters of the whole community, kept in the transaction of each act
  name text not null primary key,
  value bigint not null
);

create table search_pending (              -- posts whose index entry is not up to date yet
  post bigint not null primary key,
  queued_at bigint not null
);
