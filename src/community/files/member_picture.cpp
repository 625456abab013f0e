#include "community/files/member_picture.h"

#include <algorithm>

#include "community/members/own_act.h"
#include "community/members/portrait.h"

namespace parvis::community {
namespace {

constexpr store::Sql kOfMember{
    "select number, member, kind, file, hue from member_picture where member = $1 and kind = $2"};
constexpr store::Sql kNumbered{
    "select number, member, kind, file, hue from member_picture where number = $1 and kind = $2"};
constexpr store::Sql kLast{"select coalesce(max(number), 0) from member_picture"};
constexpr store::Sql kInsert{
    "insert into member_picture (number, member, kind, file, hue) values ($1, $2, $3, $4, $5)"};
constexpr store::Sql kEnd{"delete from member_picture where number = $1"};
constexpr store::Sql kDropCopies{"delete from file_copy where file = $1"};
constexpr store::Sql kDropFile{"delete from file where id = $1"};
constexpr store::Sql kHue{"select hue from member where id = $1"};
constexpr store::Sql kSetHue{"update member set hue = $2 where id = $1"};

constexpr char kAbout[] = "about";  // what is said of oneself: it shows on pages of members only

// The seconds since then, so that a number that was given up is not given again.
constexpr Instant kNumbersBegin{1'735'689'600'000'000};  // 2025-01-01

std::int64_t next_number(store::Reader& reader) {
  return std::max((now() - kNumbersBegin) / kSecond, reader.one<std::int64_t>(kLast).value_or(0) + 1);
}

// What stood there before; without a picture, what stands there now.
std::int64_t give_up(store::Transaction& transaction, MemberId member, FileKind kind) {
  const auto before = picture_of_member(transaction, member, kind);
  if (!before) return transaction.one<std::int64_t>(kHue, member).value_or(0);
  transaction.run(kEnd, before->number);
  transaction.run(kDropCopies, before->file);
  transaction.run(kDropFile, before->file);
  return before->hue;
}

void record(store::Transaction& transaction, const Timeline& timeline, MemberId member, FileKind kind) {
  record_own(transaction, timeline, member, Verb::profile_changed, Source::page, kind == FileKind::face ? "" : kAbout);
}

}  // namespace

std::optional<MemberPicture> picture_of_member(store::Reader& reader, MemberId member, FileKind kind) {
  return reader.one<MemberPicture>(kOfMember, member, kind);
}

std::optional<MemberPicture> face_numbered(store::Reader& reader, std::int64_t number) {
  return reader.one<MemberPicture>(kNumbered, number, FileKind::face);
}

void choose_picture(store::Transaction& transaction, const Timeline& timeline, const File& file) {
  const auto hue = give_up(transaction, file.member, file.kind);
  const auto number = next_number(transaction);
  transaction.run(kInsert, number, file.member, file.kind, file.id, hue);
  if (file.kind == FileKind::face) {
    transaction.run(kSetHue, file.member, pack_face({.picture = static_cast<int>(number)}));
  }
  record(transaction, timeline, file.member, file.kind);
}

bool end_picture(store::Transaction& transaction, const Timeline& timeline, MemberId member, FileKind kind) {
  if (!picture_of_member(transaction, member, kind)) return false;
  const auto hue = give_up(transaction, member, kind);
  if (kind == FileKind::face) transaction.run(kSetHue, member, hue);
  record(transaction, timeline, member, kind);
  return true;
}

}  // namespace parvis::community
