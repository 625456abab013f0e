#include "forum/stored_words.h"

#include "community/files/picture_views.h"
#include "core/text/markdown.h"

namespace parvis::forum {

namespace {

// Wide tables and programs scroll on their own, so the keyboard must be able to enter them (WCAG 2.2, 2.1.1). In the
// sanitiser's writing "<" in a text is always escaped and these two elements have no attributes, so the plain mark is
// the element and nothing else.
std::string with_entrances(std::string html) {
  for (const std::string_view element : {"<table>", "<pre>"}) {
    for (auto at = html.find(element); at != std::string::npos; at = html.find(element, at + element.size())) {
      html.insert(at + element.size() - 1, " tabindex=\"0\"");
    }
  }
  return html;
}

}  // namespace

html::Html words_of(const community::PostView& post) {
  return html::Html::stored(with_entrances(community::with_copies(post.html)));
}
html::Html words_of(const community::CommentView& comment) { return html::Html::stored(comment.html); }
html::Html words_of(const community::DeletedWords& words) {
  return html::Html::stored(with_entrances(community::with_copies(words.html)));
}

std::string excerpt_of(const community::PostView& post, std::size_t characters) {
  return text::excerpt(text::plain_text(words_of(post)), characters);
}

}  // namespace parvis::forum
