#include "moderation/contribution_views.h"

#include "community/page/sentence.h"
#include "community/threads/post_text.h"
#include "community/threads/thread.h"
#include "core/text/marks.h"

namespace parvis::moderation {

using namespace community;

namespace {

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

}  // namespace

Surroundings surroundings_of(store::Reader& reader, const Visit& visit, const Contribution& contribution) {
  Surroundings around{.html = rendered(reader, visit, contribution)};
  if (contribution.thread) {
    try {
      auto thread = find_thread(reader, visit.viewer, *visit.spaces, *contribution.thread);
      around.thread_title = std::move(thread.title);
      around.thread_slug = std::move(thread.slug);
      around.thread_language = std::move(thread.language);
    } catch (const NotFound&) {
      around.thread_title.clear();  // moved or deleted: its name is none of theirs any more
    }
  }
  if (auto author = reader.one<AuthorNames>(kAuthor, contribution.author)) {
    around.author_handle = std::move(author->handle);
    around.author_name = std::move(author->name);
    around.author_hue = author->hue;
  }
  return around;
}

void write_place(html::Writer& out, const Visit& visit, const Contribution& contribution, const Surroundings& around) {
  write_parts(out, text::tr_parts(visit.language, place_words(contribution.kind)), [&](std::string_view) {
    if (contribution.thread && around.thread_title.empty()) {
      out.text(visit.tr("a conversation you can no longer read"));
    } else if (contribution.thread) {
      out.element("a",
                  {{"href", thread_path(*contribution.thread, around.thread_slug)}, {"lang", around.thread_language}},
                  text::tie_marks(around.thread_title));
    } else if (const auto* space = visit.spaces->find(contribution.space); space && may_read(visit.viewer, *space)) {
      out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language));
    }
  });
}

void write_contribution(html::Writer& out, const Contribution& contribution, const Surroundings& around) {
  if (!contribution.title.empty()) out.element("h2", text::tie_marks(contribution.title));
  out.open("div", {{"class", "prose"}}).html(stored_html(around.html)).close();
}

}  // namespace parvis::moderation
