#include "core/webauthn/testing/authenticator.h"

#include <sodium.h>

#include "core/crypto/base64url.h"

namespace parvis::webauthn::testing {
namespace {

std::string sha256(std::string_view text) {
  std::string hash(32, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()), reinterpret_cast<const unsigned char*>(text.data()),
                     text.size());
  return hash;
}

std::string client_data(std::string_view challenge, const Ceremony& ceremony, std::string_view kind) {
  return R"({"type":")" + (ceremony.kind.empty() ? std::string(kind) : ceremony.kind) + R"(","challenge":")" +
         crypto::to_base64url(challenge) + R"(","origin":")" + ceremony.origin + "\"" + ceremony.more + "}";
}

std::string head_of(const Ceremony& ceremony, int flags) {
  auto data = sha256(ceremony.party);
  data.push_back(static_cast<char>(flags | (ceremony.present ? 1 : 0) | (ceremony.verified ? 4 : 0)));
  for (int shift = 24; shift >= 0; shift -= 8) data.push_back(static_cast<char>(ceremony.sign_count >> shift & 0xff));
  return data;
}

}  // namespace

MadeAnswer Authenticator::make(std::string_view challenge, const Ceremony& ceremony) const {
  auto data = head_of(ceremony, 0x40) + std::string(16, '\0');
  data.push_back(static_cast<char>(credential_.size() >> 8));
  data.push_back(static_cast<char>(credential_.size() & 0xff));
  data += credential_ + key_.cose();
  std::string object =
      "\xa3\x63"
      "fmt"
      "\x64"
      "none"
      "\x67"
      "attStmt"
      "\xa0\x68"
      "authData"
      "\x59";
  object.push_back(static_cast<char>(data.size() >> 8));
  object.push_back(static_cast<char>(data.size() & 0xff));
  // Shorter data have a shorter head.
  if (data.size() < 256) {
    object.resize(object.size() - 3);
    object.push_back('\x58');
    object.push_back(static_cast<char>(data.size()));
  }
  return {client_data(challenge, ceremony, "webauthn.create"), object + data};
}

UsedAnswer Authenticator::use(std::string_view challenge, const Ceremony& ceremony) const {
  UsedAnswer answer{client_data(challenge, ceremony, "webauthn.get"), head_of(ceremony, 0), ""};
  answer.signature = key_.sign(answer.authenticator_data + sha256(answer.client_data), crypto::EcForm::asn1);
  return answer;
}

}  // namespace parvis::webauthn::testing
