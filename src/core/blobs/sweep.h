// Takes away blobs that nothing refers to: uploads that were never sent, bytes whose rows are gone, what a crash left
// between a put and its row. Run by a job, on one node at a time.
#pragma once

#include "core/blobs/blobs.h"

namespace parvis::blobs {

// Whoever knows what refers to what: the rows of uploads. Used by the sweep from one thread.
class References {
 public:
  virtual ~References() = default;

  // Gives `sum` up, durably, unless something refers to it or is about to: then false. From then on nothing may begin
  // to refer to it before `gone`, and whoever wants to put it must wait for that, since a put and the removal under way
  // could otherwise cross. What was given up in a sweep that died is given up again in the next one.
  virtual bool give_up(const Sum& sum) = 0;
  // Its bytes are removed, or were kept after all: it may come anew.
  virtual void gone(const Sum& sum) = 0;
};

struct Swept {
  std::int64_t seen = 0;
  std::int64_t removed = 0;
  std::uint64_t bytes = 0;  // freed
};

// A day: a form may stay open that long between the upload and the post that shows it.
inline constexpr std::int64_t kLeastAge = kDay;

// Removes every blob that was last put before `now() - least_age` and is given up. Throws what the store throws; what
// was done until then stays done, and the next sweep goes on.
Swept sweep(Blobs& blobs, References& references, std::int64_t least_age = kLeastAge);

}  // namespace parvis::blobs
