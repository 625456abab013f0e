#include "moderation/queue.h"

#include <algorithm>

#include "community/moderation/undo.h"
#include "community/moderation/waiting.h"

namespace parvis::moderation {

using namespace community;

namespace {

constexpr store::Sql kRecord{R"(
  select member.posts, member.created_at,
         (select count(*) from contribution where author = $1 and decision = 2),
         (select count(*) from moderation_case where author = $1 and decision = 2)
  from member where member.id = $1)"};

MemberId author_of(const Item& item) {
  return item.contribution() ? item.contribution()->author : item.flagged()->author;
}

Heard read_heard(store::Reader& reader, const Visit& visit, Appeal appeal) {
  Heard heard{.only_one = is_only_one(reader, visit.viewer, appeal)};
  if (appeal.object_kind == ObjectKind::moderation_case) heard.flagged = find_case(reader, {appeal.object});
  if (appeal.object_kind == ObjectKind::contribution) heard.contribution = find_contribution(reader, {appeal.object});
  if (appeal.object_kind == ObjectKind::sanction) heard.sanction = find_sanction(reader, {appeal.object});
  if (heard.flagged) heard.around = surroundings_of(reader, visit, *heard.flagged);
  if (heard.contribution) heard.around = surroundings_of(reader, visit, *heard.contribution);
  heard.appeal = std::move(appeal);
  return heard;
}

}  // namespace

std::int64_t Item::id() const { return contribution() ? contribution()->id.value : flagged()->id.value; }

std::string Item::name() const { return (contribution() ? "contribution:" : "case:") + id_text(id()); }

std::string Item::address() const {
  return (contribution() ? "/moderation/contributions/" : "/moderation/cases/") + id_text(id());
}

namespace {

std::vector<Sign> reasons_of(store::Reader& reader, const Visit& visit, const Contribution& one) {
  const auto language = text::parse_language(one.language).value_or(visit.language);
  auto suspicion = suspect(reader, {one.author, one.title, one.body, language, one.sent_at});
  return suspicion ? std::move(suspicion->reasons) : std::vector<Sign>();
}

void read_appeals(store::Reader& reader, const Visit& visit, AppealId after, Queue& queue) {
  auto appeals = appeals_for(reader, visit.viewer, *visit.spaces, after, kAppealsPerPage + 1);
  queue.more_appeals = appeals.size() > static_cast<std::size_t>(kAppealsPerPage);
  if (queue.more_appeals) appeals.pop_back();
  for (auto& appeal : appeals) queue.appeals.push_back(read_heard(reader, visit, std::move(appeal)));
}

}  // namespace

Queue read_queue(store::Reader& reader, const Visit& visit, const QueuePlace& place) {
  const auto after = place.after;
  const auto& viewer = visit.viewer;
  const auto& spaces = *visit.spaces;
  Queue queue{.appeals = {},
              .items = {},
              .count = decisions_waiting_for(reader, viewer, spaces).count,
              .undoes = has_decision_to_undo(reader, viewer.member)};
  if (after == 0) read_appeals(reader, visit, place.appeals_after, queue);
  if (place.appeals_after) return queue;
  for (auto& one : waiting_for(reader, viewer, spaces, {after}, kItemsPerPage + 1))
    queue.items.push_back({std::move(one)});
  for (auto& one : open_cases_for(reader, viewer, spaces, {after}, kItemsPerPage + 1)) {
    queue.items.push_back({std::move(one)});
  }
  std::ranges::sort(queue.items, {}, &Item::id);
  queue.has_more = queue.items.size() > static_cast<std::size_t>(kItemsPerPage);
  if (queue.has_more) queue.items.resize(kItemsPerPage);
  for (auto& item : queue.items) {
    if (const auto* one = item.contribution()) {
      item.around = surroundings_of(reader, visit, *one);
      if (one->held_for.starts_with("spam:")) item.suspicious = reasons_of(reader, visit, *one);
    } else {
      item.around = surroundings_of(reader, visit, *item.flagged());
      item.flags = flags_of(reader, item.flagged()->id);
    }
    item.record = reader.one<AuthorRecord>(kRecord, author_of(item)).value_or(AuthorRecord{});
  }
  return queue;
}

}  // namespace parvis::moderation
