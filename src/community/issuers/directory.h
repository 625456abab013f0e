// What issuers publish of themselves, asked for over core/fetch and kept in memory for a while: where to send people,
// where to redeem a code, with which keys they sign. Keys are asked for anew when a token names one that is not known,
// at most once a minute, so that an issuer may change them any day. One directory serves the whole process: what an
// issuer says is the same for everybody. Any thread; at most kAskedAtOnce of them wait for issuers at a time, so that a
// slow one does not hold up the pages of others.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>

#include "community/issuers/issuer.h"
#include "community/issuers/issuer_account.h"
#include "community/issuers/issuer_session.h"
#include "community/issuers/passage.h"
#include "core/fetch/fetch.h"
#include "core/jose/key_set.h"
#include "core/jose/signed_token.h"

namespace parvis::community {

inline constexpr int kAskedAtOnce = 2;  // of the program's workers, of which there are four by preset
inline constexpr std::int64_t kMetadataAge = kHour;
inline constexpr std::int64_t kBetweenKeys = kMinute;

// Something is wrong with what an issuer said; the text is for the log.
struct IssuerTrouble : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// The word itself is not to be believed, whatever the issuer would say.
struct FalseWord : IssuerTrouble {
  using IssuerTrouble::IssuerTrouble;
};

struct IssuerMetadata {
  std::string authorization, token, keys, userinfo;  // addresses; userinfo may be empty
  bool takes_basic = true;                           // client_secret_basic, else client_secret_post
  bool names_itself = false;                         // answers carry "iss" (RFC 9207)
};

class IssuerDirectory {
 public:
  // Each may throw IssuerTrouble.
  IssuerMetadata metadata(const Issuer& issuer);
  // Where the browser is sent, with everything of this passage in the address.
  std::string departure(const Issuer& issuer, const Passage& passage, std::string_view token,
                        const std::string& return_address);
  // Redeems the code that came back and checks all of what it brings.
  ProvenIdentity redeem(const Issuer& issuer, const Passage& passage, std::string_view code,
                        const std::string& return_address);
  // Checks all of a logout token that somebody brought in the issuer's name. May throw FalseWord.
  ToldSignOut told_sign_out(const Issuer& issuer, std::string_view compact);

 private:
  struct Known {
    IssuerMetadata metadata;
    Instant read_at;
    std::shared_ptr<const jose::KeySet> keys;
    Instant keys_read_at;
  };
  std::shared_ptr<const jose::KeySet> keys(const Issuer& issuer, const std::string& address, Instant not_before);
  // Asked for anew when the token names a key that is not among those known.
  std::shared_ptr<const jose::KeySet> keys_for(const Issuer& issuer, const std::string& address,
                                               const jose::SignedToken& token);

  std::mutex mutex_;
  std::map<std::string, Known> known_;  // by issuer identifier
};

IssuerDirectory& issuer_directory();

// May requests go there: https, or http to a host that the configuration allows.
bool is_issuer_address(std::string_view address);

}  // namespace parvis::community
