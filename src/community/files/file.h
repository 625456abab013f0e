// Files that members bring: pictures, of which only copies made by the media process are kept (core/media), and other
// files where the community takes them. A file belongs to who brought it. It is seen where it is used: by its owner,
// and by whoever may read a post that shows it or links to it, now or in an earlier version. Functions over Reader and
// Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/threads/act.h"
#include "core/blobs/sum.h"

namespace parvis::community {

// The numbers are the database's and stay.
enum class FileKind {
  picture = 1,
  other = 2,
  face = 3,   // of its owner: member_picture.h
  cover = 4,  // of their page
};

struct File {
  FileId id;
  MemberId member;
  Instant created_at;
  std::optional<Instant> kept_at;
  FileKind kind = FileKind::picture;
  std::string name, type, alt;
  std::int64_t width = 0, height = 0;
  std::int64_t bytes = 0;
};
struct FileCopy {
  FileId file;
  std::string label, sum, type;
  std::int64_t bytes = 0;
};

inline constexpr std::string_view kOnlyCopy = "file";  // the label of what has no sizes

// "/files/ID": what a text names it by, and where its plain copy is.
std::string file_path(FileId id);

std::optional<File> find_file(store::Reader& reader, FileId id);
// The copy of this label; of a picture without one the plain JPEG, of another file its only one.
std::optional<FileCopy> find_copy(store::Reader& reader, const File& file, std::string_view label);

// Who may see a file: everybody, so that caches on the way may keep it; this viewer; or not this viewer.
enum class Seen { by_all, by_viewer, no };
Seen seen(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, const File& file);

// How a text names it: "![what it shows](/files/ID)", or "[name](/files/ID)".
std::string markdown_of(const File& file);

inline constexpr std::size_t kMostAlt = 500;  // bytes or characters: what a sentence or two need
// A walk through a repair, a photo wall of a ride; more is an album, and every reader of the page would pay for it.
inline constexpr std::size_t kMaxFiles = 60;

// Whether rendered words show or link to files at all: quickly, for what is written often.
bool names_files(std::string_view html);
// What writing a post does with the files its words name. Those that the actor may not see, or that are gone, are left
// out of account: their address leads nowhere. Gives the words with the measures of the pictures, so that nothing
// jumps, and keeps that the post uses them. What earlier words of it used stays used: they are its history.
std::string use_files(store::Transaction& transaction, const Act& act, PostId post, std::string html);

}  // namespace parvis::community
