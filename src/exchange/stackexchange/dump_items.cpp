#include "exchange/stackexchange/dump_items.h"

#include <algorithm>

#include "core/html/html.h"
#include "core/text/markdown.h"
#include "core/text/unicode.h"
#include "core/text/validate.h"
#include "exchange/words.h"

namespace parvis::exchange {
namespace {

// Above the limits of the site the dump comes from; a row beyond them is no row of such a dump.
constexpr std::size_t kMaxName = 200, kMaxTitle = 300, kMaxTagName = 60, kMaxBadgeName = 100;

// One line as a form would take it: without the marks that would reorder the text around a name.
std::string one_line(std::string_view text) {
  std::string line;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = text::decode(text, at);
    const bool blank = decoded.code == U'\n' || decoded.code == U'\t';
    if (blank) line.push_back(' ');
    if (!blank && !text::is_bidirectional_control(decoded.code)) line.append(text.substr(at, decoded.size));
    at += decoded.size;
  }
  return std::string(text::trim(line));
}

std::string limited(std::string text, std::size_t characters, std::string_view what) {
  if (text.empty()) throw RefusedRow(std::string(what) + " is missing");
  if (text::count_characters(text) > characters) throw RefusedRow(std::string(what) + " is too long");
  return text;
}

template <class SomeItem>
SomeItem begin(const DumpRow& row) {
  SomeItem item;
  item.id = row.number("Id");
  return item;
}

std::string safe_website(std::string website) {
  const bool web = website.starts_with("http://") || website.starts_with("https://");
  return web && html::is_safe_address(website) ? website : std::string();
}

}  // namespace

UserItem read_user(const DumpRow& row) {
  auto item = begin<UserItem>(row);
  item.name = limited(one_line(row.text("DisplayName")), kMaxName, "DisplayName");
  item.created_at = row.instant("CreationDate");
  item.last_seen_at = row.instant_if("LastAccessDate").value_or(item.created_at);
  item.place = one_line(row.text_if("Location"));
  item.website = safe_website(one_line(row.text_if("WebsiteUrl")));
  const auto about = row.text_if("AboutMe");
  if (!about.empty()) {
    item.biography_html = clean_html(about).markup();
    item.biography = markdown_from(item.biography_html);
  }
  item.handle_wish = text::handle_from(item.name);
  return item;
}

void UserItem::move_by(std::int64_t span) {
  created_at = created_at + span;
  last_seen_at = last_seen_at + span;
  if (span != 0) last_seen_at = std::min(last_seen_at, now());
}

TagItem read_tag(const DumpRow& row) {
  auto item = begin<TagItem>(row);
  item.name = limited(one_line(row.text("TagName")), kMaxTagName, "TagName");
  item.excerpt_post = row.number_if("ExcerptPostId");
  item.text_post = row.number_if("WikiPostId");
  return item;
}

PostType read_post_type(const DumpRow& row) {
  const auto type = row.number("PostTypeId");
  if (type < 1 || type > 8) throw RefusedRow("PostTypeId is unknown: " + std::to_string(type));
  return static_cast<PostType>(type);
}

PostItem read_post(const DumpRow& row) {
  auto item = begin<PostItem>(row);
  item.type = read_post_type(row);
  item.owner = row.number_if("OwnerUserId");
  item.created_at = row.instant("CreationDate");
  item.closed_at = row.instant_if("ClosedDate");
  if (item.type == PostType::question) {
    item.title = limited(one_line(row.text("Title")), kMaxTitle, "Title");
    item.slug = text::slug(item.title);
    item.tags = read_tag_names(row.text_if("Tags"));
    item.accepted_answer = row.number_if("AcceptedAnswerId");
  } else if (item.type == PostType::answer) {
    item.parent = row.number("ParentId");
  }
  const auto html = clean_html(row.text_if("Body"));
  item.html = html.markup();
  item.language = language_of(html);
  if (item.type == PostType::tag_excerpt) item.excerpt = text::plain_text(html);
  return item;
}

void PostItem::move_by(std::int64_t span) {
  created_at = created_at + span;
  if (closed_at) closed_at = *closed_at + span;
}

CommentItem read_comment(const DumpRow& row) {
  auto item = begin<CommentItem>(row);
  item.post = row.number("PostId");
  item.user = row.number_if("UserId");
  item.score = row.number_if("Score").value_or(0);
  item.created_at = row.instant("CreationDate");
  item.body = row.text("Text");
  item.html = comment_html(item.body);
  return item;
}

VoteItem read_vote(const DumpRow& row) {
  auto item = begin<VoteItem>(row);
  item.post = row.number("PostId");
  item.type = row.number("VoteTypeId");
  if (item.type < 1 || item.type > 99) throw RefusedRow("VoteTypeId is unknown: " + std::to_string(item.type));
  item.user = row.number_if("UserId");
  item.created_at = row.instant("CreationDate");
  return item;
}

BadgeItem read_badge(const DumpRow& row) {
  auto item = begin<BadgeItem>(row);
  item.user = row.number("UserId");
  item.name = limited(one_line(row.text("Name")), kMaxBadgeName, "Name");
  item.granted_at = row.instant("Date");
  return item;
}

LinkItem read_link(const DumpRow& row) {
  auto item = begin<LinkItem>(row);
  item.post = row.number("PostId");
  item.related = row.number("RelatedPostId");
  item.type = row.number("LinkTypeId");
  if (item.type != 1 && item.type != 3) throw RefusedRow("LinkTypeId is unknown: " + std::to_string(item.type));
  item.created_at = row.instant("CreationDate");
  return item;
}

HistoryItem read_history(const DumpRow& row) {
  auto item = begin<HistoryItem>(row);
  item.type = row.number("PostHistoryTypeId");
  item.post = row.number("PostId");
  item.created_at = row.instant("CreationDate");
  item.user = row.number_if("UserId");
  if (!item.is_writing()) return item;
  item.revision = row.text("RevisionGUID");
  item.text = row.text_if("Text");
  item.reason = one_line(row.text_if("Comment"));
  return item;
}

std::vector<std::string> read_tag_names(std::string_view written) {
  std::vector<std::string> names;
  std::string name;
  for (const char c : written) {
    if (c != '<' && c != '>' && c != '|') {
      name.push_back(c);
    } else if (!name.empty()) {
      names.push_back(std::exchange(name, {}));
    }
  }
  if (!name.empty()) names.push_back(std::move(name));
  return names;
}

}  // namespace parvis::exchange
