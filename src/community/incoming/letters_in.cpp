#include "community/incoming/letters_in.h"

#include "community/incoming/letter_reply.h"
#include "community/incoming/letter_stop.h"
#include "community/members/account.h"
#include "core/crypto/crypto.h"
#include "core/jobs/jobs.h"
#include "core/log/log.h"
#include "core/mail/incoming/imap.h"
#include "core/mail/incoming/maildir.h"

namespace parvis::community {
namespace {

constexpr store::Sql kMark{"insert into letter_in (sum, read_at) values ($1, $2) on conflict (sum) do nothing"};
constexpr store::Sql kRead{"select count(*) from letter_in where sum = $1"};
constexpr store::Sql kForget{"delete from letter_in where read_at < $1"};

// Longer than any server tries.
constexpr std::int64_t kRemembered = 30 * kDay;

std::string sum_of(const mail::LetterPart& letter, std::string_view raw) {
  const auto id = letter.headers.get("message-id");
  return crypto::sha256_hex(id.empty() ? raw : id);
}

LetterFate fate_of(ReplyFate fate) {
  switch (fate) {
    case ReplyFate::posted: return LetterFate::posted;
    case ReplyFate::waiting: return LetterFate::waiting;
    case ReplyFate::refused: return LetterFate::refused;
    case ReplyFate::dropped: break;
  }
  return LetterFate::dropped;
}

// Obeys what is reported about the letter that went to `place`.
LetterFate obey(Community& community, const mail::LetterPart& letter, std::string_view sum,
                const mail::BouncePlace& place) {
  const auto report = mail::read_report(letter);
  if (!report) return LetterFate::dropped;
  return community.store().write([&](store::Transaction& transaction) {
    const auto account = find_account(transaction, {place.member});
    if (!account || mail::address_mark(account->email) != place.mark) return LetterFate::dropped;
    if (!mark_read(transaction, sum)) return LetterFate::dropped;
    note_report(transaction, community.timeline(), account->id, *report, community.settings().incoming.failures, now(),
                Source::letter);
    return LetterFate::reported;
  });
}

LetterFate take(Community& community, const mail::LetterPart& letter, const std::string& sum) {
  const auto& domain = letters_domain(community);
  if (domain.empty()) return LetterFate::dropped;
  const auto secret = mail::reply_secret(community.secret());
  const auto places = mail::places_of(letter, domain);
  for (const auto& local : places) {
    if (const auto place = mail::read_bounce_address(secret, local)) return obey(community, letter, sum, *place);
  }
  for (const auto& local : places) {
    if (const auto place = mail::read_reply_address(secret, local)) {
      return fate_of(take_reply(community, letter, sum, *place));
    }
  }
  return LetterFate::dropped;
}

// Never throws: one letter that cannot be read must not keep the others waiting.
bool taken(Community& community, std::string_view raw) {
  try {
    take_letter(community, raw);
    return true;
  } catch (const std::exception& error) {
    log::error("A letter that came in could not be read", {{"what", error.what()}});
    return false;
  }
}

void look(Community& community) {
  const auto& settings = community.settings().incoming;
  const auto take_one = [&](std::string_view raw) { return taken(community, raw); };
  if (!settings.folder.empty()) mail::collect_maildir(community.settings().data_dir / settings.folder, take_one);
  if (const auto address = mail::parse_mailbox_address(settings.mailbox)) {
    mail::collect_imap({.address = *address, .user = settings.user, .password = settings.password}, take_one);
  }
}

}  // namespace

std::string_view fate_name(LetterFate fate) {
  switch (fate) {
    case LetterFate::posted: return "posted";
    case LetterFate::waiting: return "waiting";
    case LetterFate::refused: return "refused";
    case LetterFate::reported: return "reported";
    case LetterFate::dropped: break;
  }
  return "dropped";
}

LetterFate take_letter(Community& community, std::string_view raw) {
  const auto letter = mail::read_letter(raw);
  const auto fate = letter ? take(community, *letter, sum_of(*letter, raw)) : LetterFate::dropped;
  log::info("Read a letter that came in", {{"bytes", raw.size()}, {"fate", fate_name(fate)}});
  return fate;
}

bool mark_read(store::Transaction& transaction, std::string_view sum) { return transaction.run(kMark, sum, now()) > 0; }

bool was_read(store::Reader& reader, std::string_view sum) { return *reader.one<std::int64_t>(kRead, sum) > 0; }

void collect_letters(Community& community) {
  community.jobs().every("letters.forget", kDay, [](const jobs::Job&, store::Store& store) {
    store.write([](store::Transaction& transaction) { transaction.run(kForget, now() - kRemembered); });
  });
  const auto& settings = community.settings().incoming;
  if (settings.folder.empty() && settings.mailbox.empty()) return;
  if (settings.domain.empty()) {
    log::warning("Letters are not read: [incoming] domain is not set", {});
    return;
  }
  community.jobs().every(
      "letters.collect", settings.every.count() * kSecond,
      [&community](const jobs::Job&, store::Store&) { look(community); }, jobs::Pace::slow);
}

std::shared_ptr<const mail::Reach> letter_reach(Community& community) {
  const auto& settings = community.settings().incoming;
  return std::make_shared<LetterReach>(
      community.timeline(),
      LetterReach::Options{settings.domain, mail::reply_secret(community.secret()), settings.failures});
}

const std::string& letters_domain(const Community& community) { return community.settings().incoming.domain; }

}  // namespace parvis::community
