// Files sent with the form in which one writes, without script: each is brought, and its name put at the end of the
// words. Functions of one visit.
#pragma once

#include "community/visit.h"
#include "core/html/form.h"

namespace parvis::community {

inline constexpr char kPictureTypes[] = "image/jpeg,image/png,image/webp,image/gif,image/avif,image/heic";
inline constexpr std::size_t kMostAtOnce = 10;

// What was typed, with what the files of the field "file" add to "body". What is wrong with one of them is said beside
// the field, and nothing typed is lost; those before it are in the words.
html::FormState with_attached(Visit& visit);
// Is the form to be shown again before it is sent on: its button for files was pressed, or a file was refused?
bool asks_only_to_attach(const Visit& visit, const html::FormState& state);

}  // namespace parvis::community
