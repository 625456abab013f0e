#include "community/members/way_letters.h"

#include "community/members/account.h"
#include "community/members/letter_words.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using text::tr;

std::string said(text::Language in, WayNews news, std::string_view name) {
  const std::string is(name);
  switch (news) {
    case WayNews::account_tied:
      return tr(in, "Your account at {name} opens your account here from now on.", {{"name", is}});
    case WayNews::account_untied:
      return tr(in, "Your account at {name} does not open your account here any more.", {{"name", is}});
    case WayNews::passkey_added: return tr(in, "The passkey “{name}” opens your account from now on.", {{"name", is}});
    case WayNews::passkey_removed:
      return tr(in, "The passkey “{name}” does not open your account any more.", {{"name", is}});
    case WayNews::passkey_doubted:
      return tr(in,
                "Somebody signed in with the passkey “{name}”, whose counter says that there may be a copy of it. They "
                "were not let in.",
                {{"name", is}});
  }
  return {};
}

}  // namespace

void tell_of_way(store::Transaction& transaction, const AccountAct& act, MemberId member, WayNews news,
                 std::string_view name) {
  const auto account = find_account(transaction, member);
  if (!account || account->email.empty()) return;
  const auto to = recipient_of(*account, act.language);
  const auto in = to.language;
  send_letter(transaction, act.sender, to,
              {.purpose = "ways_in",
               .subject = tr(in, "Signing in to {community} was changed", {{"community", act.sender.community}}),
               .paragraphs = {said(in, news, name),
                              tr(in,
                                 "If you know nothing of it, choose a new password at once: only this address can "
                                 "do so. Then look at the ways to sign in on the page of your account.")},
               .button = mail::Button{tr(in, "Choose a new password"), act.sender.origin + "/password-reset"}});
}

}  // namespace parvis::community
