#include "core/crypto/crypto.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>
#include <semaphore>

#include "core/errors.h"

namespace parvis::crypto {
namespace {

constexpr int kHashesAtOnce = 2;  // 128 MiB at most, whatever the number of people signing in
constexpr std::size_t kTokenBytes = 32;

std::counting_semaphore<kHashesAtOnce> hashing{kHashesAtOnce};

class Turn {
 public:
  Turn() { hashing.acquire(); }
  ~Turn() { hashing.release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;
};

// libsodium chooses its fast paths and opens its source of randomness once.
void make_ready() {
  static const bool ready = sodium_init() >= 0;
  if (!ready) throw Fault("libsodium cannot start: the system gives no random numbers");
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

std::string base64url(const unsigned char* data, std::size_t size) {
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(size, kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), data, size, kVariant);
  text.pop_back();  // the terminating zero
  return text;
}

struct Cost {
  unsigned long long passes;
  std::size_t memory;
};

Cost cost_of(Strength strength) {
  if (strength == Strength::cheap) return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
  return {crypto_pwhash_OPSLIMIT_INTERACTIVE, crypto_pwhash_MEMLIMIT_INTERACTIVE};
}

// A well-formed hash that no password gives, of the wanted cost: verifying against it takes the same time as against a
// member's, from the very first call.
std::string nobodys_hash(Strength strength) {
  const auto cost = cost_of(strength);
  return fmt::format("$argon2id$v=19$m={},t={},p=1$c2FsdHNhbHRzYWx0c2FsdA$", cost.memory / 1024, cost.passes) +
         std::string(43, 'A');
}

}  // namespace

std::string random_token() {
  make_ready();
  std::array<unsigned char, kTokenBytes> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  return base64url(bytes.data(), bytes.size());
}

std::string sha256_hex(std::string_view text) {
  std::array<unsigned char, crypto_hash_sha256_BYTES> hash;
  crypto_hash_sha256(hash.data(), bytes_of(text), text.size());
  std::string hex(hash.size() * 2 + 1, '\0');
  sodium_bin2hex(hex.data(), hex.size(), hash.data(), hash.size());
  hex.pop_back();
  return hex;
}

std::string hash_token(std::string_view token) { return sha256_hex(token); }

bool constant_time_equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string hash_password(const Secret& password, Strength strength) {
  make_ready();
  const auto cost = cost_of(strength);
  std::array<char, crypto_pwhash_STRBYTES> text;
  const Turn turn;
  if (crypto_pwhash_str_alg(text.data(), password.reveal().data(), password.size(), cost.passes, cost.memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0) {
    throw Fault("not enough memory to hash a password");
  }
  return text.data();
}

bool verify_password(std::string_view hash, const Secret& password) {
  make_ready();
  std::array<char, crypto_pwhash_STRBYTES> text{};
  if (hash.empty() || hash.size() >= text.size()) return false;
  hash.copy(text.data(), hash.size());
  const Turn turn;
  return crypto_pwhash_str_verify(text.data(), password.reveal().data(), password.size()) == 0;
}

bool verify_against_nothing(const Secret& password, Strength strength) {
  verify_password(nobodys_hash(strength), password);
  return false;
}

bool is_outdated(std::string_view hash, Strength strength) {
  make_ready();
  const auto cost = cost_of(strength);
  return crypto_pwhash_str_needs_rehash(std::string(hash).c_str(), cost.passes, cost.memory) != 0;
}

std::string keyed_hash(std::string_view key, std::string_view message) {
  std::array<unsigned char, crypto_auth_hmacsha256_BYTES> hash;
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
  crypto_auth_hmacsha256_final(&state, hash.data());
  return base64url(hash.data(), hash.size());
}

std::string form_token(std::string_view session_secret, std::string_view purpose) {
  return keyed_hash(session_secret, std::string("form ").append(purpose));
}

}  // namespace parvis::crypto
