#include "community/threads/post_edit.h"

#include <algorithm>

#include "community/files/file.h"
#include "community/moderation/watch.h"
#include "community/threads/draft.h"
#include "community/threads/mention.h"
#include "community/threads/newcomer_limit.h"
#include "community/threads/revision.h"
#include "community/threads/thread_store.h"
#include "core/text/mentions.h"
#include "core/text/validate.h"

namespace parvis::community {
namespace {

constexpr store::Sql kSetWords{"update post set body = $2, html = $3, renderer = $4, language = $5 where id = $1"};
constexpr store::Sql kSetThreadLanguage{"update thread set language = $2 where id = $1"};
constexpr store::Sql kHandle{"select handle from member where id = $1"};

struct Changes {
  bool words = false, title = false, tags = false;
  explicit operator bool() const { return words || title || tags; }
};

Changes changes_of(store::Reader& reader, const PostEdit& edit, const PostText& text, const Post& post,
                   const Thread& thread) {
  const bool first = post.number == 1;
  return {.words = text.body != post.body,
          .title = first && edit.title && *edit.title != thread.title,
          .tags = first && edit.tags && !has_tags(reader, thread.id, *edit.tags)};
}

// Members whom this text names and the one before did not.
std::vector<MemberId> newly_mentioned(store::Reader& reader, const Post& before, const PostText& text) {
  if (text.mentioned.empty()) return {};
  const auto named_before = text::extract_mentions(before.body);
  std::vector<MemberId> fresh;
  for (const auto member : text.mentioned) {
    const auto handle = reader.one<std::string>(kHandle, member).value_or("");
    if (std::ranges::find(named_before, handle) == named_before.end()) fresh.push_back(member);
  }
  return fresh;
}

void set_words(store::Transaction& transaction, const Act& act, const Thread& thread, const Post& post,
               const PostText& text, std::string_view reason) {
  const auto html = use_files(transaction, act, post.id, text.html);
  transaction.run(kSetWords, post.id, text.body, html, text.renderer, text.language);
  if (post.number == 1) transaction.run(kSetThreadLanguage, thread.id, text.language);
  const PostHead head{.id = post.id, .thread = post.thread, .number = post.number, .author = post.author};
  auto context = context_of(thread, head, text.body);
  auto activity = in_thread(activity_of(act, Verb::post_edited, ObjectKind::post, post.id.value), thread, post.author);
  if (activity.counterpart) activity.detail = reason;
  record_and_echo(transaction, act, std::move(activity), context);
  record_mentions(transaction, act, thread, context, newly_mentioned(transaction, post, text));
}

}  // namespace

Outcome<std::string> check_reason(std::string_view reason) {
  auto checked = text::check_text(reason, {.min = 0, .max = kMaxReason, .lines = text::Lines::single});
  if (checked.problem) return Mistakes{{"reason", *checked.problem}};
  return std::move(checked.value);
}

EditResult edit_post(store::Transaction& transaction, const Act& act, const PostEdit& edit, const PostText& text) {
  const auto [thread, head] = post_to_edit(transaction, act, edit.post);
  const auto post = *read_post(transaction, edit.post);
  EditResult result{.thread = thread.id, .number = post.number, .slug = thread.slug, .revisions = post.revisions};
  const auto changes = changes_of(transaction, edit, text, post, thread);
  if (changes && edit.revisions != post.revisions) {
    result.kind = EditResult::Kind::conflict;
    result.current_body = post.body;
    result.current_title = thread.title;
    return result;
  }
  if (act.source == Source::page) drop_draft(transaction, act.actor.member, {DraftPlace::Kind::post, post.id.value});
  if (!changes) return result;
  require_measure(transaction, act, text);
  require_calm(transaction, act, thread.space, edit.title.value_or("") + "\n" + text.body);
  keep_revision(transaction, act, post,
                {.title = changes.title ? std::optional(thread.title) : std::nullopt,
                 .tags = changes.tags ? std::optional(tags_text(transaction, thread.id)) : std::nullopt,
                 .reason = edit.reason});
  if (changes.words) set_words(transaction, act, thread, post, text, edit.reason);
  if (changes.title) result.slug = set_title(transaction, act, thread, *edit.title);
  if (changes.tags) set_tags(transaction, act, thread, *edit.tags);
  queue_search(transaction, post.id, instant_of(act));
  result.kind = EditResult::Kind::edited;
  result.revisions = post.revisions + 1;
  return result;
}

}  // namespace parvis::community
