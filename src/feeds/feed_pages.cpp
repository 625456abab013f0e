#include "feeds/feed_pages.h"

#include "community/groups/group.h"
#include "community/members/member.h"
#include "community/page/kept_tags.h"
#include "community/page/page.h"
#include "community/threads/post_lists.h"
#include "community/threads/post_place.h"
#include "community/threads/thread_lists.h"
#include "feeds/atom.h"

namespace parvis::feeds {

using namespace community;

namespace {

const Viewer kVisitor{};

constexpr store::Sql kFirstPost{R"(
  select html, edited_at from post where thread = $1 and number = 1 and deleted_at is null)"};

struct FirstPost {
  std::string html;
  std::optional<Instant> edited_at;
};

std::string author_name(const Visit& visit, const std::string& name) {
  return name.empty() ? visit.tr("a former member") : name;
}

std::string author_address(const Visit& visit, const std::string& handle) {
  return handle.empty() ? "" : visit.origin + member_path(handle);
}

AtomFeed feed_of(const Visit& visit, const std::string& page, const std::string& title) {
  const bool whole = page == "/";
  return {.site = visit.origin,
          .path = whole ? "/feed.atom" : page + "/feed.atom",
          .page = page,
          .title = whole ? title : title + " · " + visit.identity->name,
          .subtitle = {},
          .language = std::string(text::tag(visit.language)),
          .since = {},
          .entries = {}};
}

AtomEntry entry_of(const Visit& visit, store::Reader& reader, const ThreadRow& row) {
  const auto first = reader.one<FirstPost>(kFirstPost, row.id).value_or(FirstPost{});
  AtomEntry entry{.id = visit.origin + "/threads/" + id_text(row.id),
                  .address = visit.origin + thread_path(row.id, row.slug),
                  .title = row.title,
                  .author_name = author_name(visit, row.author_name),
                  .author_address = author_address(visit, row.author_handle),
                  .published = row.created_at,
                  .updated = first.edited_at.value_or(row.created_at),
                  .language = row.language,
                  .html = first.html,
                  .categories = {}};
  for (const auto& tag : row.tags) entry.categories.push_back({tag.key, tag.name});
  return entry;
}

AtomEntry entry_of(const Visit& visit, const PostRow& row) {
  const auto number = row.number > 1 ? " · " + std::to_string(row.number) : "";
  return {.id = visit.origin + "/posts/" + id_text(row.id),
          .address = visit.origin + post_path(row.thread, row.thread_slug, row.number),
          .title = row.thread_title + number,
          .author_name = author_name(visit, row.author_name),
          .author_address = author_address(visit, row.author_handle),
          .published = row.created_at,
          .updated = row.edited_at.value_or(row.created_at),
          .language = row.language,
          .html = row.html,
          .categories = {}};
}

void add_threads(AtomFeed& feed, const Visit& visit, store::Reader& reader, ThreadQuery query) {
  query.order = ThreadOrder::newest;
  query.limit = kFeedEntries;
  for (const auto& row : list_threads(reader, kVisitor, *visit.spaces, query).rows) {
    feed.entries.push_back(entry_of(visit, reader, row));
  }
}

void add_posts(AtomFeed& feed, const Visit& visit, const std::vector<PostRow>& rows) {
  for (const auto& row : rows) feed.entries.push_back(entry_of(visit, row));
}

http::Response answer(const Visit& visit, const AtomFeed& feed, std::vector<std::string> tags) {
  auto response = http::bytes(atom_text(feed), "application/atom+xml; charset=utf-8");
  return keep_for_visitors(visit, std::move(response), std::move(tags));
}

}  // namespace

http::Response show_site_feed(Visit& visit) {
  auto feed = feed_of(visit, "/", visit.identity->name);
  feed.subtitle = visit.identity->tagline.in(visit.language);
  visit.community.store().read([&](store::Reader& reader) { add_threads(feed, visit, reader, {}); });
  return answer(visit, feed, {"home", "lists"});
}

http::Response show_space_feed(Visit& visit) {
  const auto* space = visit.spaces->find(visit.request.parameter("space"));
  if (!space || !may_read(kVisitor, *space)) throw NotFound();
  auto feed = feed_of(visit, space_path(space->slug), space->name.in(visit.language));
  feed.subtitle = space->description.in(visit.language);
  visit.community.store().read([&](store::Reader& reader) { add_threads(feed, visit, reader, {.space = space->id}); });
  return answer(visit, feed, {"space:" + id_text(space->id)});
}

http::Response show_tag_feed(Visit& visit) {
  AtomFeed feed;
  std::string key;
  visit.community.store().read([&](store::Reader& reader) {
    const auto tag = find_tag(reader, kVisitor, *visit.spaces, visit.request.parameter("tag"));
    key = tag.key;
    feed = feed_of(visit, tag_path(tag.key), "#" + tag.name);
    feed.subtitle = tag.description;
    add_threads(feed, visit, reader, {.tag = tag.id});
  });
  return answer(visit, feed, {"tags", "tag:" + key});
}

// Of a group that everybody knows of: what its spaces show to all. The newest of each, and of these the newest.
http::Response show_group_feed(Visit& visit) {
  AtomFeed feed;
  visit.community.store().read([&](store::Reader& reader) {
    const auto group = find_group(reader, kVisitor, visit.request.parameter("group"));
    feed = feed_of(visit, group_path(group.slug), group.name);
    feed.subtitle = group.description;
    feed.since = group.created_at;
    for (const auto* space : readable_spaces(kVisitor, *visit.spaces)) {
      if (space->group != group.id) continue;
      add_threads(feed, visit, reader, {.space = space->id});
    }
  });
  std::ranges::sort(feed.entries, std::ranges::greater(), &AtomEntry::published);
  if (feed.entries.size() > static_cast<std::size_t>(kFeedEntries)) feed.entries.resize(kFeedEntries);
  auto response = http::bytes(atom_text(feed), "application/atom+xml; charset=utf-8");
  response.header("Cache-Control", "no-cache");  // a group that hides itself is to be gone at once
  return response;
}

http::Response show_thread_feed(Visit& visit) {
  const auto id = parse_id(visit.request.parameter("thread"));
  if (!id) throw NotFound();
  AtomFeed feed;
  std::vector<std::string> tags;
  visit.community.store().read([&](store::Reader& reader) {
    const auto thread = find_present_thread(reader, kVisitor, *visit.spaces, ThreadId{*id});
    feed = feed_of(visit, thread_path(thread.id, thread.slug), thread.title);
    feed.path = "/threads/" + id_text(thread.id) + "/feed.atom";
    feed.since = thread.created_at;
    add_posts(feed, visit, latest_posts_of_thread(reader, thread.id, kFeedEntries));
    tags.push_back("thread:" + id_text(thread.id));
  });
  return answer(visit, feed, std::move(tags));
}

http::Response show_member_feed(Visit& visit) {
  AtomFeed feed;
  std::vector<std::string> tags;
  visit.community.store().read([&](store::Reader& reader) {
    const auto member = find_member(reader, visit.request.parameter("handle"));
    if (!member || member->status == MemberStatus::former) throw NotFound();
    feed = feed_of(visit, member_path(member->handle), member->display_name);
    feed.since = member->created_at;
    const auto posts = posts_by_member(reader, kVisitor, *visit.spaces, member->id, "", kFeedEntries);
    add_posts(feed, visit, posts.rows);
    tags.push_back("member:" + id_text(member->id));
    for (const auto& post : posts.rows) tags.push_back(named_thread_tag(post.thread));
  });
  return answer(visit, feed, std::move(tags));
}

}  // namespace parvis::feeds
