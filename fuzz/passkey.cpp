// What an authenticator answers: CBOR, keys, client data.
#include "core/webauthn/cbor.h"
#include "core/webauthn/passkey_answer.h"
#include "fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parvis;
  const auto text = fuzz::text_of(bytes, size);
  webauthn::Cbor cbor(text);
  if (cbor.skip()) fuzz::demand(cbor.rest().size() < text.size(), "an item has at least a byte");
  webauthn::read_cose_key(text);
  const webauthn::Expected here{"square.example", "https://square.example"};
  constexpr std::string_view kMade =
      R"({"type":"webauthn.create","challenge":"YQ","origin":"https://square.example"})";
  try {
    const auto made = webauthn::read_made(kMade, text, here);
    fuzz::demand(made.credential.size() <= webauthn::kMostCredential, "an identifier is bounded");
    fuzz::demand(webauthn::read_cose_key(made.public_key).has_value(), "a key that was taken is a key");
  } catch (const webauthn::Distrust&) {
  }
  try {
    webauthn::read_used(text, text, text, text, here);
  } catch (const webauthn::Distrust&) {
  }
  return 0;
}
