#include "community/letters/letter_kinds.h"

#include <algorithm>

#include "community/groups/membership.h"
#include "community/letters/stopping.h"
#include "community/members/viewer_of.h"
#include "community/returns/report_reader.h"

namespace parvis::community {

bool is_wished(store::Reader& reader, std::string_view kind, MemberId member, std::int64_t subject) {
  if (kind == kReportLetter) return receives_reports(reader, ReportReaderId{member.value});  // not all are members
  if (!viewer_of(reader, member, now())) return false;  // gone or kept out meanwhile
  const auto wishes = read_wishes(reader, member);
  if (wishes.stopped_at) return false;
  if (kind == kDigestLetter) return wishes.has_digest(Frequency::daily) || wishes.has_digest(Frequency::weekly);
  if (kind == kGroupLetter) return receives_letters(reader, GroupId{subject}, member);
  if (kind != kThreadLetter) return false;
  return std::ranges::any_of(kAllTopics, [&](Topic topic) {
    return (subject & bit_of(topic)) && wishes.of(topic).by_letter == Frequency::at_once;
  });
}

}  // namespace parvis::community
