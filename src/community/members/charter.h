// The charter: the community's rules, versioned. Joining means accepting a version; older versions stay readable.
// Functions over Reader and Transaction; usable from any thread.
#pragma once

#include <optional>
#include <vector>

#include "community/activity/activity.h"
#include "community/spaces/space.h"
#include "core/store/store.h"

namespace parvis::community {

struct Charter {
  std::int64_t version = 0;
  Instant published_at;
  LocalText body;  // Markdown
};

// The version in force; nothing when the community has none.
std::optional<Charter> current_charter(store::Reader& reader);
std::optional<Charter> charter_version(store::Reader& reader, std::int64_t version);
struct CharterVersion {
  std::int64_t version = 0;
  Instant published_at;
};
std::vector<CharterVersion> charter_versions(store::Reader& reader);  // the latest first

// Is there a version newer than the one this member accepted last?
bool has_new_charter(store::Reader& reader, MemberId member);

// Publishes the next version; the answer is its number.
std::int64_t publish_charter(store::Transaction& transaction, const Timeline& timeline, const LocalText& body,
                             MemberId actor, Instant at, Source source);

}  // namespace parvis::community
