#include "community/threads/counters.h"

#include <functional>

#include "community/activity/staff_acts.h"
#include "community/moderation/lesson.h"
#include "community/threads/counter_truths.h"
#include "core/ids.h"

namespace parvis::community {
namespace {

// What to do with each row whose counter is wrong: tell of it, or set it right.
struct Findings {
  std::int64_t wrong = 0;
  std::string example;
};

std::string line(std::string_view what, const Findings& findings) {
  return std::string(what) + ": " + std::to_string(findings.wrong) + " wrong, " + findings.example;
}

template <class Row, class Describe>
Findings look(store::Reader& reader, const store::Sql& sql, const Describe& describe) {
  Findings findings;
  reader.each<Row>(sql, [&](Row&& row) {
    if (findings.wrong++ == 0) findings.example = describe(row);
  });
  return findings;
}

template <class Row>
std::string by_id(const Row& row) {
  return "for example " + id_text(row.id);
}

template <class Row>
void check(store::Reader& reader, std::vector<std::string>& lines, std::string_view what, const store::Sql& sql) {
  const auto findings = look<Row>(reader, sql, by_id<Row>);
  if (findings.wrong > 0) lines.push_back(line(what, findings));
}

// The rows are gathered before any is changed, so that no statement reads what another is writing.
template <class Row, class Set>
std::int64_t mend(store::Transaction& transaction, const store::Sql& sql, const Set& set) {
  const auto rows = transaction.all<Row>(sql);
  for (const auto& row : rows) set(row);
  return static_cast<std::int64_t>(rows.size());
}

}  // namespace

std::vector<std::string> check_counters(store::Reader& reader) {
  std::vector<std::string> lines;
  check<PostTruth>(reader, lines, "votes, comments and revisions of posts", kPostTruth);
  for (const auto& wrong : wrong_reactions(reader)) {
    lines.push_back("folded reactions of posts: for example " + id_text(wrong.id));
    break;
  }
  check<ThreadTruth>(reader, lines, "counters of threads", kThreadTruth);
  check<TagActivityTruth>(reader, lines, "last activity in the lists of tags", kTagActivityTruth);
  check<SpaceTruth>(reader, lines, "counters of spaces", kSpaceTruth);
  check<TagTruth>(reader, lines, "counters of tags", kTagTruth);
  check<TagSpaceTruth>(reader, lines, "counters of tags in spaces", kTagSpaceTruth);
  check<MemberTruth>(reader, lines, "counters of members", kMemberTruth);
  const auto tally = look<TallyTruth>(reader, kTallyTruth, [](const TallyTruth& row) {
    return row.name + " is " + std::to_string(row.stored) + ", must be " + std::to_string(row.actual);
  });
  if (tally.wrong > 0) lines.push_back(line("tally", tally));
  if (const auto wrong = wrong_staff_acts(reader); wrong > 0) {
    lines.push_back("acts of staff in the audit trail: " + std::to_string(wrong) + " wrong");
  }
  if (const auto wrong = wrong_sign_counts(reader); wrong > 0) {
    lines.push_back("counts of signs of spam: " + std::to_string(wrong) + " wrong");
  }
  return lines;
}

std::int64_t recount_all(store::Transaction& transaction) {
  std::int64_t wrong = mend<PostTruth>(transaction, kPostTruth, [&](const PostTruth& row) {
    transaction.run(kSetPost, row.id, row.up, row.down, row.comments, row.revisions);
  });
  for (const auto& row : wrong_reactions(transaction)) {
    transaction.run(kSetReactions, row.id, row.folded);
    ++wrong;
  }
  wrong += mend<ThreadTruth>(transaction, kThreadTruth, [&](const ThreadTruth& row) {
    transaction.run(kSetThread, row.id, row.last_post, row.posts, row.last_activity_at, row.last_poster, row.thanks,
                    row.score);
  });
  wrong += mend<TagActivityTruth>(transaction, kTagActivityTruth, [&](const TagActivityTruth& row) {
    transaction.run(kSetTagActivity, row.id, row.tag, row.at);
  });
  wrong += mend<SpaceTruth>(transaction, kSpaceTruth, [&](const SpaceTruth& row) {
    transaction.run(kSetSpace, row.id, row.threads, row.posts, row.last_activity_at);
  });
  wrong += mend<TagTruth>(transaction, kTagTruth,
                          [&](const TagTruth& row) { transaction.run(kSetTag, row.id, row.threads); });
  wrong += mend<TagSpaceTruth>(transaction, kTagSpaceTruth, [&](const TagSpaceTruth& row) {
    transaction.run(kSetTagSpace, row.id, row.space, row.threads);
  });
  wrong += mend<MemberTruth>(transaction, kMemberTruth, [&](const MemberTruth& row) {
    transaction.run(kSetMember, row.id, row.threads, row.posts, row.thanks_received, row.thanks_given, row.solutions);
  });
  wrong += mend<TallyTruth>(transaction, kTallyTruth,
                            [&](const TallyTruth& row) { transaction.run(kSetTally, row.name, row.actual); });
  return wrong + refold_staff_acts(transaction) + recount_signs(transaction);
}

}  // namespace parvis::community
