// A dump written by a test: a folder of its own, gone with the object.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace parvis::exchange::testing {

class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
  void write(std::string_view name, std::string_view text) const;
  std::string read(std::string_view name) const;  // empty when there is no such file

 private:
  std::filesystem::path path_;
};

// A small community of bakers: 4 users, 3 questions, 4 answers, a tag text, comments, votes of which one is on a post
// that is gone, badges, links and a history with edits, a rollback and a closing.
void write_bakers(const Folder& folder);

// `rows` between the header and the footer of a dump's file.
std::string dump_file(std::string_view root, std::string_view rows);

}  // namespace parvis::exchange::testing
