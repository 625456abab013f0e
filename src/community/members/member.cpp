#include "community/members/member.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include "community/members/new_member.h"
#include "core/text/small_letters.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

constexpr store::Sql kMember{R"(
  select id, handle, display_name, role, status, title, hue, biography, biography_html, place, website, created_at,
         last_seen_at, threads, posts, thanks_received, thanks_given, solutions
  from member where )"};
constexpr store::Sql kById{"id = $1"};
constexpr store::Sql kByHandleKey{"handle_key = $1"};
constexpr store::Sql kNamed{"select id from member where handle_key = $1 and handle = $2"};

constexpr store::Sql kFaces{"select id, handle, display_name, role, title, hue from member where "};
constexpr store::Sql kLines{R"(
  select id, handle, display_name, role, title, hue, place, created_at, posts, thanks_received from member where )"};

// Unconfirmed members stand in no list, nor does the one who stands for people who are gone.
constexpr store::Sql kIsListed{"status in (1, 3)"};
constexpr store::Sql kNewcomers{"status = 1 order by created_at desc, id desc limit $1"};
constexpr store::Sql kBefore{" and (created_at, id) < ($1, $2) order by created_at desc, id desc limit $3"};
// Keys take look-alikes together ("m" and "rn"), so the handle itself is looked at as well.
constexpr store::Sql kHandleFrom{R"(
   and handle_key >= $1 and handle_key < $2 and substr(handle, 1, cast($3 as integer)) = $4 order by handle_key limit $5)"};
constexpr store::Sql kNameFrom{" and name_key >= $1 and name_key < $2 order by name_key limit $3"};
constexpr store::Sql kLatelySeen{" order by last_seen_at desc limit 500"};

constexpr store::Sql kBadges{R"(
  select badge.slug, badge.name, count(*), max(member_badge.granted_at)
  from member_badge join badge on badge.id = member_badge.badge
  where member_badge.member = $1
  group by badge.id, badge.slug, badge.name
  order by max(member_badge.granted_at) desc, badge.id limit 200)"};

constexpr std::size_t kMaxPrefix = 120;  // bytes: no name is longer

// The least text greater than all that begin with `prefix`: keys are UTF-8, where this byte never stands.
std::string end_of(const std::string& prefix) { return prefix + '\x7f' + "\xf4\x8f\xbf\xbf"; }

bool is_combining(UChar32 code) {
  const auto type = u_charType(code);
  return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

template <class Row>
void add_others(std::vector<Row>& found, std::vector<Row> rows, int at_most) {
  for (auto& row : rows) {
    if (static_cast<int>(found.size()) >= at_most) return;
    if (std::ranges::find(found, row.id, &Row::id) == found.end()) found.push_back(std::move(row));
  }
}

// Handles that begin with what is typed, then names that do, then, among those who came lately, names with a later
// word that does: "aub" for Colombe Aubry. No index serves the last, and a mention is mostly of somebody present.
template <class Row>
std::vector<Row> beginning_with(store::Reader& reader, const store::Sql& columns, std::string_view prefix,
                                int at_most) {
  auto typed = text::cut_at_character(text::trim(prefix), kMaxPrefix);
  if (typed.starts_with('@')) typed.remove_prefix(1);
  const auto name = name_key(typed);
  if (name.empty()) return {};
  std::vector<Row> found;
  if (const auto handle = handle_key(name); !handle.empty()) {
    const auto end = end_of(handle);
    found = reader.all<Row>(columns + kIsListed + kHandleFrom, handle, end,
                            static_cast<std::int64_t>(text::count_characters(name)), name, at_most);
  }
  const auto end = end_of(name);
  add_others(found, reader.all<Row>(columns + kIsListed + kNameFrom, name, end, at_most), at_most);
  if (static_cast<int>(found.size()) >= at_most) return found;
  auto lately = reader.all<Row>(columns + kIsListed + kLatelySeen);
  std::erase_if(lately, [word = " " + name](const Row& row) {
    return name_key(row.display_name).find(word) == std::string::npos;
  });
  add_others(found, std::move(lately), at_most);
  return found;
}

}  // namespace

std::optional<Member> find_member(store::Reader& reader, MemberId id) {
  return reader.one<Member>(kMember + kById, id);
}

std::optional<Member> find_member(store::Reader& reader, std::string_view handle) {
  const auto key = handle_key(handle);
  if (key.empty()) return std::nullopt;
  return reader.one<Member>(kMember + kByHandleKey, key);
}

std::optional<MemberId> member_named(store::Reader& reader, std::string_view handle) {
  const auto small = text::small_letters(handle);
  const auto key = handle_key(small);
  if (key.empty()) return std::nullopt;
  return reader.one<MemberId>(kNamed, key, small);
}

std::vector<MemberFace> faces_of(store::Reader& reader, const std::vector<MemberId>& ids) {
  if (ids.empty()) return {};
  std::vector<std::int64_t> numbers;
  for (const auto id : ids) numbers.push_back(id.value);
  return reader.all<MemberFace>(kFaces + store::Sql("id in (") + store::Sql::numbers(numbers) + store::Sql(")"));
}

std::vector<MemberFace> complete_handles(store::Reader& reader, std::string_view prefix, int at_most) {
  return beginning_with<MemberFace>(reader, kFaces, prefix, at_most);
}

std::vector<MemberLine> search_members(store::Reader& reader, std::string_view prefix, int at_most) {
  return beginning_with<MemberLine>(reader, kLines, prefix, at_most);
}

std::vector<MemberLine> members_by_arrival(store::Reader& reader, Arrival before, int at_most) {
  if (!before.at) before = {{INT64_MAX}, {INT64_MAX}};
  return reader.all<MemberLine>(kLines + kIsListed + kBefore, before.at, before.member, at_most);
}

std::vector<MemberFace> newcomers(store::Reader& reader, int at_most) {
  return reader.all<MemberFace>(kFaces + kNewcomers, at_most);
}

std::string name_key(std::string_view name) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* normalizer = icu::Normalizer2::getNFKDInstance(status);
  auto wide = icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  if (U_SUCCESS(status)) wide = normalizer->normalize(wide, status);
  wide.foldCase();
  std::string key;
  bool blank = false;
  for (std::int32_t at = 0; at < wide.length(); at = wide.moveIndex32(at, 1)) {
    const UChar32 code = wide.char32At(at);
    if (is_combining(code)) continue;
    if (text::is_space(static_cast<char32_t>(code))) {
      blank = true;
      continue;
    }
    if (blank && !key.empty()) key.push_back(' ');
    blank = false;
    text::append_utf8(key, static_cast<char32_t>(code));
  }
  return key;
}

std::vector<GrantedBadge> badges_of(store::Reader& reader, MemberId member) {
  return reader.all<GrantedBadge>(kBadges, member);
}

}  // namespace parvis::community
