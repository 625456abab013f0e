// Whether letters still reach an address, and where reports about them come to. What bounced for good, or was called
// unwanted, is asked for at the moment of sending, so that nothing goes there but what its reader has just asked for.
// Used from any thread.
#pragma once

#include <string>
#include <string_view>

#include "core/mail/letter.h"
#include "core/store/store.h"

namespace parvis::mail {

// A letter that is the answer to what somebody did a moment ago on a page: tried even where others are not.
bool is_asked_for(const Purpose& purpose);

class Reach {
 public:
  virtual ~Reach() = default;

  virtual bool may_go(store::Reader& reader, const Letter& letter) const = 0;
  // Whether what it tells may still be told, of a letter that waited for hours: asked of those about others' words.
  virtual bool stands(store::Reader&, const Letter&, Instant /*posted_at*/) const { return true; }
  // The envelope's sender: where servers report. Empty: the sender of all letters.
  virtual std::string return_path(store::Reader& reader, std::string_view address) const = 0;
  // The mail server refused it at once, for good.
  virtual void refused(store::Store& store, const Letter& letter) const = 0;
};

}  // namespace parvis::mail
