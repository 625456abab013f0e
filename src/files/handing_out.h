// How files leave: confined, kept by caches, their bytes read only when they are not there already. Functions of one
// visit.
#pragma once

#include "community/files/file.h"
#include "community/visit.h"

namespace parvis::files {

http::Response hand_out(const community::Visit& visit, const community::File& file, const community::FileCopy& copy,
                        community::Seen seen);

}  // namespace parvis::files
