#include "community/incoming/letter_stop.h"

#include "community/letters/standing_news.h"
#include "community/members/account.h"
#include "community/members/letter_words.h"
#include "community/members/new_member.h"
#include "community/members/own_act.h"
#include "core/crypto/crypto.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using text::tr;

constexpr store::Sql kTrouble{R"(
  select letter_trouble.member, letter_trouble.address, letter_trouble.days, letter_trouble.last_at,
         letter_trouble.reason, letter_trouble.status, letter_trouble.stopped_at
  from letter_trouble join member on member.id = letter_trouble.member
  where letter_trouble.member = $1 and member.email = letter_trouble.address)"};
constexpr store::Sql kForget{"delete from letter_trouble where member = $1"};
constexpr store::Sql kKeep{R"(
  insert into letter_trouble (member, address, days, last_at, reason, status, stopped_at)
  values ($1, $2, $3, $4, $5, $6, $7)
  on conflict (member) do update set address = $2, days = $3, last_at = $4, reason = $5, status = $6, stopped_at = $7)"};
constexpr store::Sql kStopped{R"(
  select 1 from member join letter_trouble on letter_trouble.member = member.id
  where member.email_key = $1 and letter_trouble.address = member.email and letter_trouble.stopped_at is not null)"};

// A server that is away says so for each letter: days tell more than letters do.
constexpr std::int64_t kForgiven = 30 * kDay;

void keep(store::Transaction& transaction, const LetterTrouble& trouble) {
  transaction.run(kKeep, trouble.member, trouble.address, trouble.days, trouble.last_at, trouble.reason, trouble.status,
                  trouble.stopped_at);
}

// With one more day counted; nothing when this one is counted already.
std::optional<LetterTrouble> with_day(LetterTrouble trouble, Instant at, std::int64_t most_days) {
  if (trouble.days > 0 && at - trouble.last_at < kDay) return std::nullopt;
  trouble.days = at - trouble.last_at > kForgiven ? 1 : trouble.days + 1;
  trouble.last_at = at;
  if (trouble.days < most_days) return trouble;
  trouble.reason = StopReason::came_back;
  trouble.stopped_at = at;
  return trouble;
}

std::string seal_of(std::string_view secret, const LetterTrouble& trouble) {
  const auto key = crypto::keyed_hash(secret, "letters that go on");
  const auto what = id_text(trouble.member) + " " + trouble.address + " " +
                    std::to_string(trouble.stopped_at.value_or(Instant{}).microseconds);
  return crypto::keyed_hash(key, what).substr(0, 24);
}

}  // namespace

std::optional<LetterTrouble> letter_trouble_of(store::Reader& reader, MemberId member) {
  return reader.one<LetterTrouble>(kTrouble, member);
}

std::optional<LetterTrouble> letter_stop_of(store::Reader& reader, MemberId member) {
  auto trouble = letter_trouble_of(reader, member);
  return trouble && trouble->stopped_at ? std::move(trouble) : std::nullopt;
}

void note_report(store::Transaction& transaction, const Timeline& timeline, MemberId member, const mail::Report& report,
                 std::int64_t most_days, Instant at, Source source) {
  const auto account = find_account(transaction, member);
  if (!account || account->email.empty()) return;
  auto trouble = letter_trouble_of(transaction, member)
                     .value_or(LetterTrouble{.member = member, .address = account->email, .days = 0, .last_at = at});
  if (trouble.stopped_at) return;
  trouble.status = report.status;
  if (report.kind == mail::ReportKind::temporary) {
    const auto counted = with_day(trouble, at, most_days);
    if (!counted) return;
    keep(transaction, *counted);
    return record_own(transaction, timeline, member, Verb::letter_bounced, source, "for now " + report.status);
  }
  const bool unwanted = report.kind == mail::ReportKind::complaint;
  trouble.last_at = at;
  trouble.stopped_at = at;
  trouble.reason = unwanted ? StopReason::unwanted : StopReason::gone;
  keep(transaction, trouble);
  if (unwanted) return record_own(transaction, timeline, member, Verb::letter_complained, source);
  record_own(transaction, timeline, member, Verb::letter_bounced, source, "for good " + report.status);
}

bool ask_to_resume(store::Transaction& transaction, const AccountAct& act, MemberId member, std::string_view secret) {
  const auto stop = letter_stop_of(transaction, member);
  const auto account = find_account(transaction, member);
  if (!stop || !account) return false;
  const auto to = recipient_of(*account, act.language);
  const auto in = to.language;
  send_letter(transaction, act.sender, to,
              {.purpose = "resume_letters",
               .subject = tr(in, "Receive e-mails from {community} again", {{"community", act.sender.community}}),
               .paragraphs = {tr(in, "You asked to receive e-mails again. That this one came shows that they can."),
                              tr(in, "Open this page and press its button.")},
               .button = mail::Button{tr(in, "Receive e-mails again"),
                                      letter_link(act.sender, "/letters/resume/",
                                                  id_text(member) + "." + seal_of(secret, *stop))},
               .closing = {tr(in, "If it was not you, ignore this e-mail: nothing changes.")}});
  return true;
}

std::optional<MemberId> read_resume_token(store::Reader& reader, std::string_view secret, std::string_view token) {
  const auto dot = token.find('.');
  if (dot == std::string_view::npos) return std::nullopt;
  const auto member = parse_id(token.substr(0, dot));
  if (!member) return std::nullopt;
  const auto stop = letter_stop_of(reader, {*member});
  if (!stop || !crypto::constant_time_equal(token.substr(dot + 1), seal_of(secret, *stop))) return std::nullopt;
  return MemberId{*member};
}

bool resume_letters(store::Transaction& transaction, const Timeline& timeline, MemberId member, Source source) {
  if (!letter_stop_of(transaction, member)) return false;
  transaction.run(kForget, member);
  record_own(transaction, timeline, member, Verb::letters_resumed, source);
  return true;
}

bool LetterReach::may_go(store::Reader& reader, const mail::Letter& letter) const {
  return mail::is_asked_for(letter.purpose) || !reader.one<std::int64_t>(kStopped, email_key(letter.to));
}

bool LetterReach::stands(store::Reader& reader, const mail::Letter& letter, Instant posted_at) const {
  return still_stands(reader, letter, posted_at);
}

std::string LetterReach::return_path(store::Reader& reader, std::string_view address) const {
  if (options_.domain.empty()) return {};
  const auto account = account_with_email(reader, address);
  if (!account || account->email != address) return {};
  return mail::bounce_address(options_.secret, account->id.value, address) + "@" + options_.domain;
}

void LetterReach::refused(store::Store& store, const mail::Letter& letter) const {
  store.write([&](store::Transaction& transaction) {
    const auto account = account_with_email(transaction, letter.to);
    if (!account || account->email != letter.to) return;
    // Why is not known: the address, or this one letter. So it counts as for now.
    note_report(transaction, timeline_, account->id, {mail::ReportKind::temporary, {}}, options_.most_days, now(),
                Source::system);
  });
}

}  // namespace parvis::community
