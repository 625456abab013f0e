#include "community/testing/test_community.h"

#include <algorithm>

#include "community/threads/counters.h"
#include "core/store/migrations.h"
#include "core/store/sqlite_store.h"
#include "core/text/validate.h"

namespace parvis::community::testing {
namespace {

constexpr store::Sql kInsertMember{R"(
  insert into member (id, handle, handle_key, display_name, role, status, hue, created_at, last_seen_at)
  values ($1, $2, $3, $4, $5, $6, 210, $7, $7))"};
constexpr store::Sql kLead{"insert into space_leader (space, member) values ($1, $2)"};
constexpr store::Sql kLastVerbs{"select verb from activity order by id desc limit $1"};

}  // namespace

TestCommunity::TestCommunity() : store(store::open_memory_store()) {
  store::migrate(*store);
  talk = space("talk");
  questions = space("questions", SpaceKind::questions);
  members_only = space("workshop", SpaceKind::questions, SpaceVisibility::members);
}

Viewer TestCommunity::member(const std::string& name, Role role, MemberStatus status) {
  const auto handle = text::handle_from(name);
  const auto id = make_id<MemberId>();
  write([&](store::Transaction& transaction) {
    transaction.run(kInsertMember, id, handle, text::skeleton(handle), name, role, status, tick());
    if (status != MemberStatus::unconfirmed && status != MemberStatus::former) add_to_tally(transaction, "members", 1);
  });
  return {.member = id, .role = role, .status = status, .handle = handle, .display_name = name};
}

Viewer TestCommunity::leader(const std::string& name) {
  auto viewer = member(name, Role::leader);
  viewer.leads = all_spaces_;
  write([&](store::Transaction& transaction) {
    for (const auto id : viewer.leads) transaction.run(kLead, id, viewer.member);
  });
  return viewer;
}

SpaceId TestCommunity::space(const std::string& slug, SpaceKind kind, SpaceVisibility visibility) {
  NewSpace made{.slug = slug, .kind = kind, .visibility = visibility};
  made.name.set(text::Language::en, slug);
  const auto id = write([&](store::Transaction& transaction) {
    return create_space(transaction, timeline, made, {}, tick(), Source::command);
  });
  all_spaces_.push_back(id);
  spaces = SpaceDirectory(*store).list();
  return id;
}

Act TestCommunity::act(const Viewer& viewer, Source source) {
  return {.timeline = timeline, .actor = viewer, .spaces = *spaces, .at = tick(), .source = source};
}

PostText TestCommunity::text(const std::string& body) {
  return read([&](store::Reader& reader) { return *compose_post(reader, body, text::Language::en); });
}

OpenedThread TestCommunity::thread(const Viewer& author, SpaceId space, const std::string& title,
                                   const std::string& body, const std::vector<std::string>& tags) {
  const auto composed = read([&](store::Reader& reader) {
    return *compose_thread(reader, author, *spaces, {space, title, body, tags}, text::Language::en);
  });
  return write([&](store::Transaction& transaction) { return open_thread(transaction, act(author), composed); });
}

PublishedPost TestCommunity::reply(const Viewer& author, ThreadId thread, const std::string& body, PostId reply_to) {
  const auto composed = text(body);
  return write([&](store::Transaction& transaction) {
    return community::reply(transaction, act(author), {thread, reply_to}, composed);
  });
}

std::vector<std::string> TestCommunity::wrong_counters() {
  return read([](store::Reader& reader) { return check_counters(reader); });
}

std::vector<Verb> TestCommunity::last_verbs(int count) {
  auto verbs = read([&](store::Reader& reader) { return reader.all<Verb>(kLastVerbs, count); });
  std::ranges::reverse(verbs);
  return verbs;
}

}  // namespace parvis::community::testing
