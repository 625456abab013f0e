#include "community/letters/thread_letter.h"

#include <fmt/format.h>

#include <algorithm>

#include "community/letters/letter_kinds.h"
#include "community/letters/stopping.h"
#include "community/members/portrait.h"
#include "community/notifications/notification_views.h"
#include "community/notifications/notification_words.h"
#include "community/page/page.h"
#include "community/privacy/consent.h"
#include "core/text/dates.h"
#include "core/text/marks.h"

namespace parvis::community {
namespace {

using text::tr;

constexpr int kMostTidings = 60;
constexpr int kMostPosts = 12;                  // more than these are counted
constexpr std::size_t kMostOfPost = 2'400;      // characters; whoever wrote more is read on the page
constexpr std::int64_t kBefore = 10 * kMinute;  // that an act may be older than what tells of it

constexpr store::Sql kThread{"select author, title, slug, language, space from thread where id = $1"};
constexpr store::Sql kPosts{R"(
  select post.id, post.number, post.author, member.display_name, member.hue, member.status, post.created_at,
         post.html, coalesce(answered.author, 0)
  from post join member on member.id = post.author left join post as answered on answered.id = post.reply_to
  where post.thread = $1 and post.author <> $2 and post.deleted_at is null)"};
constexpr store::Sql kNewOnes{R"( and post.number > $3 and post.created_at >= $4
    and post.number > coalesce((select read_mark.post from read_mark where read_mark.member = $2
                                and read_mark.thread = $1), 0)
  order by post.number limit $5)"};
constexpr store::Sql kThisOne{" and post.id = $3"};
constexpr store::Sql kComments{R"(
  select comment.id, member.display_name, member.hue, member.status, comment.created_at, comment.html
  from comment join member on member.id = comment.author
  where comment.post = $1 and comment.author <> $2 and comment.deleted_at is null and comment.created_at >= $3
  order by comment.created_at, comment.id limit $4)"};

struct ThreadRow {
  MemberId author;
  std::string title, slug, language;
  SpaceId space;
};
struct PostRow {
  PostId id;
  std::int64_t number;
  MemberId author;
  std::string name;
  int hue;
  MemberStatus status;
  Instant at;
  std::string html;
  MemberId answered;
};
struct CommentRow {
  CommentId id;
  std::string name;
  int hue;
  MemberStatus status;
  Instant at;
  std::string html;
};

// One letter in the making.
class Draft {
 public:
  Draft(store::Reader& reader, const LetterContext& context, const LetterReader& to, const ToTell& what, Instant at)
      : reader_(reader), context_(context), to_(to), what_(what), at_(at), in_(to.language) {}

  std::optional<ThreadLetter> write();

 private:
  bool wishes(Topic topic) const { return to_.wishes.of(topic).by_letter == Frequency::at_once; }
  Concern concern_of(const PostRow& post) const;
  static Concern concern_of(const Notification& row) { return row.is_theirs ? Concern::member : Concern::others; }
  std::string path_of(std::string_view path) const { return context_.sender.origin + std::string(path); }
  void add(const Notification& row);
  void add_new_posts();
  void add_one(const Notification& row, Topic topic);
  void add_comments(const Notification& row);
  void add_sentence(const Notification& row);
  void add_post(const PostRow& post, std::string title);
  void add_entry(Instant at, std::string_view path, mail::Entry entry);
  std::string title_of(const PostRow& post) const;
  std::string why() const;
  mail::Parts parts();

