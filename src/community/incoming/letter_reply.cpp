#include "community/incoming/letter_reply.h"

#include <optional>
#include <string>

#include "community/incoming/letter_files.h"
#include "community/incoming/letters_in.h"
#include "community/incoming/reply_letters.h"
#include "community/members/account.h"
#include "community/members/accounts.h"
#include "community/members/own_act.h"
#include "community/members/viewer_of.h"
#include "community/moderation/contribution.h"
#include "community/moderation/watch.h"
#include "community/pace/pace.h"
#include "community/threads/post.h"
#include "community/threads/visit_act.h"
#include "core/mail/incoming/reply_text.h"
#include "core/text/unicode.h"

namespace parvis::community {
namespace {

// A letter with its history quoted inside may be long; what is told to its author is bounded (reply_letters.h).
constexpr std::size_t kMostReplyText = kMaxBody * 4;

// Everything that is known of the letter before any rule is asked.
struct Reply {
  Account account;
  PostId post;
  std::string sum;
  std::string words;
  std::vector<const mail::LetterPart*> attached = {};  // parts of the letter, which outlives this
};

// Why it is no post: a word for the timeline, a sentence for its author.
struct Refused {
  const char* why;
  Sentence sentence;
};

bool is_from(const mail::LetterPart& letter, const Account& account) {
  const auto from = mail::addresses_in(letter.headers.get("from"));
  return from.size() == 1 && from.front() == mail::small_letters(account.email);
}

// Where the addresses in letters begin: there is no request to ask.
std::string origin_of(const config::Settings::Server& server) {
  if (!server.public_address.empty()) return server.public_address;
  return "http://" + server.address + ":" + std::to_string(server.port);
}

// The member as a visit, so that every rule that pages ask is asked alike.
class AsMember {
 public:
  AsMember(Community& community, const Account& account) : visit_{.community = community, .request = request_} {
    const auto known =
        community.store().read([&](store::Reader& reader) { return viewer_of(reader, account.id, now()); });
    visit_.identity = community.identity();
    visit_.spaces = community.spaces().list();
    visit_.source = Source::letter;
    visit_.origin = origin_of(community.settings().server);
    visit_.language = recipient_of(account, visit_.identity->languages.front()).language;
    is_there_ = known && !community.accounts().sessions().lacks_second_factor(account.id);
    if (known) visit_.viewer = known->viewer;
  }
  const Visit& visit() const { return visit_; }
  bool is_there() const { return is_there_; }

