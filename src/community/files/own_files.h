// What a member sees of the files they brought, and may do with them: say anew what a picture shows, take a file away.
// Whoever manages the community may take away any. Functions over Reader and Transaction; any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "community/files/file.h"
#include "community/threads/outcome.h"

namespace parvis::community {

inline constexpr int kFilesPerPage = 30;

// The latest first; those before this one when it is not zero.
std::vector<File> files_of_member(store::Reader& reader, MemberId member, FileId before = {},
                                  int limit = kFilesPerPage);

// A post that uses it, which the viewer may read.
struct FilePlace {
  ThreadId thread;
  std::string title, slug, language;
  std::int64_t number = 0;
};
std::vector<FilePlace> places_of(store::Reader& reader, const Viewer& viewer, const SpaceList& spaces, FileId file,
                                 int limit = 20);

// The file, when it is the viewer's own or they manage the community; NotFound otherwise.
File file_to_change(store::Reader& reader, const Viewer& viewer, FileId id);

// What it shows, for the texts that will name it; those written keep their words. Mistakes are about "alt".
Outcome<std::string> check_alt(std::string_view alt);
void describe_file(store::Transaction& transaction, const Act& act, FileId id, std::string_view alt);
// Takes it away: where it stood stands its description. Its bytes go with the next sweep, unless others use the same.
void remove_file(store::Transaction& transaction, const Act& act, FileId id);
// All of a member's, without a word on the timeline: for erasing an account, which gives them another face too.
void remove_files_of(store::Transaction& transaction, MemberId member);

}  // namespace parvis::community
