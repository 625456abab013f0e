// What a request names besides its thread (thread_content.h): a post, a comment, a space, a state to turn on or off, a
// place to return to. What names nothing is NotFound or BadRequest. Functions of one visit.
#pragma once

#include <string>
#include <string_view>

#include "community/visit.h"

namespace parvis::forum {

community::PostId post_asked(const community::Visit& visit);        // {post}
community::CommentId comment_asked(const community::Visit& visit);  // {comment}
// {space}: its slug, of a space this viewer may read.
const community::Space& space_asked(const community::Visit& visit);

// A form's field that says on or off ("yes" and "no" too); on when it is not there.
enum class Turned { on, off };
Turned turned(const community::Visit& visit, std::string_view field);

// The form's return_to when it is an address of ours; otherwise `otherwise`.
std::string return_place(const community::Visit& visit, std::string_view otherwise);

}  // namespace parvis::forum
