#include "community/passkeys/challenge.h"

#include <charconv>

#include "core/crypto/crypto.h"

namespace parvis::community {
namespace {

constexpr std::size_t kRandom = 43, kMark = 43;  // base64url characters, 256 bits each

constexpr store::Sql kSpend{R"(
  insert into spent_challenge (challenge_hash, expires_at) values ($1, $2) on conflict (challenge_hash) do nothing)"};
constexpr store::Sql kSweep{R"(
  delete from spent_challenge where challenge_hash in (
    select challenge_hash from spent_challenge where expires_at < $1 order by expires_at limit 100))"};

std::string mark_of(std::string_view secret, ChallengeFor what, std::string_view browser, std::string_view made) {
  const std::string purpose = what == ChallengeFor::signing_in ? "passkey to sign in\n" : "passkey to add\n";
  return crypto::keyed_hash(secret, purpose + std::string(browser) + "\n" + std::string(made));
}

}  // namespace

// Random bits, the mark that they are ours, and when they were made: letters and figures throughout.
std::string make_challenge(std::string_view secret, ChallengeFor what, std::string_view browser, Instant at) {
  const auto random = crypto::random_token();
  const auto seconds = std::to_string(at.microseconds / kSecond);
  return random + mark_of(secret, what, browser, random + seconds) + seconds;
}

bool take_challenge(store::Transaction& transaction, std::string_view secret, ChallengeFor what,
                    std::string_view browser, std::string_view challenge, Instant at) {
  if (challenge.size() <= kRandom + kMark || challenge.size() > kRandom + kMark + 12) return false;
  const auto random = challenge.substr(0, kRandom), mark = challenge.substr(kRandom, kMark);
  const auto digits = challenge.substr(kRandom + kMark);
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
  if (error != std::errc() || end != digits.data() + digits.size() || seconds < 0) return false;
  const auto expected = mark_of(secret, what, browser, std::string(random).append(digits));
  const Instant expires{(seconds * kSecond) + kChallengeTime};
  if (!crypto::constant_time_equal(mark, expected) || expires <= at) return false;
  transaction.run(kSweep, at);
  return transaction.run(kSpend, crypto::hash_token(challenge), expires) > 0;
}

}  // namespace parvis::community