 private:
  http::Request request_;
  Visit visit_;
  bool is_there_ = false;
};

// Why somebody reads it first: empty by the space's own table. Nothing when it may stand at once.
std::optional<std::string> why_held(store::Transaction& transaction, const Act& act, SpaceId id, std::string_view body,
                                    const std::optional<std::string>& suspected) {
  const auto* space = act.spaces.find(id);
  if (space && permission(act.actor, *space, Action::reply) == Permission::waits) return std::string();
  const auto why = why_it_waits(transaction, act, id, body);
  return why ? why : suspected;
}

ReplyFate publish(store::Transaction& transaction, const Visit& visit, const Reply& reply, const PostText& text,
                  const std::optional<std::string>& suspected) {
  if (!mark_read(transaction, reply.sum)) return ReplyFate::dropped;
  const auto act = act_of(visit);
  const auto found = find_post(transaction, visit.viewer, *visit.spaces, reply.post);
  const auto answers = found.post.number > 1 && !found.post.deleted() ? found.post.id : PostId{};
  if (auto why = why_held(transaction, act, found.thread.space, text.body, suspected)) {
    hold(transaction, act,
         {.kind = ContributionKind::reply,
          .space = found.thread.space,
          .thread = found.thread.id,
          .post = answers,
          .title = {},
          .body = text.body,
          .held_for = std::move(*why)});
    return ReplyFate::waiting;
  }
  community::reply(transaction, act, {found.thread.id, answers}, text);
  return ReplyFate::posted;
}

ReplyFate refuse(const Visit& visit, const Reply& reply, const Refused& refused) {
  return visit.community.store().write([&](store::Transaction& transaction) {
    if (!mark_read(transaction, reply.sum)) return ReplyFate::dropped;
    record_own(transaction, visit.community.timeline(), reply.account.id, Verb::letter_refused, Source::letter,
               refused.why);
    tell_refused(transaction, visit, reply.account, {reply.post, refused.sentence, reply.words});
    return ReplyFate::refused;
  });
}

// A letter from elsewhere with the member's token: perhaps another address of theirs, perhaps somebody they forwarded
// ours to. Told to the member, not to who wrote, without what was written, and at most once a day.
ReplyFate refuse_sender(const Visit& visit, const Reply& reply) {
  return visit.community.store().write([&](store::Transaction& transaction) {
    if (!mark_read(transaction, reply.sum)) return ReplyFate::dropped;
    record_own(transaction, visit.community.timeline(), reply.account.id, Verb::letter_refused, Source::letter,
               "sender");
    if (may_write_back(transaction, reply.account.id, now())) {
      tell_refused(transaction, visit, reply.account,
                   {reply.post,
                    {"It came from another address than the one of your account, so we cannot know that it is yours."},
                    {}});
    }
    return ReplyFate::refused;
  });
}

const char* word_for(const Refusal& refusal) {
  switch (refusal.status()) {
    case 403: return "rights";
    case 404: return "gone";
    case 429: return "pace";
    default: return "rule";
  }
}

// Asked before files are brought: pictures cost time, and what is refused or was read before brings none.
enum class Standing { takes_replies, takes_none, read_before };
Standing standing_of(const Visit& visit, const Reply& reply) {
  return visit.community.store().read([&](store::Reader& reader) {
    if (was_read(reader, reply.sum)) return Standing::read_before;
    const auto found = find_post(reader, visit.viewer, *visit.spaces, reply.post);
    return may_reply(visit.viewer, *visit.spaces, found.thread) ? Standing::takes_replies : Standing::takes_none;
  });
}

std::string with_files(const std::string& words, const std::string& markdown) {
  return words.empty() || markdown.empty() ? words + markdown : words + "\n\n" + markdown;
}

ReplyFate try_to_publish(const Visit& visit, const Reply& reply) {
  if (reply.words.empty() && reply.attached.empty()) {
    return refuse(visit, reply, {"empty", {"There are no words of yours in it."}});
  }
  auto& store = visit.community.store();
  try {
    LetterFiles files;
    const auto standing = standing_of(visit, reply);
    if (standing == Standing::read_before) return ReplyFate::dropped;
    if (standing == Standing::takes_replies) files = bring_files(visit, reply.attached);
    const auto body = with_files(reply.words, files.markdown);
    if (body.empty() && standing == Standing::takes_none) {
      return refuse(visit, reply, {"rule", {"This conversation takes no reply of yours at present."}});
    }
    if (body.empty()) return refuse(visit, reply, {"empty", files.left_out.front().why});
    const auto text =
        store.read([&](store::Reader& reader) { return compose_post(reader, body, visit.language, visit.origin); });
    if (!text) return refuse(visit, reply, {"words", text.mistakes().front().sentence});
    keep(visit, Pace::posts);
    const auto suspected = store.read([&](store::Reader& reader) {
      const auto found = find_post(reader, visit.viewer, *visit.spaces, reply.post);
      return why_suspected(reader, act_of(visit), found.thread.space, "\n" + text->body);
    });
    const auto fate = store.write(
        [&](store::Transaction& transaction) { return publish(transaction, visit, reply, *text, suspected); });
    if (!files.left_out.empty() && fate != ReplyFate::dropped) {
      tell_left_out(visit, reply.account, reply.post, files.left_out);
    }
    return fate;
  } catch (const NotFound&) {
    return refuse(visit, reply, {"gone", {"The conversation is no longer where you can read it."}});
  } catch (const Refusal& refusal) {
    return refuse(visit, reply, {word_for(refusal), refusal.sentence()});
  }
}

}  // namespace

ReplyFate take_reply(Community& community, const mail::LetterPart& letter, std::string_view sum,
                     const mail::ReplyPlace& place) {
  const auto drop = [&] {
    community.store().write([&](store::Transaction& transaction) { mark_read(transaction, sum); });
    return ReplyFate::dropped;
  };
  if (mail::is_automatic(letter)) return drop();
  auto account = community.store().read([&](store::Reader& reader) { return find_account(reader, {place.member}); });
  if (!account || account->email.empty()) return drop();
  const bool is_theirs = is_from(letter, *account);
  Reply reply{std::move(*account), {place.post}, std::string(sum), {}, meant_files(letter)};
  const AsMember author(community, reply.account);
  if (!author.is_there()) return drop();
  if (!is_theirs) return refuse_sender(author.visit(), reply);
  reply.words = mail::reply_text(letter);
  reply.words.resize(text::cut_at_character(reply.words, kMostReplyText).size());
  return try_to_publish(author.visit(), reply);
}

}  // namespace parvis::community
