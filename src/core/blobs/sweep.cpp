#include "core/blobs/sweep.h"

namespace parvis::blobs {
namespace {

bool is_old(const Blob& blob, Instant at, std::int64_t least_age) { return at - blob.at >= least_age; }

// True when it is removed. A blob put again since it was listed is young: it stays.
bool remove_unused(Blobs& blobs, References& references, const Blob& listed, Instant at, std::int64_t least_age) {
  if (!references.give_up(listed.sum)) return false;
  const auto present = blobs.head(listed.sum);
  const bool unused = present && is_old(*present, at, least_age);
  if (unused) blobs.remove(listed.sum);
  references.gone(listed.sum);
  return unused;
}

}  // namespace

Swept sweep(Blobs& blobs, References& references, std::int64_t least_age) {
  Swept swept;
  const Instant at = now();
  blobs.list([&](const Blob& blob) {
    ++swept.seen;
    if (is_old(blob, at, least_age) && remove_unused(blobs, references, blob, at, least_age)) {
      ++swept.removed;
      swept.bytes += blob.size;
    }
    return true;
  });
  return swept;
}

}  // namespace parvis::blobs
