#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {

using enum FieldKind;
using enum Presence;

std::vector<Form> forms_of_accounts() {
  return {
      {.name = "sessions",
       .table = "session",
       .what = "Who is signed in, where.",
       .fields = {{"token_hash", "token_hash", text, "SHA-256 of what the cookie holds"},
                  {"id", "id", id, "the session"},
                  {"member", "member", id, "who", required, "member"},
                  {"created_at", "created_at", instant, "when they signed in"},
                  {"last_seen_at", "last_seen_at", instant, "when it was used last"},
                  {"expires_at", "expires_at", instant, "when it ends"},
                  {"address", "address", text, "the network address it was opened from"},
                  {"agent", "agent", text, "what the browser says it is"}},
       .told = Told::with_accounts},
      {.name = "one_time_links",
       .table = "one_time_link",
       .what = "Links in letters: confirmation, reset, change of address, claim.",
       .fields = {{"token_hash", "token_hash", text, "SHA-256 of what the link holds"},
                  {"purpose", "purpose", word, "what it is for", required, {}, link_words},
                  {"member", "member", id, "whose", optional, "member"},
                  {"email", "email", text, "the address it was sent to"},
                  {"created_at", "created_at", instant, "when it was made"},
                  {"expires_at", "expires_at", instant, "when it ends"},
                  {"used_at", "used_at", instant, "when it was used", optional}},
       .order = "token_hash",
       .told = Told::with_accounts},
      {.name = "api_tokens",
       .table = "api_token",
       .what = "Tokens for programs.",
       .fields = {{"token_hash", "token_hash", text, "SHA-256 of the token"},
                  {"id", "id", id, "the token"},
                  {"member", "member", id, "in whose name it acts", required, "member"},
                  {"scope", "scope", word, "what it may do", required, {}, scope_words},
                  {"label", "label", text, "what it is for"},
                  {"created_at", "created_at", instant, "when it was made"},
                  {"last_used_at", "last_used_at", instant, "when it was used last", optional}},
       .told = Told::with_accounts},
  };
}

}  // namespace parvis::exchange
