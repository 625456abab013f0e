// What can be said of a database's file before SQLite opens it, in words for the person who runs the program.
#pragma once

#include <filesystem>

namespace parvis::store {

// Throws Fault with a sentence when the file, or the folder where it and its log are made, is on a disk that is
// read-only or may not be written to by this user. Changes nothing.
void expect_writable(const std::filesystem::path& file);

}  // namespace parvis::store
