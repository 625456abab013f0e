// Tokens and key sets of issuers.
#include "core/jose/signed_token.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  const auto text = fuzz::text_of(bytes, size);
  static const jose::KeySet nobody = *jose::KeySet::parse(R"({"keys":[]})");
  if (const auto token = jose::SignedToken::parse(text)) {
    fuzz::demand(!token->is_signed_by(nobody), "no key signs nothing");
    jose::text_claim(token->claims(), "sub");
    jose::time_claim(token->claims(), "exp");
  }
  if (const auto keys = jose::KeySet::parse(text)) {
    fuzz::demand(keys->size() <= jose::kMostKeys, "a key set is bounded");
  }
  return 0;
}
