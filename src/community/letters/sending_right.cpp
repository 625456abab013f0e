#include "community/letters/sending_right.h"

#include "community/groups/group.h"
#include "community/members/viewer_of.h"

namespace parvis::community {
namespace {

constexpr store::Sql kGroupOf{R"(
  select group_letter.member_group from group_letter join member_group on member_group.id = group_letter.member_group
  where group_letter.id = $1 and member_group.ended_at is null)"};
constexpr store::Sql kPurposeHolds{R"(
  select 1 from segment_letter join purpose on purpose.id = segment_letter.purpose
  where segment_letter.id = $1 and purpose.ended_at is null)"};
constexpr store::Sql kIsMeant{R"(
  select 1 from segment_letter join segment_member on segment_member.segment = segment_letter.segment
  where segment_letter.id = $1 and segment_member.member = $2)"};

}  // namespace

bool may_send(store::Reader& reader, const SentBy& by, Instant at) {
  const auto author = viewer_of(reader, by.author, at);
  if (!author || author->viewer.status != MemberStatus::active) return false;
  if (by.sort == LetterSort::group) {
    const auto group = reader.one<GroupId>(kGroupOf, by.letter);
    return group && may_look_after(author->viewer, standing_of(reader, *group, by.author));
  }
  if (by.sort == LetterSort::segment && !reader.one<std::int64_t>(kPurposeHolds, by.letter)) return false;
  return author->viewer.is_manager();
}

bool may_still_go(store::Reader& reader, const SentBy& by, MemberId to, Instant at) {
  if (!may_send(reader, by, at)) return false;
  return by.sort != LetterSort::segment || reader.one<std::int64_t>(kIsMeant, by.letter, to);
}

}  // namespace parvis::community
