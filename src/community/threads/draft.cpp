#include "community/threads/draft.h"

#include "community/threads/post_text.h"
#include "core/store/gather.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kKeep{R"(
  insert into draft (member, place, title, body, tags, updated_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (member, place) do update set title = excluded.title, body = excluded.body, tags = excluded.tags,
    updated_at = excluded.updated_at)"};
constexpr store::Sql kFind{"select place, title, body, tags, updated_at from draft where member = $1 and place = $2"};
constexpr store::Gathered kDrop{"delete from draft where member = $1 and place = $2"};
constexpr store::Sql kList{R"(
  select place, title, body, tags, updated_at from draft where member = $1 order by updated_at desc, place)"};
constexpr store::Sql kCount{"select count(*) from draft where member = $1"};
constexpr store::Sql kDropOldest{R"(
  delete from draft where member = $1 and place in (
    select older.place from draft older where older.member = $1
      and (select count(*) from draft newer where newer.member = $1
           and (newer.updated_at > older.updated_at
                or (newer.updated_at = older.updated_at and newer.place < older.place))) >= $2))"};

constexpr std::size_t kMaxTagsTyped = 500;  // five tags with room to hesitate

void check(Mistakes& mistakes, const char* field, std::string_view text, std::size_t max, text::Lines lines) {
  auto checked = text::check_text(text, {.min = 0, .max = max, .lines = lines});
  if (checked.problem) mistakes.push_back({field, *checked.problem});
}

std::string_view word(DraftPlace::Kind kind) {
  switch (kind) {
    case DraftPlace::Kind::space: return "space";
    case DraftPlace::Kind::thread: return "thread";
    case DraftPlace::Kind::post: return "post";
  }
  return "";
}

}  // namespace

std::string draft_place_text(DraftPlace place) {
  return std::string(word(place.kind)) + ":" + (place.id == 0 ? "0" : id_text(place.id));
}

std::optional<DraftPlace> parse_draft_place(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto id_part = text.substr(colon + 1);
  for (const auto kind : {DraftPlace::Kind::space, DraftPlace::Kind::thread, DraftPlace::Kind::post}) {
    if (text.substr(0, colon) != word(kind)) continue;
    if (id_part == "0" && kind == DraftPlace::Kind::space) return DraftPlace{kind, 0};
    if (const auto id = parse_id(id_part)) return DraftPlace{kind, *id};
  }
  return std::nullopt;
}

Mistakes keep_draft(store::Transaction& transaction, MemberId member, DraftPlace place, const Draft& draft,
                    Instant at) {
  Mistakes mistakes;
  check(mistakes, "title", draft.title, kMaxTitle, text::Lines::single);
  check(mistakes, "body", draft.body, kMaxBody, text::Lines::many);
  check(mistakes, "tags", draft.tags, kMaxTagsTyped, text::Lines::single);
  if (!mistakes.empty()) return mistakes;
  if (draft.title.empty() && draft.body.empty() && draft.tags.empty()) {
    drop_draft(transaction, member, place);
    return {};
  }
  transaction.run(kKeep, member, draft_place_text(place), draft.title, draft.body, draft.tags, at);
  if (transaction.one<std::int64_t>(kCount, member).value_or(0) > kMaxDrafts) {
    transaction.run(kDropOldest, member, kMaxDrafts);
  }
  return {};
}

std::optional<Draft> find_draft(store::Reader& reader, MemberId member, DraftPlace place) {
  return reader.one<Draft>(kFind, member, draft_place_text(place));
}

void foresee_draft(store::Reader& reader, MemberId member, DraftPlace place) {
  store::foresee(reader, kFind, member, draft_place_text(place));
}

void drop_draft(store::Transaction& transaction, MemberId member, DraftPlace place) {
  store::gather(transaction, kDrop, member, draft_place_text(place));
}

std::vector<Draft> list_drafts(store::Reader& reader, MemberId member) { return reader.all<Draft>(kList, member); }

}  // namespace parvis::community
