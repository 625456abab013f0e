#include "community/accounts/account_jobs.h"

#include <boost/json.hpp>

#include "community/members/sign_up.h"

namespace parvis::community {
namespace {

constexpr char kResetJob[] = "account.reset";

std::string text_of(const boost::json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

}  // namespace

void ask_for_reset_letter(store::Transaction& transaction, const AccountAct& act, std::string_view email) {
  const boost::json::object payload{{"email", email},
                                    {"language", text::tag(act.language)},
                                    {"community", act.sender.community},
                                    {"brand", act.sender.brand},
                                    {"origin", act.sender.origin}};
  jobs::enqueue(transaction, kResetJob, boost::json::serialize(payload));
}

void register_account_jobs(jobs::Runner& runner, const Timeline& timeline) {
  runner.on(kResetJob, [&timeline](const jobs::Job& job, store::Store& store) {
    const auto payload = boost::json::parse(job.payload).as_object();
    const AccountAct act{
        .timeline = timeline,
        .sender = {text_of(payload, "community"), text_of(payload, "brand"), text_of(payload, "origin")},
        .language = text::parse_language(text_of(payload, "language")).value_or(text::Language::en),
        .source = Source::system};
    store.write([&](store::Transaction& transaction) {
      send_reset_letter(transaction, act, text_of(payload, "email"));
      jobs::finish(transaction, job);
    });
  });
}

}  // namespace parvis::community
