#include "community/threads/post_text.h"

#include <algorithm>

#include "community/members/member.h"
#include "community/threads/comment_markdown.h"
#include "core/text/markdown.h"
#include "core/text/validate.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

// Handles and whom they name, each asked of the database once.
class Names {
 public:
  explicit Names(store::Reader& reader) : reader_(reader) {}
  std::optional<MemberId> member(std::string_view handle) {
    const auto known = std::ranges::find(known_, handle, &std::pair<std::string, std::optional<MemberId>>::first);
    if (known != known_.end()) return known->second;
    return known_.emplace_back(handle, member_named(reader_, handle)).second;
  }

 private:
  store::Reader& reader_;
  std::vector<std::pair<std::string, std::optional<MemberId>>> known_;
};

void add_once(std::vector<MemberId>& members, std::optional<MemberId> member) {
  if (member && members.size() < kMaxMentions && std::ranges::find(members, *member) == members.end()) {
    members.push_back(*member);
  }
}

enum class Shape { blocks, one_paragraph };

Outcome<PostText> compose(store::Reader& reader, std::string_view typed, std::size_t max, Shape shape,
                          text::Language fallback, std::string_view origin) {
  auto checked = text::check_text(typed, {.min = 1, .max = max, .lines = text::Lines::many});
  if (checked.problem) return Mistakes{{"body", *checked.problem}};
  Names names(reader);
  const auto rendered =
      text::render_markdown(shape == Shape::blocks ? checked.value : as_one_paragraph(checked.value),
                            {.origin = origin,
                             .is_member = [&](std::string_view handle) { return names.member(handle).has_value(); },
                             .images = shape == Shape::blocks ? text::Images::own : text::Images::none});
  PostText text{.html = rendered.html.markup(), .renderer = text::kRendererVersion};
  text.language = text::tag(text::guess_language(checked.value, fallback));
  for (const auto& handle : rendered.mentions) add_once(text.mentioned, names.member(handle));
  for (const auto& quotation : rendered.quotations) add_once(text.quoted, names.member(quotation.handle));
  text.body = std::move(checked.value);
  return text;
}

}  // namespace

Outcome<PostText> compose_post(store::Reader& reader, std::string_view body, text::Language fallback,
                               std::string_view origin) {
  return compose(reader, body, kMaxBody, Shape::blocks, fallback, origin);
}

Outcome<PostText> compose_comment(store::Reader& reader, std::string_view body, text::Language fallback,
                                  std::string_view origin) {
  return compose(reader, body, kMaxComment, Shape::one_paragraph, fallback, origin);
}

html::Html stored_html(std::string html) { return html::Html::stored(std::move(html)); }

std::string excerpt_of(std::string html, std::size_t characters) {
  return text::excerpt(text::plain_text(stored_html(std::move(html))), characters);
}

}  // namespace parvis::community
