#include "community/privacy/erasure_steps.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

#include "community/members/account.h"
#include "community/members/new_member.h"
#include "community/moderation/lesson.h"
#include "community/privacy/data_copy.h"
#include "community/privacy/erasure_texts.h"
#include "community/privacy/holdings.h"
#include "community/privacy/nameless_text.h"
#include "community/search/indexer.h"
#include "community/segments/condition_parser.h"
#include "core/log/log.h"
#include "core/mail/incoming/incoming_letter.h"

namespace parvis::community {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kAtOnce = 500;  // rows of one write: others write between two

constexpr store::Sql kUnderWay{"select words, step, after_id, done_at from erasure where member = $1"};
constexpr store::Sql kSetStep{"update erasure set step = $2, after_id = 0 where member = $1 and step < $2"};
constexpr store::Sql kSetDone{"update erasure set done_at = $2 where member = $1 and done_at is null"};
constexpr store::Sql kStatus{"select status from member where id = $1"};
constexpr store::Sql kClose{"update member set status = 4, role = 1, password_hash = null where id = $1"};
constexpr store::Sql kCloseUnused{
    "update member set status = 4, role = 1, password_hash = null where id = $1 and status = 2"};
constexpr store::Sql kForgetVoter{R"(
  update vote set member = null where id in (select id from vote where member = $1 order by id limit $2))"};
constexpr store::Sql kEndFollowing{"delete from follow where member = $1 or (kind = 4 and target = $1)"};
constexpr store::Sql kForgetContributions{"delete from contribution where author = $1"};
// What staff wrote to them: of words changed, deleted or turned down, of sanctions and appeals.
constexpr store::Sql kForgetReasons{R"(
  update activity set detail = ''
  where counterpart = $1 and verb in (23, 24, 26, 35, 74, 85, 86, 87, 88, 89, 90, 91, 92))"};
constexpr store::Sql kForgetFlags{"update flag set words = '' where member = $1"};
constexpr store::Sql kForgetCases{"update moderation_case set reason = '' where author = $1"};
constexpr store::Sql kForgetInvitations{"update invitation set note = '' where made_by = $1"};
// The shop knows whose order it was by its number: nothing leads from there to what somebody did here. The accounts
// keep the amounts.
constexpr store::Sql kForgetOrders{"update shop_order set member = null, what = '' where member = $1"};
constexpr store::Sql kForgetBuying{"update gain set member = null, words = '' where member = $1 and kind = 3"};
constexpr store::Sql kForgetBuyer{"update activity set actor = null where actor = $1 and verb = 243"};
constexpr store::Sql kConditions{"select id, condition from segment order by id"};
constexpr store::Sql kSetCondition{"update segment set condition = $2 where id = $1"};
constexpr store::Sql kPlanEnds{"select id, ends_when from plan where ends_when <> '' order by id"};
constexpr store::Sql kSetPlanEnd{"update plan set ends_when = $2 where id = $1"};
constexpr store::Sql kStepConditions{"select id, condition from plan_step where condition <> '' order by id"};
constexpr store::Sql kSetStepCondition{"update plan_step set condition = $2 where id = $1"};
// A list they stood in before they came by another way.
constexpr store::Sql kForgetLists{
    "delete from imported_member where email_key = (select email_key from member where id = $1)"};
constexpr store::Sql kLetters{R"(
  select id, payload, case when failed_at is null then 0 else 1 end from job where kind in ('mail.send', 'letters.turn') and id > $1 order by id limit $2)"};
constexpr store::Sql kDropJob{"delete from job where id = $1"};
constexpr store::Sql kForgetWho{R"(
  update member set handle = $2, handle_key = $3, display_name = $4, name_key = '', email = null, email_key = null,
    email_confirmed_at = null, language = '', time_zone = '', title = '', biography = '', biography_html = '',
    place = '', website = '', hue = 0, last_seen_at = created_at, charter_version = 0
  where id = $1)"};

struct UnderWay {
  WordsLeft words = WordsLeft::stay;
  std::int64_t step = 0;
  std::int64_t after = 0;
  std::optional<Instant> done_at;
};

struct Named {
  std::string name, handle, email;
};

bool has_letters(std::string_view text, std::string_view letters) {
  return !letters.empty() && std::ranges::search(
                                 text, letters, {}, [](char c) { return std::tolower(c); },
                                 [](char c) {
                                   return std::tolower(c);
                                 }).begin() != text.end();
}

bool is_of_handle(char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '-' || c == '.'; }

// "@ana" as it is written in letters: not the end of an address, nor the beginning of another handle.
bool names_handle(std::string_view text, const std::string& handle) {
  if (handle.empty()) return false;
  const auto mark = "@" + handle;
  for (auto at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + 1)) {
    const auto end = at + mark.size();
    if ((at == 0 || !is_of_handle(text[at - 1])) && (end == text.size() || !is_of_handle(text[end]))) return true;
  }
  return false;
}

