// [rates]: how often one may do something.
#include "core/config/kinds.h"
#include "core/config/sections.h"

namespace parvis::config {
namespace {

constexpr std::int64_t kMostRate = 1'000'000;

template <class At>
Key rate(const char* name, At at, const char* about) {
  return number(name, at, 0, kMostRate, about);
}

}  // namespace

Section rates_section() {
  return {
      "rates",
      "How often one may do something. 0: as often as one likes.",
      {
          rate(
              "sign_ups_per_address_per_hour", [](auto& s) -> auto& { return s.rates.sign_ups_per_address_per_hour; },
              "New accounts from one address, and as many letters for lost passwords. A classroom shares one."),
          rate(
              "sign_ins_per_address_per_quarter_hour",
              [](auto& s) -> auto& { return s.rates.sign_ins_per_address_per_quarter_hour; },
              "Attempts to sign in from one address, in fifteen minutes."),
          rate(
              "sign_ins_per_account_per_quarter_hour",
              [](auto& s) -> auto& { return s.rates.sign_ins_per_account_per_quarter_hour; },
              "Attempts to sign in to one account, in fifteen minutes: guessing becomes hopeless."),
          rate(
              "letters_per_account_per_hour", [](auto& s) -> auto& { return s.rates.letters_per_account_per_hour; },
              "Letters that a stranger can cause to be sent to one address (confirmation, reset)."),
          rate(
              "posts_per_member_per_minute", [](auto& s) -> auto& { return s.rates.posts_per_member_per_minute; },
              "Posts, edits and comments by one member, on pages and with personal tokens together."),
          rate(
              "threads_per_member_per_hour", [](auto& s) -> auto& { return s.rates.threads_per_member_per_hour; },
              "New threads by one member, likewise; and as often may they save their profile and settings."),
          rate(
              "reactions_per_member_per_minute",
              [](auto& s) -> auto& { return s.rates.reactions_per_member_per_minute; },
              "Reactions, votes, follows and deletions by one member, likewise."),
          rate(
              "searches_per_address_per_minute",
              [](auto& s) -> auto& { return s.rates.searches_per_address_per_minute; }, "Searches from one address."),
          rate(
              "api_calls_per_token_per_minute", [](auto& s) -> auto& { return s.rates.api_calls_per_token_per_minute; },
              "Calls of the API by one member with personal tokens, or by a visitor's address."),
      }};
}

}  // namespace parvis::config
