#include "community/accounts/account_jobs.h"

#include <boost/json.hpp>

#include "community/members/sign_up.h"

namespace parvis::community {
namespace {

constexpr char kResetJob[] = "account.reset";
constexpr char kSignInJob[] = "account.sign_in";

std::string text_of(const boost::json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

void ask_for(store::Transaction& transaction, const char* kind, const AccountAct& act, std::string_view email) {
  const boost::json::object payload{{"email", email},
                                    {"language", text::tag(act.language)},
                                    {"community", act.sender.community},
                                    {"brand", act.sender.brand},
                                    {"origin", act.sender.origin}};
  jobs::enqueue(transaction, kind, boost::json::serialize(payload));
}

using SendLetter = void (*)(store::Transaction&, const AccountAct&, std::string_view);

void answer(jobs::Runner& runner, const Timeline& timeline, const char* kind, SendLetter send) {
  runner.on(kind, [&timeline, send](const jobs::Job& job, store::Store& store) {
    const auto payload = boost::json::parse(job.payload).as_object();
    const AccountAct act{
        .timeline = timeline,
        .sender = {text_of(payload, "community"), text_of(payload, "brand"), text_of(payload, "origin")},
        .language = text::parse_language(text_of(payload, "language")).value_or(text::Language::en),
        .source = Source::system};
    store.write([&](store::Transaction& transaction) {
      send(transaction, act, text_of(payload, "email"));
      jobs::finish(transaction, job);
    });
  });
}

}  // namespace

void ask_for_reset_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email) {
  ask_for(transaction, kResetJob, act, email);
}

void ask_for_sign_in_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email) {
  ask_for(transaction, kSignInJob, act, email);
}

void register_account_jobs(jobs::Runner& runner, const Timeline& timeline) {
  answer(runner, timeline, kResetJob, send_reset_letter);
  answer(runner, timeline, kSignInJob, send_sign_in_letter);
}

}  // namespace parvis::community
