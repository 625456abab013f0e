#include "community/page/thread_rows.h"

#include "community/page/member_views.h"
#include "community/page/sentence.h"
#include "core/text/marks.h"

namespace parvis::community {
namespace {

constexpr std::size_t kTagsInRow = 3;

MemberGlimpse author_of(const ThreadRow& row) {
  return {row.author_handle, row.author_name, row.author_title, row.author_hue, row.author_role};
}

bool asks(const Space* space) { return space && space->kind == SpaceKind::questions; }

void write_title(html::Writer& out, const Visit& visit, const ThreadRow& row, RowHeading heading) {
  heading == RowHeading::second ? out.open("h2") : out.open("h3");
  if (visit.viewer.signed_in() && row.unread() > 0) out.element("span", {{"class", "unseen"}}, visit.tr("Unread:"));
  out.element("a", {{"class", "title-link"}, {"href", row_path(visit, row)}, {"lang", row.language}},
              text::tie_marks(row.title));
  if (row.pinned) write_badge(out, visit.tr("pinned"));
  if (row.solved) write_badge(out, visit.tr("solved"), "good");
  if (row.closed) write_badge(out, visit.tr("closed"));
  out.close();
}

void write_author(html::Writer& out, const Visit& visit, const ThreadRow& row) {
  out.element("b", shown_name(visit, author_of(row)));
  if (row.author_role == Role::expert || row.author_role >= Role::manager) write_role_badge(out, visit, author_of(row));
}

void write_origin(html::Writer& out, const Visit& visit, const ThreadRow& row, const Space* space, ShowSpace show) {
  const bool with_space = show == ShowSpace::yes && space;
  if (!with_space && !asks(space)) return write_author(out, visit, row);
  const auto parts = text::tr_parts(visit.language, !with_space   ? "{author} asks"
                                                    : asks(space) ? "{author} asks in {space}"
                                                                  : "{author} in {space}");
  write_parts(out, parts, [&](std::string_view place) {
    if (place == "author") {
      write_author(out, visit, row);
    } else {
      out.element("a", {{"href", space_path(space->slug)}}, space->name.in(visit.language));
    }
  });
}

void write_meta(html::Writer& out, const Visit& visit, const ThreadRow& row, const RowStyle& style) {
  const auto* space = visit.spaces->find(row.space);
  out.open("p", {{"class", "meta dots"}}).open("span");
  write_origin(out, visit, row, space, style.space);
  out.close();
  if (row.posts > 1 && row.last_poster != row.author && !row.last_poster_name.empty()) {
    out.element("span", visit.tr("last word from {member}", {{"member", row.last_poster_name}}));
  }
  if (style.space == ShowSpace::no && !row.tags.empty()) {
    out.text(" ").open("span", {{"class", "row-tags"}});
    for (std::size_t i = 0; i < std::min(row.tags.size(), kTagsInRow); ++i) {
      out.element("a", {{"class", "tag"}, {"href", tag_path(row.tags[i].key)}}, row.tags[i].name).text(" ");
    }
    out.close();
  }
  out.close();
}

void write_count(html::Writer& out, const Visit& visit, const ThreadRow& row) {
  const auto replies = std::max<std::int64_t>(row.posts - 1, 0);
  out.open("p", {{"class", "count num"}});
  out.element("b", {{"class", replies ? "some" : "none"}}, text::format_compact(visit.language, replies));
  out.text(" ").text(visit.trn("reply", "replies", replies)).text(" ");
  write_brief_time(out, visit, row.last_activity_at);
  out.close();
}

}  // namespace

std::string row_path(const Visit& visit, const ThreadRow& row) {
  if (visit.viewer.signed_in() && row.read_up_to.value_or(0) > 0 && row.unread() > 0) {
    return post_path(row.id, row.slug, *row.read_up_to + 1);
  }
  return thread_path(row.id, row.slug);
}

void write_thread_row(html::Writer& out, const Visit& visit, const ThreadRow& row, const RowStyle& style) {
  const bool unread = visit.viewer.signed_in() && row.unread() > 0;
  out.open("li", {{"class", unread ? "talk unread" : "talk"}});
  write_face(out, row.author_name, row.author_hue);
  out.open("div");
  write_title(out, visit, row, style.heading);
  write_meta(out, visit, row, style);
  out.close();
  write_count(out, visit, row);
  out.close();
}

void write_thread_rows(html::Writer& out, const Visit& visit, const std::vector<ThreadRow>& rows,
                       const RowStyle& style) {
  if (rows.empty()) return;
  out.open("ul", {{"class", "list"}});
  for (const auto& row : rows) write_thread_row(out, visit, row, style);
  out.close();
}

void write_slim_rows(html::Writer& out, const Visit& visit, const std::vector<ThreadRow>& rows) {
  out.open("ul", {{"class", "list"}});
  for (const auto& row : rows) {
    const auto* space = visit.spaces->find(row.space);
    out.open("li").element("a", {{"href", thread_path(row.id, row.slug)}, {"lang", row.language}}, row.title);
    out.open("p", {{"class", "quiet tiny dots"}}).open("span");
    write_brief_time(out, visit, row.created_at);
    out.close();
    if (space) out.element("span", space->name.in(visit.language));
    out.close().close();
  }
  out.close();
}

std::string next_page_path(std::string_view path, std::string_view cursor) {
  return std::string(path) + (path.find('?') == std::string_view::npos ? "?after=" : "&after=") +
         http::percent_encode(cursor);
}

void write_next_page(html::Writer& out, const Visit& visit, std::string_view path, std::string_view cursor) {
  if (cursor.empty()) return;
  out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
  out.element("a", {{"class", "button"}, {"rel", "next"}, {"href", next_page_path(path, cursor)}},
              visit.tr("Next page"))
      .close();
}

}  // namespace parvis::community
