#include "community/arriving/join_request.h"

#include <boost/json.hpp>

#include "community/activity/activity.h"
#include "community/arriving/arriving_letters.h"
#include "community/arriving/first_steps.h"
#include "community/members/account.h"
#include "community/members/new_member.h"
#include "community/sharing/share.h"

namespace parvis::community {
namespace {

namespace json = boost::json;

constexpr store::Sql kNote{R"(
  insert into join_request (member, answers) values ($1, $2)
  on conflict (member) do update set answers = excluded.answers where join_request.asked_at is null)"};
constexpr store::Sql kAsk{R"(
  insert into join_request (member, asked_at) values ($1, $2)
  on conflict (member) do update set asked_at = excluded.asked_at where join_request.asked_at is null)"};
constexpr store::Sql kWaiting{R"(
  select member.id, member.display_name, member.handle, coalesce(member.email, ''), member.language,
         join_request.answers, join_request.asked_at
  from join_request join member on member.id = join_request.member
  where join_request.decision = 0 and join_request.asked_at is not null and member.status = 2
  order by join_request.asked_at, member.id limit $1)"};
constexpr store::Sql kCount{R"(
  select count(*) from join_request join member on member.id = join_request.member
  where join_request.decision = 0 and join_request.asked_at is not null and member.status = 2)"};
constexpr store::Sql kDeclined{R"(
  select member.id, member.display_name, member.handle, coalesce(member.email, ''), member.language,
         join_request.answers, join_request.asked_at, join_request.decided_at, coalesce(decider.display_name, ''),
         join_request.word
  from join_request join member on member.id = join_request.member
  left join member decider on decider.id = join_request.decided_by
  where join_request.decision = 2 and member.status = 2 and join_request.asked_at is not null
    and join_request.decided_at < $1
  order by join_request.decided_at desc, member.id limit $2)"};
constexpr store::Sql kCountDeclined{R"(
  select count(*) from join_request join member on member.id = join_request.member
  where join_request.decision = 2 and member.status = 2 and join_request.asked_at is not null)"};
constexpr store::Sql kDecision{"select decision from join_request where member = $1 and asked_at is not null"};
constexpr store::Sql kDecide{R"(
  update join_request set decision = $2, decided_at = $3, decided_by = $4, word = $5
  where member = $1 and asked_at is not null and decision <> $2 and decision <> 1)"};

struct Row {
  MemberId member;
  std::string display_name, handle, email, language, answers;
  Instant asked_at;
};

struct DeclinedRow {
  MemberId member;
  std::string display_name, handle, email, language, answers;
  Instant asked_at, decided_at;
  std::string decided_by, word;
};

std::string text_in(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

std::vector<JoinAnswer> answers_in(std::string_view text) {
  std::vector<JoinAnswer> answers;
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  const auto* list = error || !value.is_object() ? nullptr : value.as_object().if_contains("answers");
  if (!list || !list->is_array()) return answers;
  for (const auto& entry : list->as_array()) {
    if (const auto* one = entry.if_object()) answers.push_back({text_in(*one, "question"), text_in(*one, "answer")});
  }
  return answers;
}

}  // namespace

void note_answers(store::Transaction& transaction, MemberId member, const std::vector<JoinAnswer>& answers) {
  json::array list;
  for (const auto& [question, answer] : answers) list.push_back({{"question", question}, {"answer", answer}});
  transaction.run(kNote, member, json::serialize(json::object{{"answers", std::move(list)}}));
}

void ask_to_join(store::Transaction& transaction, const AccountAct& act, MemberId member) {
  const auto at = now();
  if (transaction.run(kAsk, member, at) == 0) return;
  act.timeline.record(transaction, {.at = at,
                                    .actor = member,
                                    .verb = Verb::asked_to_join,
                                    .object_kind = ObjectKind::member,
                                    .object = member.value,
                                    .source = act.source});
}

std::vector<JoinRequest> waiting_requests(store::Reader& reader, int limit) {
  std::vector<JoinRequest> requests;
  for (auto& row : reader.all<Row>(kWaiting, limit)) {
    requests.push_back({row.member, std::move(row.display_name), std::move(row.handle), std::move(row.email),
                        std::move(row.language), answers_in(row.answers), row.asked_at});
  }
  return requests;
}

std::int64_t count_requests(store::Reader& reader) { return reader.one<std::int64_t>(kCount).value_or(0); }

std::vector<DeclinedRequest> declined_requests(store::Reader& reader, Instant before, int limit) {
  std::vector<DeclinedRequest> declined;
  for (auto& row : reader.all<DeclinedRow>(kDeclined, before, limit)) {
    declined.push_back({{row.member, std::move(row.display_name), std::move(row.handle), std::move(row.email),
                         std::move(row.language), answers_in(row.answers), row.asked_at},
                        row.decided_at,
                        std::move(row.decided_by),
                        std::move(row.word)});
  }
  return declined;
}

std::int64_t count_declined(store::Reader& reader) { return reader.one<std::int64_t>(kCountDeclined).value_or(0); }

std::optional<RequestDecision> request_of(store::Reader& reader, MemberId member) {
  return reader.one<RequestDecision>(kDecision, member);
}

bool decide_request(store::Transaction& transaction, const AccountAct& act, const Viewer& actor, MemberId member,
                    RequestDecision decision, std::string_view word) {
  if (!actor.is_manager()) throw Forbidden();
  if (!request_of(transaction, member)) throw NotFound();
  const auto account = find_account(transaction, member);
  if (!account || account->status != MemberStatus::unconfirmed) return false;
  const auto at = now();
  if (transaction.run(kDecide, member, decision, at, actor.member, word) == 0) return false;
  const bool in = decision == RequestDecision::let_in;
  if (in) {
    admit_member(transaction, act.timeline, member, act.source);
    settle_shared(transaction, act.timeline, member, act.source);
  }
  act.timeline.record(transaction, {.at = at,
                                    .actor = actor.member,
                                    .verb = in ? Verb::let_in : Verb::not_let_in,
                                    .object_kind = ObjectKind::member,
                                    .object = member.value,
                                    .counterpart = member,
                                    .source = act.source});
  const auto admitted = find_account(transaction, member);
  const auto to = recipient_of(*admitted, act.language);
  if (in) {
    send_let_in(transaction, act.sender, to, word);
    send_welcome(transaction, act, member);
  } else {
    send_not_let_in(transaction, act.sender, to, word);
  }
  return true;
}

}  // namespace parvis::community
