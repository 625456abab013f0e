// A file on its way in: weighed, told by its bytes, made into copies by the media process, kept as blobs, written down.
// The row comes first, not yet kept, and counts; then the bytes; then the row says that they are there. So the sweep
// (file_sweep.h) never takes bytes that a row is about to name, and what a crash leaves in between is swept. Blocks for
// as long as a picture takes; any thread but the writing one.
#pragma once

#include <string>
#include <string_view>

#include "community/community.h"
#include "community/files/file.h"
#include "community/files/file_rules.h"
#include "community/threads/outcome.h"

namespace parvis::community {

inline constexpr std::size_t kMostFileName = 200;

// What arrived: everything in it was chosen by its sender.
struct SentFile {
  std::string_view name, alt;
  std::string_view bytes;           // lives as long as the call
  FileKind as = FileKind::picture;  // a face or a cover must be a picture; otherwise the bytes tell
};

// Mistakes are about "file" and "alt".
Outcome<File> bring_file(Community& community, const Viewer& member, Source source, const SentFile& sent);

// How much a member has brought: files in the last day, and bytes in all.
struct Brought {
  std::int64_t today = 0, bytes = 0;
};
Brought brought_by(store::Reader& reader, MemberId member, Instant at);
// Why this member may bring no more now, weighed with `bytes` more; nothing when they may.
std::optional<Sentence> why_no_more(const FileRules& rules, const Viewer& member, const Brought& brought,
                                    std::int64_t bytes);

}  // namespace parvis::community
