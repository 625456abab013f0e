// Tokens, hashes and passwords, over libsodium. What leaves the program as a secret (a session, a reset link) is stored
// only as its hash. All functions are thread safe; hashing a password takes some 50 ms and 64 MiB on purpose, two at a
// time in the whole process, the others wait.
#pragma once

#include <string>
#include <string_view>

#include "core/secret.h"

namespace parvis::crypto {

// 256 random bits as base64url without padding: 43 characters, safe in an address, a cookie and a header.
std::string random_token();
// SHA-256 of `text` in 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view text);
// What is stored of a token: with 256 random bits in it, a plain SHA-256 cannot be turned back.
std::string hash_token(std::string_view token);
// The same time whatever differs. Lengths are not secret.
bool constant_time_equal(std::string_view a, std::string_view b);

// How much work a password costs. `cheap` is for tests only, where thousands of accounts sign in.
enum class Strength { strong, cheap };

// argon2id in the PHC string form, salt and cost included. strong: 64 MiB and 2 passes (libsodium's "interactive",
// at or above OWASP's minimum of 19 MiB and 2 passes). Throws Fault when there is not enough memory.
std::string hash_password(const Secret& password, Strength strength = Strength::strong);
// False also when `hash` is no such string.
bool verify_password(std::string_view hash, const Secret& password);
// Spends the time of a verification and answers false: for an account that does not exist, so that the answer's time
// does not tell.
bool verify_against_nothing(const Secret& password, Strength strength = Strength::strong);
// Was `hash` made with other costs than `strength`? Then make it anew at the next sign-in.
bool is_outdated(std::string_view hash, Strength strength = Strength::strong);

// HMAC-SHA-256 as base64url without padding: 43 characters.
std::string keyed_hash(std::string_view key, std::string_view message);
// The token hidden in a form: bound to the session and to a purpose ("thread:7 reply"), so that one seen elsewhere is
// worth nothing. `session_secret` is the session's token, never its stored hash.
std::string form_token(std::string_view session_secret, std::string_view purpose);

}  // namespace parvis::crypto