  store::Reader& reader_;
  const LetterContext& context_;
  const LetterReader& to_;
  const ToTell& what_;
  Instant at_;
  text::Language in_;
  std::optional<ThreadRow> thread_;
  std::vector<std::int64_t> told_;  // numbers of the posts that stand in it
  struct Told {
    Instant at;
    mail::Entry entry;
  };
  std::vector<Told> entries_;
  std::string first_sentence_;
  PostId last_post_;
  std::int64_t topics_ = 0, told_up_to_ = 0;
  bool begins_ = false, has_more_ = false;
};

Concern Draft::concern_of(const PostRow& post) const {
  const bool is_theirs = (thread_ && thread_->author == to_.member()) || post.answered == to_.member();
  return is_theirs ? Concern::member : Concern::others;
}

std::string Draft::title_of(const PostRow& post) const {
  const auto name = name_in_letter(in_, post.name, post.status);
  if (post.answered == to_.member()) return tr(in_, "{member} answers you", {{"member", name}});
  return tr(in_, "{member} replies", {{"member", name}});
}

void Draft::add_post(const PostRow& post, std::string title) {
  if (std::ranges::find(told_, post.number) != told_.end()) return;
  told_.push_back(post.number);
  told_up_to_ = std::max(told_up_to_, post.number);
  last_post_ = std::max(last_post_, post.id);
  add_entry(post.at, post_path(what_.thread, thread_->slug, post.number),
            {.title = std::move(title),
             .name = name_in_letter(in_, post.name, post.status),
             .hue = unpack_face(post.hue).hue,
             .passages = passages_of(post.html, kMostOfPost)});
}

void Draft::add_entry(Instant at, std::string_view path, mail::Entry entry) {
  entry.address = path_of(path);
  entry.meta = text::date_and_time(at, at_, in_, to_.zone);
  entries_.push_back({at, std::move(entry)});
}

void Draft::add_new_posts() {
  auto posts = reader_.all<PostRow>(kPosts + kNewOnes, what_.thread, to_.member(), what_.told_post,
                                    what_.since - kBefore, kMostPosts + 1);
  has_more_ = posts.size() > static_cast<std::size_t>(kMostPosts);
  if (has_more_) posts.pop_back();
  for (const auto& post : posts) {
    const auto topic = topic_of(NotificationKind::reply, concern_of(post));
    if (!wishes(topic)) continue;
    topics_ |= bit_of(topic);
    add_post(post, title_of(post));
  }
}

void Draft::add_one(const Notification& row, Topic topic) {
  const auto post = reader_.one<PostRow>(kPosts + kThisOne, what_.thread, to_.member(), row.post);
  if (!post || post->number <= what_.told_post) return;
  topics_ |= bit_of(topic);
  const auto name = name_in_letter(in_, post->name, post->status);
  if (row.kind == NotificationKind::mention) return add_post(*post, tr(in_, "{member} names you", {{"member", name}}));
  if (row.kind == NotificationKind::quote) return add_post(*post, tr(in_, "{member} quotes you", {{"member", name}}));
  begins_ = true;
  const auto* space = context_.spaces->find(thread_->space);
  const bool asks = space && space->kind == SpaceKind::questions;
  add_post(*post, asks ? tr(in_, "{member} asks", {{"member", name}})
                       : tr(in_, "{member} opens a conversation", {{"member", name}}));
}

void Draft::add_comments(const Notification& row) {
  for (const auto& comment :
       reader_.all<CommentRow>(kComments, row.post, to_.member(), what_.since - kBefore, kMostPosts)) {
    const auto path = comment_path(what_.thread, thread_->slug, row.post_number, comment.id);
    topics_ |= bit_of(Topic::comments);
    const auto name = name_in_letter(in_, comment.name, comment.status);
    add_entry(comment.at, path,
              {.title = tr(in_, "{member} comments on your post", {{"member", name}}),
               .name = name,
               .hue = unpack_face(comment.hue).hue,
               .passages = passages_of(comment.html, kMostOfPost)});
  }
}

void Draft::add_sentence(const Notification& row) {
  const auto topic = topic_of(row.kind, concern_of(row));
  topics_ |= bit_of(topic);
  const SentenceOf words{to_.member(), context_.identity->reactions, *context_.spaces};
  const auto sentence = plain_sentence(in_, row, words);
  if (first_sentence_.empty()) first_sentence_ = sentence;
  add_entry(row.created_at, notification_path(row), {.title = sentence});
}

void Draft::add(const Notification& row) {
  switch (row.kind) {
    case NotificationKind::reply: add_new_posts(); break;
    case NotificationKind::mention:
    case NotificationKind::quote:
      if (wishes(Topic::named)) add_one(row, Topic::named);
      break;
    case NotificationKind::new_thread:
      if (wishes(Topic::new_threads)) add_one(row, Topic::new_threads);
      break;
    case NotificationKind::comment:
      if (wishes(Topic::comments)) add_comments(row);
      break;
    default:
      if (wishes(topic_of(row.kind, concern_of(row)))) add_sentence(row);
  }
}

// Why it came, by what is nearest to its reader.
std::string Draft::why() const {
  const auto has = [&](Topic topic) { return (topics_ & bit_of(topic)) != 0; };
  if (has(Topic::named)) return tr(in_, "You receive this e-mail because you were named or quoted.");
  if (has(Topic::answers)) return tr(in_, "You receive this e-mail because somebody answered you.");
  if (has(Topic::comments)) return tr(in_, "You receive this e-mail because somebody commented on your words.");
  if (has(Topic::followed)) return tr(in_, "You receive this e-mail because you follow this conversation.");
  if (has(Topic::new_threads))
    return tr(in_, "You receive this e-mail because of a space, a tag or a person you follow.");
  if (has(Topic::thanks)) return tr(in_, "You receive this e-mail because your words were appreciated.");
  if (has(Topic::groups))
    return tr(in_, "You receive this e-mail because it is about a group you belong to or asked to join.");
  return tr(in_, "You receive this e-mail because it is about what you wrote or sent in.");
}

mail::Parts Draft::parts() {
  mail::Parts parts;
  if (thread_) parts.headline = text::tie_marks(thread_->title);
  std::ranges::stable_sort(entries_, {}, &Told::at);
  const auto first = entries_.front().entry.address;
  mail::Section section;
  for (auto& told : entries_) section.entries.push_back(std::move(told.entry));
  parts.sections.push_back(std::move(section));
  if (has_more_) parts.closing.push_back(tr(in_, "There is more to read on the square."));
  const auto label = thread_ ? tr(in_, "Read and answer") : tr(in_, "See it");
  parts.button = mail::Button{label, first};
  parts.footer = why();
  return parts;
}

std::optional<ThreadLetter> Draft::write() {
  const auto rows =
      notifications_to_tell(reader_, to_.viewer, *context_.spaces, what_.thread, what_.since, kMostTidings);
  if (rows.empty()) return std::nullopt;
  if (what_.thread) thread_ = reader_.one<ThreadRow>(kThread, what_.thread);
  if (what_.thread && !thread_) return std::nullopt;
  // Who is named or quoted hears that first, whatever else the post is.
  for (const auto& row : rows) {
    if (row.kind != NotificationKind::reply) add(row);
  }
  for (const auto& row : rows) {
    if (row.kind == NotificationKind::reply) add(row);
  }
  if (entries_.empty()) return std::nullopt;
  auto purpose = consent_ledger().wish(reader_, kThreadLetter, to_.member().value, topics_);
  if (!purpose) return std::nullopt;

  const auto title = thread_ ? text::tie_marks(thread_->title) : first_sentence_;
  auto made = parts();
  const auto answers = answer_address(context_, to_.member(), last_post_);
  if (!answers.empty())
    made.closing.push_back(tr(in_, "You can also answer this e-mail: your answer stands on the square."));
  ThreadLetter written{frame_letter(context_, to_, std::move(*purpose), thread_ && !begins_ ? "Re: " + title : title,
                                    std::move(made), stop_topics(topics_)),
                       std::max(told_up_to_, what_.told_post)};
  written.letter.reply_to = answers;
  if (!thread_) return written;
  const auto host = host_of(context_.sender.origin);
  mail::add_conversation(written.letter, "thread " + id_text(what_.thread), host);
  const auto* space = context_.spaces->find(thread_->space);
  mail::add_list(written.letter, space ? space->name.in(in_) : context_.sender.community,
                 space ? space->slug : "square", host);
  return written;
}

}  // namespace

std::string answer_address(const LetterContext& context, MemberId member, PostId post) {
  if (context.answers_domain.empty() || !post) return {};
  return mail::reply_address(context.answers_secret, member.value, post.value) + "@" + context.answers_domain;
}

std::optional<ThreadLetter> write_thread_letter(store::Reader& reader, const LetterContext& context,
                                                const LetterReader& to, const ToTell& what, Instant at) {
  return Draft(reader, context, to, what, at).write();
}

}  // namespace parvis::community