bool is_full_name(std::string_view name) { return name.find(' ') != std::string_view::npos; }

bool tells_of(std::string_view text, const Named& member) {
  return has_letters(text, member.email) || names_handle(text, member.handle);
}

// Nobody is this member any more: what they could come in by is gone, and no page knows them.
void close_account(const Erasing& erasing, MemberId member) {
  erasing.store.write([&](store::Transaction& transaction) {
    for (const auto& holding : holdings()) {
      if (holding.category != Holds::access || holding.at_erasure != AtErasure::rows_go) continue;
      transaction.run("delete from " + store::Sql::name(holding.table) + " where " + holding.theirs, member);
    }
    const auto status = transaction.one<MemberStatus>(kStatus, member);
    transaction.run(kClose, member);
    if (status != MemberStatus::unconfirmed && status != MemberStatus::former) {
      add_to_tally(transaction, "members", -1);
    }
    erasing.timeline.record(transaction, {.actor = member,
                                          .verb = Verb::signed_out,
                                          .object_kind = ObjectKind::member,
                                          .object = member.value,
                                          .source = Source::system});
  });
}

void drop_rows(const Erasing& erasing, MemberId member) {
  for (const auto& holding : holdings()) {
    if (!holding.is_personal() || holding.at_erasure != AtErasure::rows_go) continue;
    const auto table = store::Sql::name(holding.table);
    const auto some = "delete from " + table + " where (" + holding.theirs + ") and " + holding.key + " in (select " +
                      holding.key + " from " + table + " where (" + holding.theirs + ") order by " + holding.key +
                      " limit $2)";
    for (std::int64_t dropped = 1; dropped > 0;) {
      erasing.give_way();
      dropped = erasing.store.write([&](store::Transaction& t) { return t.run(some, member, kAtOnce); });
    }
  }
}

void forget_gestures(const Erasing& erasing, MemberId member) {
  for (std::int64_t changed = 1; changed > 0;) {
    changed = erasing.store.write([&](store::Transaction& t) { return t.run(kForgetVoter, member, kAtOnce); });
  }
  unlearn_of(erasing.store, member);
  erasing.store.write([&](store::Transaction& transaction) {
    transaction.run(kEndFollowing, member);
    transaction.run(kForgetContributions, member);
    for (const auto* forget : {&kForgetReasons, &kForgetFlags, &kForgetCases, &kForgetInvitations, &kForgetLists,
                               &kForgetOrders, &kForgetBuying, &kForgetBuyer}) {
      transaction.run(*forget, member);
    }
  });
}

// Letters on their way to them, and those that name them. Of other jobs none: they are not theirs. Some at a time:
// a large mailing waits among them.
void drop_letters(const Erasing& erasing, const Named& member) {
  struct Waiting {
    std::int64_t id = 0;
    std::string payload;
    bool has_failed = false;
  };
  std::int64_t after = 0, end = 0;
  do {
    erasing.give_way();
    std::vector<std::int64_t> found;
    end = 0;
    erasing.store.read([&](store::Reader& reader) {
      const auto look = [&](const Waiting& letter) {
        end = letter.id;
        // What failed nobody waits for. A letter that is on its way to somebody else goes for a full name, not for a
        // first name that others have too.
        const bool is_named =
            (letter.has_failed || is_full_name(member.name)) && names_person(letter.payload, member.name);
        if (is_named || tells_of(letter.payload, member)) found.push_back(letter.id);
      };
      reader.each<Waiting>(kLetters, look, after, kAtOnce);
    });
    after = end;
    if (found.empty()) continue;
    erasing.store.write([&](store::Transaction& transaction) {
      for (const auto id : found) transaction.run(kDropJob, id);
    });
  } while (end != 0);
}

