#include "forum/stored_words.h"

#include "core/text/markdown.h"

namespace parvis::forum {

html::Html words_of(const community::PostView& post) { return html::Html::stored(post.html); }
html::Html words_of(const community::CommentView& comment) { return html::Html::stored(comment.html); }
html::Html words_of(const community::DeletedWords& words) { return html::Html::stored(words.html); }

std::string excerpt_of(const community::PostView& post, std::size_t characters) {
  return text::excerpt(text::plain_text(words_of(post)), characters);
}

}  // namespace parvis::forum
