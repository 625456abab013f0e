// Why a letter may be sent. There is no letter without a purpose, and no way to make one that rests on a consent or a
// wish but to ask whoever keeps them (Consents), who is asked once more at the moment of sending. So nothing goes out
// for a purpose that its reader did not agree to, or no longer agrees to. Plain values; Consents are used from any
// thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/store/store.h"

namespace parvis::mail {

class Purpose {
 public:
  enum class Basis {
    service,  // the reader asked for this very letter, or it is about the safety of their account
    consent,  // the reader agreed to letters of this kind, and can end that at any time
    wish,     // what they take part in, told as they chose or as is usual, until they say otherwise
  };

  // "confirm_address", "reset_password": for letters that the account cannot do without.
  static Purpose service(std::string_view kind) { return Purpose(Basis::service, kind, 0, 0); }

  Basis basis() const { return basis_; }
  const std::string& kind() const { return kind_; }  // for the log: never an address
  std::int64_t person() const { return person_; }    // who agreed or wishes; zero for a service
  std::int64_t subject() const { return subject_; }  // to what

 private:
  friend class Consents;
  friend struct PurposeText;  // letter.cpp: to and from its JSON
  Purpose(Basis basis, std::string_view kind, std::int64_t person, std::int64_t subject)
      : basis_(basis), kind_(kind), person_(person), subject_(subject) {}

  Basis basis_;
  std::string kind_;
  std::int64_t person_, subject_;
};

// Whoever keeps what people agreed to.
class Consents {
 public:
  virtual ~Consents() = default;

  // The purpose of a letter to this person about this subject; nothing when they did not agree to it.
  std::optional<Purpose> purpose(store::Reader& reader, std::string_view kind, std::int64_t person,
                                 std::int64_t subject) const {
    if (!agreed(reader, person, subject)) return std::nullopt;
    return Purpose(Purpose::Basis::consent, kind, person, subject);
  }
  // The purpose of a letter of this kind about this subject; nothing when this person wishes none.
  std::optional<Purpose> wish(store::Reader& reader, std::string_view kind, std::int64_t person,
                              std::int64_t subject) const {
    if (!wished(reader, kind, person, subject)) return std::nullopt;
    return Purpose(Purpose::Basis::wish, kind, person, subject);
  }
  // May it still be sent?
  bool allow(store::Reader& reader, const Purpose& purpose) const {
    switch (purpose.basis()) {
      case Purpose::Basis::service: return true;
      case Purpose::Basis::consent: return agreed(reader, purpose.person(), purpose.subject());
      case Purpose::Basis::wish: return wished(reader, purpose.kind(), purpose.person(), purpose.subject());
    }
    return false;
  }

 protected:
  virtual bool agreed(store::Reader& reader, std::int64_t person, std::int64_t subject) const = 0;
  virtual bool wished(store::Reader&, std::string_view, std::int64_t, std::int64_t) const { return false; }
};

}  // namespace parvis::mail
