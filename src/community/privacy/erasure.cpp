#include "community/privacy/erasure.h"

#include <boost/json.hpp>
#include <charconv>

#include "community/members/account.h"
#include "community/members/api_token.h"
#include "community/members/one_time_link.h"
#include "community/members/own_act.h"
#include "community/members/role_change.h"
#include "community/members/session.h"
#include "community/privacy/erasure_ledger.h"
#include "community/privacy/erasure_steps.h"
#include "core/jobs/jobs.h"
#include "core/store/emptied_log.h"
#include "core/store/setting.h"

namespace parvis::community {
namespace {

constexpr char kEraseJob[] = "member.erase", kOverdueJob[] = "member.erase.overdue";
constexpr char kGraceSetting[] = "privacy.grace_days";

constexpr store::Sql kFind{"select member, words, asked_at, due_at, done_at from erasure where member = $1"};
constexpr store::Sql kAsk{R"(
  insert into erasure (member, words, asked_at, due_at) values ($1, $2, $3, $4)
  on conflict (member) do update set words = excluded.words, asked_at = excluded.asked_at, due_at = excluded.due_at
  where erasure.done_at is null and erasure.step = 0)"};
// Once it is under way there is nobody left to come back.
constexpr store::Sql kWithdraw{"delete from erasure where member = $1 and done_at is null and step = 0"};
constexpr store::Sql kOverdue{
    "select member from erasure where done_at is null and due_at <= $1 order by due_at, member limit 100"};
constexpr store::Sql kOtherManager{
    "select 1 from member where role > 1 and role >= 4 and status = 1 and id <> $1 and id not in (select member from "
    "erasure) limit "
    "1"};

void require_somebody_else_manages(store::Reader& reader, const Account& account) {
  if (account.role < Role::manager || reader.one<std::int64_t>(kOtherManager, account.id)) return;
  throw Conflict({"Nobody would be left to manage the community. Give another member that role first."});
}

}  // namespace

std::optional<Erasure> erasure_of(store::Reader& reader, MemberId member) { return reader.one<Erasure>(kFind, member); }

std::int64_t grace_days(store::Reader& reader) {
  const auto value = store::read_setting(reader, kGraceSetting);
  std::int64_t days = 0;
  if (!value) return kGraceDays;
  const auto read = std::from_chars(value->data(), value->data() + value->size(), days);
  return read.ec == std::errc() && days >= 0 && days <= kMostGraceDays ? days : kGraceDays;
}

void set_grace_days(store::Transaction& transaction, std::int64_t days) {
  store::save_setting(transaction, kGraceSetting, std::to_string(days));
}

void ask_erasure(store::Transaction& transaction, const AccountAct& act, MemberId member, WordsLeft words) {
  const auto account = find_account(transaction, member);
  if (!account || account->status == MemberStatus::former) throw NotFound();
  require_somebody_else_manages(transaction, *account);
  const auto at = now();
  const auto due = at + grace_days(transaction) * kDay;
  transaction.run(kAsk, member, words, at, due);
  // Whoever acts for them, on whatever device, does so no longer.
  end_all_sessions(transaction, member);
  end_all_tokens(transaction, member);
  end_all_links(transaction, member);
  if (!account->email.empty()) send_leaving(transaction, act.sender, recipient_of(*account, act.language), due);
  jobs::enqueue(transaction, kEraseJob, boost::json::serialize(boost::json::object{{"member", member.value}}), due);
  act.timeline.record(transaction, {.actor = member,
                                    .verb = Verb::erasure_asked,
                                    .object_kind = ObjectKind::member,
                                    .object = member.value,
                                    .amount = static_cast<std::int64_t>(words),
                                    .source = act.source});
  record_own(transaction, act.timeline, member, Verb::signed_out, act.source);
}

bool withdraw_erasure(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source) {
  if (transaction.run(kWithdraw, member) == 0) return false;
  record_own(transaction, timeline, member, Verb::erasure_withdrawn, source);
  return true;
}

void erase(const Erasing& erasing, MemberId member) {
  run_erasure_steps(erasing, member);
  store::empty_log(erasing.store);
  keep_ledger(erasing.store, erasing.settings);
}

void erase_members(jobs::Runner& runner, const Timeline& timeline, const config::Settings& settings) {
  runner.on(
      kEraseJob,
      [&runner, &timeline, &settings](const jobs::Job& job, store::Store& store) {
        const MemberId member{boost::json::parse(job.payload).as_object().at("member").as_int64()};
        const auto asked = store.read([&](store::Reader& reader) { return erasure_of(reader, member); });
        // They came back meanwhile, or asked again and have a later job of their own.
        if (!asked || (!asked->done_at && asked->due_at > now())) return;
        erase({store, timeline, settings, [&runner] { jobs::give_way(runner); }}, member);
      },
      jobs::Pace::lengthy);
  // What was asked for elsewhere (an import brings no jobs), or failed too often.
  runner.every(
      kOverdueJob, kHour,
      [&runner, &timeline, &settings](const jobs::Job&, store::Store& store) {
        const auto overdue =
            store.read([&](store::Reader& reader) { return reader.all<MemberId>(kOverdue, now() - kHour); });
        const Erasing erasing{store, timeline, settings, [&runner] { jobs::give_way(runner); }};
        for (const auto member : overdue) erase(erasing, member);
      },
      jobs::Pace::lengthy);
}

}  // namespace parvis::community
