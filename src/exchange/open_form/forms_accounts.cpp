#include "community/members/new_member.h"
#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {

using enum FieldKind;
using enum Presence;

namespace {

Form join_requests() {
  return {.name = "join_requests",
          .table = "join_request",
          .what = "Who asked to join, with what they answered, and what was decided.",
          .fields = {{"member", "member", id, "who", required, "member"},
                     {"answers", "answers", document, "questions, as they were put, and answers"},
                     {"asked_at", "asked_at", instant, "when their address was confirmed", optional},
                     {"decision", "decision", word, "what was decided", required, {}, request_words},
                     {"decided_at", "decided_at", instant, "when", optional},
                     {"decided_by", "decided_by", id, "by whom", optional, "member"},
                     {"word", "word", text, "what was written to them"}},
          .order = "member",
          .told = Told::with_accounts};
}

Form invitations() {
  return {.name = "invitations",
          .table = "invitation",
          .what = "Invitations: by whom, for how many, until when.",
          .fields = {{"id", "id", id, "the invitation"},
                     {"made_by", "made_by", id, "who made it", required, "member"},
                     {"note", "note", text, "for whom, in their words"},
                     {"seats", "seats", number, "how many may come with it"},
                     {"taken", "taken", number, "how many came"},
                     {"created_at", "created_at", instant, "when it was made"},
                     {"expires_at", "expires_at", instant, "until when it lets in"},
                     {"ended_at", "ended_at", instant, "when it was ended before that", optional}}};
}

Form shares() {
  return {.name = "shares",
          .table = "share",
          .what = "Conversations that members hand on, each by an address of their own.",
          .fields = {{"id", "id", id, "the address"},
                     {"member", "member", id, "whose", required, "member"},
                     {"thread", "thread", id, "of which conversation", required, "thread"},
                     {"created_at", "created_at", instant, "when it was made"},
                     {"visits", "visits", number, "how many came by it"}}};
}

Form share_visits() {
  return {.name = "share_visits",
          .table = "share_visit",
          .what = "How many came by such an address on each day.",
          .fields = {{"day", "day", number, "the day, in the community’s zone, since 1970"},
                     {"share", "share", id, "by which address", required, "share"},
                     {"visits", "visits", number, "how many came"}},
          .order = "day, share"};
}

Form shared_members() {
  return {.name = "shared_members",
          .table = "shared_member",
          .what = "Who comes or came from a conversation that was handed on.",
          .fields = {{"member", "member", id, "who", required, "member"},
                     {"share", "share", id, "by which address", required, "share"},
                     {"came_at", "came_at", instant, "when they came in", optional}},
          .order = "member"};
}

Form invited_members() {
  return {.name = "invited_members",
          .table = "invited_member",
          .what = "Who comes or came by which invitation.",
          .fields = {{"member", "member", id, "who", required, "member"},
                     {"invitation", "invitation", id, "by which", required, "invitation"},
                     {"came_at", "came_at", instant, "when they took their seat", optional}},
          .order = "member"};
}

Form second_factors() {
  return {.name = "second_factors",
          .table = "second_factor",
          .what = "Who signs in with a second factor.",
          .fields = {{"member", "member", id, "who", required, "member"},
                     {"secret", "secret", text, "what the app shares with us, in base 32"},
                     {"last_step", "last_step", number, "of the code that was used last"},
                     {"created_at", "created_at", instant, "since when"}},
          .order = "member",
          .told = Told::with_accounts};
}

Form recovery_codes() {
  return {.name = "recovery_codes",
          .table = "recovery_code",
          .what = "Codes for the day the second factor is lost.",
          .fields = {{"code_hash", "code_hash", text, "SHA-256 of the code"},
                     {"member", "member", id, "whose", required, "member"},
                     {"used_at", "used_at", instant, "when it was used", optional}},
          .order = "member, code_hash",
          .told = Told::with_accounts};
}

Form issuers() {
  return {.name = "issuers",
          .table = "issuer",
          .what = "Who vouches for people (OpenID Connect).",
          .fields = {{"id", "id", id, "the issuer"},
                     {"name", "name", text, "as people read it on a button"},
                     {"address", "address", text, "its issuer identifier"},
                     {"client_id", "client_id", text, "what it calls this community"},
                     {"client_secret", "client_secret", text, "what it knows this community by"},
                     {"scopes", "scopes", text, "what is asked of it"},
                     {"makes_members", "makes_members", number, "1: people who come from there may join"},
                     {"is_open", "is_open", number, "1: one may sign in through it"},
                     {"created_at", "created_at", instant, "since when"}},
          .told = Told::with_accounts};
}

Form issuer_accounts() {
  return {.name = "issuer_accounts",
          .table = "issuer_account",
          .what = "Which account held elsewhere is which member.",
          .fields = {{"issuer", "issuer", id, "who vouches", required, "issuer"},
                     {"subject", "subject", text, "what the issuer calls them"},
                     {"member", "member", id, "who", required, "member"},
                     {"label", "label", text, "a name or address to tell the account by"},
                     {"created_at", "created_at", instant, "since when"},
                     {"last_used_at", "last_used_at", instant, "when it was used last", optional}},
          .order = "issuer, subject",
          .told = Told::with_accounts};
}

Form passkeys() {
  return {.name = "passkeys",
          .table = "passkey",
          .what = "Devices that members sign in with. They open accounts at the host they were made for.",
          .fields = {{"id", "id", id, "the passkey"},
                     {"member", "member", id, "whose", required, "member"},
                     {"credential", "credential", text, "its identifier, base64url"},
                     {"public_key", "public_key", text, "COSE, base64url"},
                     {"sign_count", "sign_count", number, "how often it was used, as it says"},
                     {"name", "name", text, "what its holder calls it"},
                     {"created_at", "created_at", instant, "since when"},
                     {"last_used_at", "last_used_at", instant, "when it was used last", optional},
                     {"doubted_at", "doubted_at", instant, "when its counter went back", optional}},
          .told = Told::with_accounts};
}

Form member_imports() {
  return {.name = "member_imports",
          .table = "member_import",
          .what = "Files of people who were invited, with the reason why they may be written to.",
          .fields = {{"id", "id", id, "the file"},
                     {"made_by", "made_by", id, "who brought it in", required, "member"},
                     {"file_name", "file_name", text, "its name"},
                     {"content", "content", text, "what it held, until it was brought in"},
                     {"plan", "plan", document, "what each column is, the legal basis, the pace"},
                     {"state", "state", word, "where it stands", required, {}, import_words},
                     {"created_at", "created_at", instant, "when it was sent"},
                     {"started_at", "started_at", instant, "when its people were brought in", optional},
                     {"ended_at", "ended_at", instant, "when its invitations were ended", optional},
                     {"people", "people", number, "how many are invited"},
                     {"merged", "merged", number, "lines that named somebody again"},
                     {"known", "known", number, "lines of people who had an account"},
                     {"refused", "refused", number, "lines that were refused"},
                     {"refusals", "refusals", text, "those lines with the reasons, as a table"}},
          .told = Told::with_accounts};
}

Form imported_members() {
  return {.name = "imported_members",
          .table = "imported_member",
          .what = "People who are invited by letter.",
          .fields = {{"id", "id", id, "the invitation"},
                     {"import", "import", id, "the file that named them", required, "member_import"},
                     {"email", "email", text, "where the letter goes"},
                     {"name", "name", text, "their name in the file"},
                     {"handle", "handle", text, "the short name in the file"},
                     {"language", "language", text, "in which they are written to"},
                     {"place", "place", text, "where they live"},
                     {"sent_at", "sent_at", instant, "when the letter went out", optional},
                     {"member", "member", id, "who they became", optional, "member"},
                     {"came_at", "came_at", instant, "when", optional}},
          .derived = {{"email_key", "made from the address",
                       [](const Row& row) {
                         return Cell{store::Value::of_text({}), community::email_key(row[2].text)};
                       }}},
          .told = Told::with_accounts};
}

Form letter_troubles() {
  return {.name = "letter_troubles",
          .table = "letter_trouble",
          .what = "Addresses of members to which letters came back or were unwelcome.",
          .fields = {{"member", "member", id, "whose", required, "member"},
                     {"address", "address", text, "which of theirs"},
                     {"days", "days", number, "on how many days letters came back for now"},
                     {"last_at", "last_at", instant, "the last of them"},
                     {"reason", "reason", word, "why letters stopped", required, {}, stop_words},
                     {"status", "status", text, "what the server said"},
                     {"stopped_at", "stopped_at", instant, "since when none are sent", optional}},
          .order = "member",
          .told = Told::with_accounts};
}

}  // namespace

