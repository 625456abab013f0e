#include "community/testing/test_community.h"

#include <algorithm>

#include "community/members/new_member.h"
#include "community/threads/counters.h"
#include "core/store/migrations.h"
#include "core/store/testing/test_store.h"
#include "core/text/validate.h"

namespace parvis::community::testing {
namespace {

constexpr store::Sql kLead{"insert into space_leader (space, member) values ($1, $2)"};
constexpr store::Sql kLastVerbs{"select verb from activity order by id desc limit $1"};

}  // namespace

TestCommunity::TestCommunity() : store(store::open_migrated_test_store()) {
  store::migrate(*store);
  talk = space("talk");
  questions = space("questions", SpaceKind::questions);
  members_only = space("workshop", SpaceKind::questions, SpaceVisibility::members);
}

Viewer TestCommunity::member(const std::string& name, Role role, MemberStatus status) {
  const auto handle = text::handle_from(name);
  const auto id = write([&](store::Transaction& transaction) {
    const NewMember added{.display_name = name, .handle = handle, .role = role, .status = status, .created_at = tick()};
    return add_member(transaction, timeline, added, Source::command);
  });
  return {.member = id, .role = role, .status = status, .handle = handle, .display_name = name, .hue = hue_of(handle)};
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
