// The pictures that members choose for themselves: a face, shown wherever their drawn one or their initial was, and a
// cover for their page. Everybody may see them. Functions over Reader and Transaction; any thread.
#pragma once

#include <optional>

#include "community/files/file.h"

namespace parvis::community {

struct MemberPicture {
  std::int64_t number = 0;
  MemberId member;
  FileKind kind = FileKind::face;
  FileId file;
  std::int64_t hue = 0;
};

std::optional<MemberPicture> picture_of_member(store::Reader& reader, MemberId member, FileKind kind);
std::optional<MemberPicture> face_numbered(store::Reader& reader, std::int64_t number);

// Chooses a file of theirs, of this kind, in the place of the one before, which is taken away.
void choose_picture(store::Transaction& transaction, const Timeline& timeline, const File& file);
// Back to the drawn face, or to no cover. False when there was none.
bool end_picture(store::Transaction& transaction, const Timeline& timeline, MemberId member, FileKind kind);

}  // namespace parvis::community