std::vector<Form> forms_of_accounts() {
  return {
      letter_troubles(),
      join_requests(),
      invitations(),
      invited_members(),
      shares(),
      share_visits(),
      shared_members(),
      second_factors(),
      recovery_codes(),
      issuers(),
      issuer_accounts(),
      passkeys(),
      member_imports(),
      imported_members(),
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
                  {"agent", "agent", text, "what the browser says it is"},
                  {"issuer", "issuer", id, "who vouched for them (`issuers`)", optional, "issuer"},
                  {"issuer_subject", "issuer_subject", text, "what the issuer calls them", optional},
                  {"issuer_session", "issuer_session", text, "what the issuer calls their session there", optional}},
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
                  {"used_at", "used_at", instant, "when it was used", optional},
                  {"issuer", "issuer", id, "who vouched for what waits for a second proof (`issuers`)", optional,
                   "issuer"},
                  {"issuer_subject", "issuer_subject", text, "what the issuer calls them", optional},
                  {"issuer_session", "issuer_session", text, "what the issuer calls their session there", optional}},
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
      {.name = "purposes",
       .table = "purpose",
       .what = "What members are asked to agree to.",
       .fields = {{"id", "id", id, "the purpose"},
                  {"slug", "slug", text, "its name in addresses"},
                  {"created_at", "created_at", instant, "when it was made"},
                  {"ended_at", "ended_at", instant, "when it was ended", optional}}},
      {.name = "purpose_texts",
       .table = "purpose_text",
       .what = "The words of it, version by version.",
       .fields = {{"purpose", "purpose", id, "the purpose", required, "purpose"},
                  {"version", "version", number, "1 is the first"},
                  {"name", "name", document, "its name in each language"},
                  {"body", "body", document, "what is agreed to, in each language"},
                  {"asks_again", "asks_again", number, "1: earlier consents do not hold for it"},
                  {"published_at", "published_at", instant, "since when"}},
       .order = "purpose, version"},
      {.name = "consents",
       .table = "consent",
       .what = "The ledger of consents: a line for each time somebody agreed or withdrew.",
       .fields = {{"id", "id", id, "the line"},
                  {"member", "member", id, "who", required, "member"},
                  {"purpose", "purpose", id, "to what", required, "purpose"},
                  {"version", "version", number, "in which version"},
                  {"agrees", "agrees", number, "1 agreed, 0 withdrew"},
                  {"way", "way", word, "how they said it", required, {}, consent_way_words},
                  {"language", "language", text, "in which they read it"},
                  {"body", "body", text, "the words they read"},
                  {"proof", "proof", text, "of which request it came"},
                  {"at", "at", instant, "when"}},
       .told = Told::with_accounts},
      {.name = "erasures",
       .table = "erasure",
       .what = "Who asked to be erased, and who was: what comes back later is erased again.",
       .fields = {{"member", "member", id, "who"},
                  {"words", "words", word, "what becomes of what they wrote", required, {}, words_left_words},
                  {"asked_at", "asked_at", instant, "when they asked"},
                  {"due_at", "due_at", instant, "until when they may come back"},
                  {"done_at", "done_at", instant, "when it was done", optional},
                  {"step", "step", number, "how far it went"},
                  {"after_id", "after_id", number, "and how far within that"}},
       .order = "member"},
  };
}

}  // namespace parvis::exchange