// A letter kept as a file breaks its lines with "=" (quoted-printable).
std::string unfolded(std::string text) {
  for (const std::string_view end : {"=\r\n", "=\n"}) {
    for (auto at = text.find(end); at != std::string::npos; at = text.find(end, at)) text.erase(at, end.size());
  }
  return text;
}

// As a mail program shows it: words beyond ASCII travel encoded.
std::string shown_words(const mail::LetterPart& part) {
  std::string words;
  for (const auto& header : part.headers.all()) words.append(mail::decode_words(header.value)).append("\n");
  words.append(part.content);
  for (const auto& one : part.parts) words.append("\n").append(shown_words(one));
  return words;
}

void drop_kept_letters(const config::Settings& settings, const Named& member) {
  std::error_code none;
  for (const auto& entry : fs::directory_iterator(settings.outbox(), none)) {
    if (entry.path().extension() != ".eml") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    const auto kept = content.str();
    auto letter = unfolded(kept);
    if (const auto read = mail::read_letter(kept)) letter.append("\n").append(shown_words(*read));
    if (tells_of(letter, member) || names_person(letter, member.name)) fs::remove(entry.path(), none);
  }
}

// What they wrote to members in the team's name is theirs who received it; the name it was signed with was filled in.
void unsign_words(const Erasing& erasing, MemberId member, const std::string& name) {
  constexpr store::Sql kWritten{
      "select id, body from personal_word where author = $1 and id > $2 order by id limit $3"};
  constexpr store::Sql kSetBody{"update personal_word set body = $2 where id = $1"};
  struct Written {
    std::int64_t id = 0;
    std::string body;
  };
  for (std::int64_t after = 0;;) {
    const auto some = erasing.store.read(
        [&](store::Reader& reader) { return reader.all<Written>(kWritten, member, after, kAtOnce); });
    if (some.empty()) return;
    after = some.back().id;
    erasing.store.write([&](store::Transaction& transaction) {
      for (const auto& one : some) {
        if (names_person(one.body, name)) transaction.run(kSetBody, one.id, without_name(one.body, name));
      }
    });
  }
}

std::string former_handle(MemberId member) { return "former-" + id_text(member); }

// Whether anything of it was about them.
bool rename_in(Condition& condition, const std::string& handle, const std::string& former) {
  bool found = !condition.with.empty() && handle_key(condition.with) == handle_key(handle);
  if (found) condition.with = former;
  for (auto& part : condition.parts) found = rename_in(part, handle, former) || found;
  return found;
}

// Segments of those who had to do with them stay what they are; so do plans for some.
void rename_in_conditions(store::Transaction& transaction, const std::string& handle, const std::string& former) {
  struct Row {
    std::int64_t id = 0;
    std::string condition;
  };
  const auto rename_all = [&](const store::Sql& all, const store::Sql& set) {
    for (const auto& row : transaction.all<Row>(all)) {
      auto read = read_condition(row.condition);
      if (!read.ok() || !rename_in(read.condition, handle, former)) continue;
      transaction.run(set, row.id, to_text(read.condition));
    }
  };
  rename_all(kConditions, kSetCondition);
  rename_all(kPlanEnds, kSetPlanEnd);
  rename_all(kStepConditions, kSetStepCondition);
}

void forget_who(store::Transaction& transaction, MemberId member) {
  const auto handle = former_handle(member);
  transaction.run(kForgetWho, member, handle, handle_key(handle), std::string_view("Former member"));
}

