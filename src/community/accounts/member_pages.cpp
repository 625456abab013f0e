#include <boost/json.hpp>

#include "community/accounts/accounts_pages.h"
#include "community/accounts/member_views.h"
#include "community/accounts/visit_account.h"
#include "community/members/accounts.h"
#include "community/page/kept_tags.h"
#include "community/threads/cursor.h"
#include "community/threads/follow.h"
#include "community/threads/readable_counts.h"
#include "community/threads/visit_act.h"

namespace parvis::community {
namespace {

constexpr int kThreadsShown = 5;
constexpr int kPostsShown = 10;
constexpr int kMembersPerPage = 50;
constexpr int kFound = 50;
constexpr int kCompleted = 8;
constexpr std::size_t kFacesShown = 12;

// Whose page this address is. Those who are gone, or not confirmed yet, have none.
Member member_of(Visit& visit, store::Reader& reader) {
  auto member = find_member(reader, visit.request.parameter("handle"));
  if (!member || member->status == MemberStatus::former) throw NotFound({"There is no member with that name here."});
  return std::move(*member);
}

// A thread that is deleted or moved out of sight takes its title and its posts off the pages of all who wrote in it.
std::vector<std::string> tags_of(const MemberPage& page) {
  std::vector<std::string> tags{"member:" + id_text(page.member.id)};
  for (const auto& thread : page.threads) tags.push_back(named_thread_tag(thread.id));
  for (const auto& post : page.posts) tags.push_back(named_thread_tag(post.thread));
  return tags;
}

}  // namespace

http::Response show_member(Visit& visit) {
  const auto& spaces = *visit.spaces;
  auto page = visit.community.store().read([&](store::Reader& reader) {
    MemberPage found{.member = member_of(visit, reader)};
    const auto id = found.member.id;
    leave_readable_counts(reader, visit.viewer, spaces, found.member);
    found.threads =
        list_threads(reader, visit.viewer, spaces, {.author = id, .order = ThreadOrder::newest, .limit = kThreadsShown})
            .rows;
    found.posts = posts_by_member(reader, visit.viewer, spaces, id, "", kPostsShown).rows;
    found.badges = badges_of(reader, id);
    if (visit.viewer.is_manager()) found.inviter = inviter_of(reader, id);
    found.following =
        visit.viewer.signed_in() && is_following(reader, visit.viewer.member, FollowKind::member, id.value);
    return found;
  });
  if (page.member.handle != visit.request.parameter("handle")) return http::moved(member_path(page.member.handle));
  page.here = visit.community.accounts().presence().is_here(page.member.id, now());
  return keep_for_visitors(visit, member_page(visit, page), tags_of(page));
}

http::Response follow_member(Visit& visit) {
  visit.member();
  keep(visit, Pace::gestures);
  const bool wished = visit.request.form.get("follow") != "off";
  const auto handle = visit.community.store().write([&](store::Transaction& transaction) {
    const auto member = member_of(visit, transaction);
    const auto act = act_of(visit);
    if (wished) {
      follow(transaction, act, FollowKind::member, member.id.value);
    } else {
      unfollow(transaction, act, FollowKind::member, member.id.value);
    }
    return member.handle;
  });
  const auto place = visit.request.form.get("return_to");
  return http::see_other(place.empty() ? member_path(handle) : http::safe_local_path(place));
}

http::Response show_members(Visit& visit) {
  const auto& query = visit.request.query;
  Directory directory{.query = std::string(query.get("q"))};
  const auto cursor = parse_cursor(query.get("after"));
  visit.community.store().read([&](store::Reader& reader) {
    directory.members = read_tally(reader, "members");
    if (!directory.query.empty()) {
      directory.lines = search_members(reader, directory.query, kFound);
    } else {
      const Arrival after = cursor.is_start() ? Arrival{} : Arrival{{cursor.key}, {cursor.id}};
      directory.lines = members_by_arrival(reader, after, kMembersPerPage + 1);
    }
    leave_readable_counts(reader, visit.viewer, *visit.spaces, directory.lines);
  });
  if (directory.query.empty() && directory.lines.size() > kMembersPerPage) {
    directory.lines.pop_back();
    const auto& last = directory.lines.back();
    directory.next = "/members?after=" +
                     http::percent_encode(cursor_text({.key = last.created_at.microseconds, .id = last.id.value}));
  }
  auto& presence = visit.community.accounts().presence();
  directory.here_count = presence.count(now());
  directory.here = presence.faces(now(), kFacesShown);
  const bool first = directory.query.empty() && cursor.is_start();
  const PageHead head{.title = visit.tr("Members"),
                      .canonical = first ? "/members" : "",
                      .indexing = first ? Indexing::allowed : Indexing::refused,
                      .next = directory.next,
                      .current = "members"};
  return keep_for_visitors(
      visit, render_page(visit, head, directory_main(visit, directory), directory_aside(visit, directory)),
      {"members"});
}

http::Response complete_members(Visit& visit) {
  visit.member();
  keep(visit, Pace::hints);
  const auto faces = visit.community.store().read(
      [&](store::Reader& reader) { return complete_handles(reader, visit.request.query.get("q"), kCompleted); });
  boost::json::array items;
  for (const auto& face : faces) {
    items.push_back({{"handle", face.handle}, {"name", face.display_name}, {"hue", face.hue}});
  }
  return http::json(boost::json::serialize(boost::json::object{{"items", std::move(items)}}));
}

}  // namespace parvis::community
