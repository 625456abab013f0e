#include "community/threads/standing.h"

#include "core/errors.h"

namespace parvis::community {

void require_standing(const Thread& thread) {
  if (thread.deleted_at) throw Conflict({"This thread was deleted. Restore it first."});
}

}  // namespace parvis::community