void say_done(const Erasing& erasing, MemberId member) {
  erasing.store.write([&](store::Transaction& transaction) {
    if (transaction.run(kSetDone, member, now()) == 0) return;
    erasing.timeline.record(transaction, {.actor = member,
                                          .verb = Verb::erased,
                                          .object_kind = ObjectKind::member,
                                          .object = member.value,
                                          .source = Source::system});
  });
}

struct Ground {
  const Erasing& erasing;
  MemberId member;
  WordsLeft words;
  Named named;
};

// In this order: what is searched for by name before the name goes, the index after all words.
using Step = void (*)(const Ground&, std::int64_t after);
constexpr std::array<Step, 9> kSteps{
    [](const Ground& g, std::int64_t) { close_account(g.erasing, g.member); },
    [](const Ground& g, std::int64_t after) {
      take_name_out(g.erasing, g.member, {g.named.handle, g.named.email}, after);
    },
    [](const Ground& g, std::int64_t) {
      take_words_out(g.erasing, g.member, g.words);
      unsign_words(g.erasing, g.member, g.named.name);
    },
    [](const Ground& g, std::int64_t) { drop_copies_of(g.erasing.store, g.erasing.settings, g.member); },
    [](const Ground& g, std::int64_t) { drop_rows(g.erasing, g.member); },
    [](const Ground& g, std::int64_t) { forget_gestures(g.erasing, g.member); },
    [](const Ground& g, std::int64_t) {
      drop_letters(g.erasing, g.named);
      drop_kept_letters(g.erasing.settings, g.named);
    },
    [](const Ground& g, std::int64_t) {
      g.erasing.store.write([&](store::Transaction& transaction) {
        rename_in_conditions(transaction, g.named.handle, former_handle(g.member));
        forget_who(transaction, g.member);
      });
    },
    [](const Ground& g, std::int64_t) {
      index_pending(g.erasing.store);
      forget_taken_out(g.erasing.store);
    },
};

std::optional<UnderWay> under_way(store::Store& store, MemberId member) {
  return store.read([&](store::Reader& reader) { return reader.one<UnderWay>(kUnderWay, member); });
}

}  // namespace

std::int64_t forget_unused_account(store::Transaction& transaction, const Timeline& timeline, std::int64_t key) {
  const MemberId member{key};
  if (transaction.run(kCloseUnused, member) == 0) return 0;
  for (const auto& holding : holdings()) {
    if (!holding.is_personal() || holding.at_erasure != AtErasure::rows_go) continue;
    transaction.run("delete from " + store::Sql::name(holding.table) + " where " + holding.theirs, member);
  }
  for (const auto* forget : {&kEndFollowing, &kForgetContributions, &kForgetInvitations, &kForgetLists}) {
    transaction.run(*forget, member);
  }
  forget_who(transaction, member);
  timeline.record(transaction, {.actor = member,
                                .verb = Verb::erased,
                                .object_kind = ObjectKind::member,
                                .object = member.value,
                                .source = Source::system});
  return 1;
}

bool is_erased_by_hand(std::string_view table) {
  static constexpr std::string_view kByHand[] = {
      "data_copy_part", "contribution",  "lesson", "group_letter",   "file",       "file_use",
      "comment",        "post_revision", "post",   "thread",         "tag_text",   "vote",
      "follow",         "job",           "member", "segment_letter", "shop_order", "gain"};
  return std::ranges::find(kByHand, table) != std::end(kByHand);
}

void run_erasure_steps(const Erasing& erasing, MemberId member) {
  auto state = under_way(erasing.store, member);
  const auto account = erasing.store.read([&](store::Reader& reader) { return find_account(reader, member); });
  if (!state || state->done_at || !account) return;
  const Ground ground{erasing, member, state->words, {account->display_name, account->handle, account->email}};
  for (auto step = state->step; step < static_cast<std::int64_t>(kSteps.size()); ++step) {
    erasing.give_way();
    kSteps[static_cast<std::size_t>(step)](ground, step == state->step ? state->after : 0);
    erasing.store.write([&](store::Transaction& transaction) { transaction.run(kSetStep, member, step + 1); });
  }
  say_done(erasing, member);
  log::info("Erased a member", {{"member", id_text(member)}});
}

}  // namespace parvis::community
