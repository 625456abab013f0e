// Drafts: what a member is writing, kept on the server, one for each place. Not acts, so nothing is recorded.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/threads/outcome.h"
#include "community/types.h"
#include "core/store/store.h"

namespace parvis::community {

// One keeps a few texts in the making; the oldest makes room.
inline constexpr std::int64_t kMaxDrafts = 50;

// Where a draft belongs: "space:<id>" for a new thread ("space:0" while none is chosen), "thread:<id>" for a reply,
// "post:<id>" for an edit. Identifiers as id_text writes them in the text form.
struct DraftPlace {
  enum class Kind { space, thread, post } kind = Kind::space;
  std::int64_t id = 0;
  bool operator==(const DraftPlace&) const = default;
};
std::string draft_place_text(DraftPlace place);
std::optional<DraftPlace> parse_draft_place(std::string_view text);

struct Draft {
  std::string place;
  std::string title;
  std::string body;
  std::string tags;  // as typed
  Instant updated_at;
};
// An empty draft is dropped. Mistakes are about "title", "body", "tags": too long, or not text at all.
Mistakes keep_draft(store::Transaction& transaction, MemberId member, DraftPlace place, const Draft& draft, Instant at);
std::optional<Draft> find_draft(store::Reader& reader, MemberId member, DraftPlace place);
void foresee_draft(store::Reader& reader, MemberId member, DraftPlace place);
void drop_draft(store::Transaction& transaction, MemberId member, DraftPlace place);
std::vector<Draft> list_drafts(store::Reader& reader, MemberId member);  // the latest first

}  // namespace parvis::community
