#include "community/threads/follow.h"
#include "community/threads/tag.h"
#include "forum/follow_views.h"
#include "forum/forum_pages.h"
#include "forum/list_views.h"

namespace parvis::forum {

using namespace community;

namespace {

// A tag that few threads carry is no page to find by a search engine.
constexpr std::int64_t kThreadsToIndex = 3;

void write_tag_line(html::Writer& out, const Visit& visit, const Tag& tag) {
  out.open("li").element("a", {{"class", "tag"}, {"href", tag_path(tag.key)}, {"title", tag.description}}, tag.name);
  out.element("span", {{"class", "num"}}, text::format_number(visit.language, tag.threads)).close();
}

}  // namespace

http::Response show_tags(Visit& visit) {
  const auto tags = visit.community.store().read(
      [&](store::Reader& reader) { return list_tags(reader, visit.viewer, *visit.spaces); });
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", visit.tr("Tags"));
  if (!tags.empty()) out.element("p", visit.tr("What conversations are about, across all spaces."));
  out.close();
  if (tags.empty()) {
    write_empty(out, visit.tr("No tag yet. They appear when somebody gives one to what they write."));
  } else {
    out.open("ul", {{"class", "tag-cloud"}});
    for (const auto& tag : tags) write_tag_line(out, visit, tag);
    out.close();
  }
  const PageHead head{.title = visit.tr("Tags"), .canonical = "/tags", .current = "tags", .width = Width::wide};
  return keep_for_visitors(visit, render_page(visit, head, out.take()), {"tags"});
}

http::Response show_tag(Visit& visit) {
  const std::string cursor(visit.request.query.get("after"));
  Tag tag;
  bool following = false;
  const auto threads = visit.community.store().read([&](store::Reader& reader) {
    tag = find_tag(reader, visit.viewer, *visit.spaces, visit.request.parameter("tag"));
    if (visit.viewer.signed_in()) following = is_following(reader, visit.viewer.member, FollowKind::tag, tag.id.value);
    return list_threads(reader, visit.viewer, *visit.spaces, {.tag = tag.id, .cursor = cursor});
  });
  const auto path = tag_path(tag.key);
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}});
  out.open("h1").open("span", {{"class", "quiet"}}).text("#").close().text(tag.name).close();
  if (visit.viewer.signed_in()) {
    out.open("div", {{"class", "row"}});
    write_follow_form(out, visit, path + "/follow", following);
    out.close();
  }
  out.close();
  if (!tag.description.empty()) out.element("p", tag.description);
  out.element("p", {{"class", "small"}}, visit.trn("{n} thread", "{n} threads", tag.threads)).close();
  write_thread_list(out, visit, threads, path);
  PageHead head{.title = "#" + tag.name,
                .description = tag.description,
                .canonical = path,
                .indexing = cursor.empty() && tag.threads >= kThreadsToIndex ? Indexing::allowed : Indexing::refused,
                .feeds = {{"#" + tag.name, path + "/feed.atom"}},
                .next = threads.next.empty() ? "" : next_page_path(path, threads.next),
                .current = "tags",
                .width = Width::wide};
  return keep_for_visitors(visit, render_page(visit, head, out.take()), {"tags", "tag:" + tag.key});
}

}  // namespace parvis::forum
