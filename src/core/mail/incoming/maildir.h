// Letters that a mail server of this machine leaves in a Maildir: one file each, whole as soon as it stands in `new`.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace parvis::mail {

// Hands each letter in the folder's `new` to `take`, the oldest first, and removes it when that answers true. What is
// not taken stays; after a day it is moved to `cur`, where people find it and it is not tried again. At most some at
// once. Answers how many were removed. A folder that is not there holds none; Fault when it may not be read.
int collect_maildir(const std::filesystem::path& folder, const std::function<bool(std::string_view raw)>& take);

}  // namespace parvis::mail
