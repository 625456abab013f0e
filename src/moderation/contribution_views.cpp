#include "moderation/contribution_views.h"

#include "community/page/sentence.h"
#include "community/threads/post.h"
#include "community/threads/post_text.h"
#include "community/threads/thread.h"
#include "core/text/markdown.h"
#include "core/text/marks.h"

namespace parvis::moderation {

using namespace community;

namespace {

constexpr std::size_t kExcerpt = 300;  // of what is answered

constexpr store::Sql kAuthor{"select handle, display_name, hue from member where id = $1"};

struct AuthorNames {
  std::string handle, name;
  int hue = 0;
};

const char* place_words(ContributionKind kind) {
  switch (kind) {
    case ContributionKind::thread: return text::msgid("New conversation in {place}");
    case ContributionKind::reply: return text::msgid("Reply in {place}");
    case ContributionKind::comment: return text::msgid("Comment in {place}");
  }
  return text::msgid("Reply in {place}");
}

std::string rendered(store::Reader& reader, const Visit& visit, const Contribution& contribution) {
  const auto composed = contribution.kind == ContributionKind::comment
                            ? compose_comment(reader, contribution.body, visit.language, visit.origin)
                            : compose_post(reader, contribution.body, visit.language, visit.origin);
  return composed ? composed->html : std::string();
}

const char* place_words(const ModerationCase& flagged, const Surroundings& around) {
  if (flagged.object_kind == ObjectKind::comment) return text::msgid("Comment in {place}");
  return around.number == 1 ? text::msgid("Conversation in {place}") : text::msgid("Post {number} in {place}");
}

void read_author(store::Reader& reader, Surroundings& around, MemberId id) {
  auto author = reader.one<AuthorNames>(kAuthor, id);
  if (!author) return;
  around.author_handle = std::move(author->handle);
  around.author_name = std::move(author->name);
  around.author_hue = author->hue;
}

void read_thread(store::Reader& reader, const Visit& visit, Surroundings& around, ThreadId id) {
  try {
    auto thread = find_thread(reader, visit.viewer, *visit.spaces, id);
    around.thread_title = std::move(thread.title);
    around.thread_slug = std::move(thread.slug);
    around.thread_language = std::move(thread.language);
  } catch (const NotFound&) {
    around.thread_title.clear();  // moved or deleted: its name is none of theirs any more
  }
}

// The first words of what is answered or commented on, where the viewer may read them.
void read_answered(store::Reader& reader, const Visit& visit, Surroundings& around, PostId id) {
  try {
    const auto found = find_post(reader, visit.viewer, *visit.spaces, id);
    if (found.post.deleted()) return;
    around.answered_number = found.post.number;
    around.answered_excerpt = excerpt_of(found.post.html, kExcerpt);
    if (auto author = reader.one<AuthorNames>(kAuthor, found.post.author))
      around.answered_name = std::move(author->name);
  } catch (const NotFound&) {
    around.answered_number = 0;
  }
}

struct PostRow {
  std::int64_t number = 0;
  std::string html;
  PostId reply_to;
};
constexpr store::Sql kPost{"select number, html, coalesce(reply_to, 0) from post where id = $1"};
constexpr store::Sql kComment{"select html from comment where id = $1"};
constexpr store::Sql kTitle{"select title from thread where id = $1"};

}  // namespace

Surroundings surroundings_of(store::Reader& reader, const Visit& visit, const Contribution& contribution) {
  Surroundings around{.title = contribution.title, .html = rendered(reader, visit, contribution)};
  if (contribution.thread) read_thread(reader, visit, around, *contribution.thread);
  if (contribution.post) read_answered(reader, visit, around, *contribution.post);
  read_author(reader, around, contribution.author);
  return around;
}

Surroundings surroundings_of(store::Reader& reader, const Visit& visit, const ModerationCase& flagged) {
  Surroundings around;
  read_thread(reader, visit, around, flagged.thread);
  read_author(reader, around, flagged.author);
  const auto post = reader.one<PostRow>(kPost, flagged.post).value_or(PostRow{});
  around.number = post.number;
  if (flagged.object_kind == ObjectKind::comment) {
    around.html = reader.one<std::string>(kComment, flagged.object).value_or("");
    read_answered(reader, visit, around, flagged.post);
    return around;
  }
  around.html = post.html;
  if (post.number == 1) around.title = reader.one<std::string>(kTitle, flagged.thread).value_or("");
  if (post.reply_to) read_answered(reader, visit, around, post.reply_to);
  return around;
}

namespace {

void write_space(html::Writer& out, const Visit& visit, SpaceId id) {
  const auto* space = visit.spaces->find(id);
  if (!space || !may_read(visit.viewer, *space)) return;
  out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language));
}

void write_thread_link(html::Writer& out, const Visit& visit, const Surroundings& around, const std::string& path) {
  if (around.thread_title.empty()) {
    out.text(visit.tr("a conversation you can no longer read"));
  } else {
    out.element("a", {{"href", path}, {"lang", around.thread_language}}, text::tie_marks(around.thread_title));
  }
}

}  // namespace

void write_place(html::Writer& out, const Visit& visit, const Contribution& contribution, const Surroundings& around) {
  write_parts(out, text::tr_parts(visit.language, place_words(contribution.kind)), [&](std::string_view) {
    if (!contribution.thread) return write_space(out, visit, contribution.space);
    write_thread_link(out, visit, around, thread_path(*contribution.thread, around.thread_slug));
  });
}

void write_place(html::Writer& out, const Visit& visit, const ModerationCase& flagged, const Surroundings& around) {
  write_parts(out, text::tr_parts(visit.language, place_words(flagged, around)), [&](std::string_view place) {
    if (place == "number") {
      out.text(text::format_number(visit.language, around.number));
    } else if (around.number == 1 && flagged.object_kind == ObjectKind::post) {
      write_space(out, visit, flagged.space);
    } else {
      write_thread_link(out, visit, around, post_path(flagged.thread, around.thread_slug, around.number));
    }
  });
}

void write_answered(html::Writer& out, const Visit& visit, const Surroundings& around) {
  if (around.answered_number == 0) return;
  out.open("details", {{"class", "answered-words"}}).open("summary", {{"class", "small"}});
  out.text(visit.tr("What it answers: post {number} by {member}",
                    {{"number", around.answered_number}, {"member", around.answered_name}}));
  out.close().element("p", around.answered_excerpt).close();
}

void write_words(html::Writer& out, const Surroundings& around) {
  if (!around.title.empty()) out.element("h2", text::tie_marks(around.title));
  out.open("div", {{"class", "prose"}}).html(stored_html(around.html)).close();
}

}  // namespace parvis::moderation
