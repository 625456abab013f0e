// The same thing sent twice: a second click, or the button of a page that seemed not to answer. What the same member
// wrote in the same place with the same words a few seconds ago is what they meant. Asked inside the transaction that
// would write it again, so that two at once cannot both pass.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "community/threads/act.h"
#include "community/threads/post.h"

namespace parvis::forum {

inline constexpr std::int64_t kRepetitionWindow = 10 * kSecond;  // nobody writes the same reply twice within that time

std::optional<community::PublishedPost> same_reply(store::Reader& reader, const community::Act& act,
                                                   community::ThreadId thread, std::string_view body);
void foresee_same_reply(store::Reader& reader, const community::Act& act, community::ThreadId thread,
                        std::string_view body);
std::optional<community::OpenedThread> same_thread(store::Reader& reader, const community::Act& act,
                                                   const community::ThreadText& text);
// True when the comment stands there already.
bool same_comment(store::Reader& reader, const community::Act& act, community::PostId post, std::string_view body);

}  // namespace parvis::forum
