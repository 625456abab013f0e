#include "community/threads/tag.h"
#include "exchange/open_form/form.h"
#include "exchange/open_form/words_of_form.h"

namespace parvis::exchange {
namespace {

using enum FieldKind;
using enum Presence;

constexpr std::string_view kCounted = "counted anew";

// Where they stand in the fields below.
constexpr std::size_t kTagName = 1, kThreadAuthor = 2, kThreadCreatedAt = 6;

Cell key_of_tag(const Row& row) { return {store::Value::of_text({}), community::tag_key(row[kTagName].text)}; }
Cell author_of_thread(const Row& row) { return row[kThreadAuthor]; }
Cell beginning_of_thread(const Row& row) { return row[kThreadCreatedAt]; }
Cell zero(const Row&) { return {store::Value::of_integer(0)}; }

Form spaces() {
  return {.name = "spaces",
          .table = "space",
          .what = "The places, each with one purpose.",
          .fields = {{"id", "id", id, "the space"},
                     {"slug", "slug", text, "its name in addresses"},
                     {"kind", "kind", word, "its purpose", required, {}, space_kind_words},
                     {"visibility", "visibility", word, "who may read it", required, {}, space_visibility_words},
                     {"position", "position", number, "its place in the list"},
                     {"name", "name", document, "its name in each language"},
                     {"description", "description", document, "what it is for, in each language"},
                     {"created_at", "created_at", instant, "when it was made"},
                     {"closed_at", "closed_at", instant, "when it was closed to writing", optional},
                     {"openness", "openness", word, "what of it is read first", required, {}, openness_words}},
          .derived = {{"threads", kCounted}, {"posts", kCounted}, {"last_activity_at", "that of its threads"}}};
}

Form space_leaders() {
  return {.name = "space_leaders",
          .table = "space_leader",
          .what = "Which leader moderates which space.",
          .fields = {{"space", "space", id, "the space", required, "space"},
                     {"member", "member", id, "the leader", required, "member"}},
          .order = "space, member"};
}

Form space_readers() {
  return {.name = "space_readers",
          .table = "space_reader",
          .what = "Which roles read a space of visibility `chosen`.",
          .fields = {{"space", "space", id, "the space", required, "space"},
                     {"role", "role", id, "the role", required, "custom_role"}},
          .order = "space, role"};
}

Form space_rights() {
  return {.name = "space_rights",
          .table = "space_right",
          .what = "Who may do what in a space, where it differs from what its openness gives.",
          .fields = {{"space", "space", id, "the space", required, "space"},
                     {"standing", "standing", text, "`newcomer`, `member`, `expert`, `leader`, or `role:` and a slug"},
                     {"action", "action", word, "what", required, {}, action_words},
                     {"permission", "permission", word, "whether", required, {}, permission_words}},
          .order = "space, standing, action"};
}

Form tags() {
  return {.name = "tags",
          .table = "tag",
          .what = "The tags.",
          .fields = {{"id", "id", id, "the tag"},
                     {"name", "name", text, "its name"},
                     {"description", "description", text, "what it is about"}},
          .derived = {{"name_key", "made from the name", key_of_tag}, {"threads", kCounted}}};
}

Form threads() {
  return {.name = "threads",
          .table = "thread",
          .what = "The conversations. What they say is in their posts, the first of them numbered 1.",
          .fields = {{"id", "id", id, "the thread"},
                     {"space", "space", id, "where it is", required, "space"},
                     {"author", "author", id, "who opened it", required, "member"},
                     {"title", "title", text, "its title"},
                     {"slug", "slug", text, "the title as its address shows it"},
                     {"language", "language", text, "of its first post"},
                     {"created_at", "created_at", instant, "when it was opened"},
                     {"last_post", "last_post", number, "the last number given to a post; none is given twice"},
                     {"solution", "solution", id, "the post accepted as the answer", optional},
                     {"solution_by", "solution_by", id, "who accepted it", optional},
                     {"solved_at", "solved_at", instant, "when it was accepted", optional},
                     {"pinned_at", "pinned_at", instant, "when it was pinned", optional},
                     {"closed_at", "closed_at", instant, "when it was closed", optional},
                     {"deleted_at", "deleted_at", instant, "when it was deleted", optional},
                     {"deleted_by", "deleted_by", id, "who deleted it", optional}},
          .derived = {{"last_activity_at", "that of its last post", beginning_of_thread},
                      {"last_poster", "the author of its last post", author_of_thread},
                      {"posts", kCounted},
                      {"thanks", kCounted},
                      {"score", kCounted}}};
}

Form thread_tags() {
  return {.name = "thread_tags",
          .table = "thread_tag",
          .what = "Which thread carries which tag.",
          .fields = {{"thread", "thread", id, "the thread", required, "thread"},
                     {"tag", "tag", id, "the tag", required, "tag"}},
          .derived = {{"last_activity_at", "the thread's", zero}},
          .order = "thread, tag"};
}

Form thread_relations() {
  return {.name = "thread_relations",
          .table = "related_thread",
          .what = "Threads that lead to each other.",
          .fields = {{"thread", "thread", id, "the one", required, "thread"},
                     {"other", "other", id, "the other", required, "thread"},
                     {"kind", "kind", word, "what the other is to the one", required, {}, relation_words},
                     {"created_at", "created_at", instant, "since when"}},
          .order = "thread, other, kind"};
}

Form old_slugs() {
  return {.name = "old_thread_slugs",
          .table = "old_thread_slug",
          .what = "Addresses that threads had before; they lead on.",
          .fields = {{"slug", "slug", text, "as the address showed it"},
                     {"thread", "thread", id, "where it leads", required, "thread"}},
          .order = "slug, thread"};
}

Form posts() {
  return {.name = "posts",
          .table = "post",
          .what = "What was written: Markdown as typed, and the safe HTML made of it.",
          .fields = {{"id", "id", id, "the post"},
                     {"thread", "thread", id, "where it stands", required, "thread"},
                     {"number", "number", number, "its number in the thread, from 1"},
                     {"author", "author", id, "who wrote it", required, "member"},
                     {"created_at", "created_at", instant, "when it was published"},
                     {"edited_at", "edited_at", instant, "when it was changed last", optional},
                     {"body", "body", text, "Markdown"},
                     {"html", "html", html, "the same, as shown"},
                     {"renderer", "renderer", number, "the version of the program's renderer that made it"},
                     {"language", "language", text, "in which it is written"},
                     {"reply_to", "reply_to", id, "the post this one answers", optional},
                     {"deleted_at", "deleted_at", instant, "when it was deleted", optional},
                     {"deleted_by", "deleted_by", id, "who deleted it", optional}},
          .derived = {{"revisions", kCounted},
                      {"up", kCounted},
                      {"down", kCounted},
                      {"reactions", "folded from reactions"},
                      {"comments", kCounted}}};
}

Form revisions() {
  return {.name = "revisions",
          .table = "post_revision",
          .what = "What a post said before each edit, and who changed it.",
          .fields = {{"id", "id", id, "the revision"},
                     {"post", "post", id, "the post", required, "post"},
                     {"number", "number", number, "from 1, the text first published"},
                     {"editor", "editor", id, "who made the edit", required, "member"},
                     {"created_at", "created_at", instant, "when"},
                     {"title", "title", text, "the thread's title until then, when the edit changed it", optional},
                     {"tags", "tags", text, "the thread's tags until then, between blanks, likewise", optional},
                     {"body", "body", text, "Markdown until then"},
                     {"reason", "reason", text, "as the editor gave it"}}};
}

Form comments() {
  return {.name = "comments",
          .table = "comment",
          .what = "Short remarks under a post.",
          .fields = {{"id", "id", id, "the comment"},
                     {"post", "post", id, "under which post", required, "post"},
                     {"author", "author", id, "who wrote it", required, "member"},
                     {"created_at", "created_at", instant, "when"},
                     {"body", "body", text, "Markdown of one line"},
                     {"html", "html", html, "the same, as shown"},
                     {"score", "score", number, "votes that came with an import"},
                     {"deleted_at", "deleted_at", instant, "when it was deleted", optional},
                     {"deleted_by", "deleted_by", id, "who deleted it", optional}}};
}

Form contributions() {
  return {.name = "contributions",
          .table = "contribution",
          .what = "What was sent in to be read before it stands there, and what became of it.",
          .fields = {{"id", "id", id, "the contribution"},
                     {"kind", "kind", word, "what it is to be", required, {}, contribution_words},
                     {"author", "author", id, "who sent it in", required, "member"},
                     {"space", "space", id, "where it is to stand", required, "space"},
                     {"thread", "thread", id, "the thread it answers", optional, "thread"},
                     {"post", "post", id, "the post it answers or comments on", optional, "post"},
                     {"title", "title", text, "of a new thread"},
                     {"body", "body", text, "Markdown"},
                     {"tags", "tags", text, "of a new thread, separated by commas"},
                     {"language", "language", text, "its author's"},
                     {"sent_at", "sent_at", instant, "when"},
                     {"decision", "decision", word, "what became of it", required, {}, decision_words},
                     {"decided_at", "decided_at", instant, "when that was decided", optional},
                     {"decided_by", "decided_by", id, "by whom", optional, "member"},
                     {"ground", "ground", word, "on what ground it was turned down", required, {}, ground_words},
                     {"reason", "reason", text, "why it was turned down, in words"},
                     {"published", "published", id, "the post or comment it became", optional},
                     {"held_for", "held_for", text, "why it waits where others' do not"}}};
}

Form moderation_cases() {
  return {.name = "moderation_cases",
          .table = "moderation_case",
          .what = "Words that were flagged, or that who keeps order hid or changed, and what was decided on them.",
          .fields = {{"id", "id", id, "the case"},
                     {"object_kind", "object_kind", word, "a post or a comment", required, {}, object_words},
                     {"object", "object", id, "which"},
                     {"post", "post", id, "the same post, or the one commented on", required, "post"},
                     {"author", "author", id, "whose words they are", required, "member"},
                     {"opened_at", "opened_at", instant, "when it was first flagged, or decided on"},
                     {"flags", "flags", number, "how many members flagged it"},
                     {"decision", "decision", word, "what was decided", required, {}, case_decision_words},
                     {"decided_at", "decided_at", instant, "when", optional},
                     {"decided_by", "decided_by", id, "by whom", optional, "member"},
                     {"ground", "ground", word, "on what ground", required, {}, ground_words},
                     {"reason", "reason", text, "why, in words"}}};
}

Form flags() {
  return {.name = "flags",
          .table = "flag",
          .what = "Who asked for a look at which words, and why.",
          .fields = {{"id", "id", id, "the flag"},
                     {"case", "moderation_case", id, "the case it led to", required, "moderation_case"},
                     {"member", "member", id, "who flagged", required, "member"},
                     {"object_kind", "object_kind", word, "a post or a comment", required, {}, object_words},
                     {"object", "object", id, "which"},
                     {"ground", "ground", word, "on what ground", required, {}, ground_words},
                     {"words", "words", text, "in words"},
                     {"flagged_at", "flagged_at", instant, "when"}}};
}

Form sanctions() {
  return {.name = "sanctions",
          .table = "sanction",
          .what = "Warnings, silences, suspensions and exclusions of members.",
          .fields = {{"id", "id", id, "the sanction"},
                     {"member", "member", id, "of whom", required, "member"},
                     {"kind", "kind", word, "which", required, {}, sanction_words},
                     {"ground", "ground", word, "on what ground", required, {}, ground_words},
                     {"reason", "reason", text, "why, in words"},
                     {"given_by", "given_by", id, "by whom", optional, "member"},
                     {"given_at", "given_at", instant, "when"},
                     {"ends_at", "ends_at", instant, "when it ends by itself", optional},
                     {"lifted_at", "lifted_at", instant, "when it was ended early", optional},
                     {"lifted_by", "lifted_by", id, "by whom", optional, "member"},
                     {"appeal_hash", "appeal_hash", text, "of the token in the letter", optional}}};
}

Form appeals() {
  return {.name = "appeals",
          .table = "appeal",
          .what = "Second looks that members asked for.",
          .fields = {
              {"id", "id", id, "the appeal"},
              {"member", "member", id, "who asked", required, "member"},
              {"object_kind", "object_kind", word, "a case, a contribution or a sanction", required, {}, object_words},
              {"object", "object", id, "which"},
              {"words", "words", text, "what they say"},
              {"sent_at", "sent_at", instant, "when"},
              {"first_by", "first_by", id, "who had decided", optional, "member"},
              {"decision", "decision", word, "what became of it", required, {}, appeal_words},
              {"decided_at", "decided_at", instant, "when that was decided", optional},
              {"decided_by", "decided_by", id, "by whom", optional, "member"},
              {"answer", "answer", text, "what they were told"}}};
}

Form member_notes() {
  return {.name = "member_notes",
          .table = "member_note",
          .what = "What staff noted of members, for each other.",
          .fields = {{"id", "id", id, "the note"},
                     {"member", "member", id, "of whom", required, "member"},
                     {"author", "author", id, "who wrote it", required, "member"},
                     {"body", "body", text, "the note"},
                     {"written_at", "written_at", instant, "when"}}};
}

Form watched_words() {
  return {.name = "watched_words",
          .table = "watched_word",
          .what = "Words and addresses that are looked at more closely.",
          .fields = {{"id", "id", id, "the entry"},
                     {"words", "words", text, "as typed"},
                     {"word_key", "word_key", text, "folded, as texts are held against it"},
                     {"effect", "effect", word, "what becomes of a text that has it", required, {}, watch_words},
                     {"added_by", "added_by", id, "by whom", optional, "member"},
                     {"added_at", "added_at", instant, "when"}}};
}

Form slow_threads() {
  return {.name = "slow_threads",
          .table = "slow_thread",
          .what = "Conversations in which a member writes once in so many seconds.",
          .fields = {{"thread", "thread", id, "the thread", required, "thread"},
                     {"seconds", "seconds", number, "how many"}},
          .order = "thread"};
}

Form former_places() {
  return {.name = "former_places",
          .table = "former_place",
          .what = "Where posts stood before conversations were split or merged: their former addresses.",
          .fields = {{"thread", "thread", id, "the conversation they stood in", required, "thread"},
                     {"number", "number", number, "under which number"},
                     {"post", "post", id, "the post", required, "post"},
                     {"moved_at", "moved_at", instant, "when it went elsewhere"}},
          .order = "thread, number"};
}

}  // namespace

std::vector<Form> forms_of_threads() {
  return {spaces(),        space_leaders(),    space_readers(), space_rights(), tags(),      threads(),
          thread_tags(),   thread_relations(), old_slugs(),     posts(),        revisions(), comments(),
          contributions(), moderation_cases(), flags(),         sanctions(),    appeals(),   member_notes(),
          watched_words(), slow_threads(),     former_places()};
}

}  // namespace parvis::exchange
