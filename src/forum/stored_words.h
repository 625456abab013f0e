// The words of posts and comments as the page takes them: the columns that hold what the sanitiser wrote.
#pragma once

#include "community/threads/thread_page.h"
#include "core/html/html.h"

namespace parvis::forum {

html::Html words_of(const community::PostView& post);
html::Html words_of(const community::CommentView& comment);
html::Html words_of(const community::DeletedWords& words);

// The beginning of a post as plain text.
std::string excerpt_of(const community::PostView& post, std::size_t characters);

}  // namespace parvis::forum
