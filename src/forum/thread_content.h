// Finding what a thread's page shows, and reading the parts of its address. Functions of one visit.
#pragma once

#include <memory>

#include "community/threads/thread_page.h"
#include "community/visit.h"

namespace parvis::forum {

// The page of the thread that begins at post `from`, when the viewer may read it; NotFound otherwise.
std::shared_ptr<const community::ThreadContent> thread_content(community::Visit& visit, community::ThreadId thread,
                                                               std::int64_t from);

// {thread} of the route; NotFound when it is no identifier.
community::ThreadId thread_asked(const community::Visit& visit);
// A post's number, from 1; NotFound when it is none.
std::int64_t number_asked(std::string_view text);

}  // namespace parvis::forum
