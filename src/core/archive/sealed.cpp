#include "core/archive/sealed.h"

#include <sodium.h>

#include <array>

namespace parvis::archive {
namespace {

constexpr std::string_view kMark = "parvis sealed 1\n";
constexpr std::size_t kPiece = 64 * 1024;
constexpr std::size_t kMore = crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t kSalt = crypto_pwhash_SALTBYTES;
constexpr std::size_t kStreamHead = crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t kHead = kMark.size() + kSalt + 8 + kStreamHead;
static_assert(kHead == 64);

// What a stranger's file may ask for: it should not take the machine's memory or its day.
constexpr std::uint32_t kMostPasses = 16;
constexpr std::uint32_t kMostKib = 1024 * 1024;

unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

struct Cost {
  std::uint32_t passes, kib;
};

Cost cost_of(crypto::Strength strength) {
  if (strength == crypto::Strength::cheap) return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN / 1024};
  return {crypto_pwhash_OPSLIMIT_MODERATE, crypto_pwhash_MEMLIMIT_MODERATE / 1024};
}

void append_number(std::string& text, std::uint32_t number) {
  for (int i = 0; i < 4; ++i) text += static_cast<char>(number >> (8 * i));
}

std::uint32_t number_at(std::string_view text, std::size_t at) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < 4; ++i) number |= std::uint32_t{static_cast<unsigned char>(text[at + i])} << (8 * i);
  return number;
}

// Wiped when it goes.
struct Key {
  Key(const Secret& passphrase, std::string_view salt, Cost cost) {
    if (sodium_init() < 0) throw Fault("libsodium cannot start: the system gives no random numbers");
    if (crypto_pwhash(bytes.data(), bytes.size(), passphrase.reveal().data(), passphrase.size(), bytes_of(salt),
                      cost.passes, std::size_t{cost.kib} * 1024, crypto_pwhash_ALG_ARGON2ID13) != 0) {
      throw Fault("There is not enough memory to make the key from the passphrase.");
    }
  }
  ~Key() { sodium_memzero(bytes.data(), bytes.size()); }
  Key(const Key&) = delete;
  Key& operator=(const Key&) = delete;
  std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES> bytes;
};

}  // namespace

struct SealedSink::State {
  crypto_secretstream_xchacha20poly1305_state stream;
};

SealedSink::SealedSink(Sink& out, const Secret& passphrase, crypto::Strength strength)
    : out_(out), first_(kMark), state_(std::make_unique<State>()) {
  const auto cost = cost_of(strength);
  std::string salt(kSalt, '\0');
  randombytes_buf(salt.data(), salt.size());
  const Key key(passphrase, salt, cost);
  std::string head(kStreamHead, '\0');
  crypto_secretstream_xchacha20poly1305_init_push(&state_->stream, bytes_of(head), key.bytes.data());
  first_ += salt;
  append_number(first_, cost.passes);
  append_number(first_, cost.kib);
  first_ += head;
  out_.write(first_);
}

SealedSink::~SealedSink() { sodium_memzero(&state_->stream, sizeof(state_->stream)); }

// A full piece goes out only when more follows it: the last one, which says so, must be known as such.
void SealedSink::write(std::string_view piece) {
  while (!piece.empty()) {
    if (waiting_.size() == kPiece) {
      seal(waiting_, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
      waiting_.clear();
    }
    const auto part = piece.substr(0, kPiece - waiting_.size());
    waiting_ += part;
    piece.remove_prefix(part.size());
  }
}

void SealedSink::seal(std::string_view piece, unsigned char tag) {
  std::string sealed(piece.size() + kMore, '\0');
  crypto_secretstream_xchacha20poly1305_push(&state_->stream, bytes_of(sealed), nullptr, bytes_of(piece), piece.size(),
                                             bytes_of(std::string_view(first_)), first_.size(), tag);
  first_.clear();
  out_.write(sealed);
}

void SealedSink::finish() {
  seal(waiting_, crypto_secretstream_xchacha20poly1305_TAG_FINAL);
  out_.finish();
}

struct SealedSource::State {
  crypto_secretstream_xchacha20poly1305_state stream;
};

SealedSource::SealedSource(Source& in, const Secret& passphrase)
    : in_(in), first_(kHead, '\0'), state_(std::make_unique<State>()) {
  if (in_.read(first_.data(), first_.size()) != kHead || !std::string_view(first_).starts_with(kMark)) {
    throw Fault("This is no sealed archive, or only its first bytes.");
  }
  const auto rest = std::string_view(first_).substr(kMark.size());
  const Cost cost{number_at(rest, kSalt), number_at(rest, kSalt + 4)};
  if (cost.passes < 1 || cost.passes > kMostPasses || cost.kib < 8 || cost.kib > kMostKib) {
    throw Fault("The archive is damaged: it asks for a key that nobody makes.");
  }
  const Key key(passphrase, rest.substr(0, kSalt), cost);
  const auto head = rest.substr(kSalt + 8);
  if (crypto_secretstream_xchacha20poly1305_init_pull(&state_->stream, bytes_of(head), key.bytes.data()) != 0) {
    throw Fault("The archive is damaged in its first bytes.");
  }
  open_next();
}

SealedSource::~SealedSource() { sodium_memzero(&state_->stream, sizeof(state_->stream)); }

void SealedSource::open_next() {
  std::string sealed(kPiece + kMore, '\0');
  sealed.resize(in_.read(sealed.data(), sealed.size()));
  const bool is_first = !first_.empty();
  if (sealed.size() < kMore) throw Fault("The archive is cut: its end is missing.");
  piece_.assign(sealed.size() - kMore, '\0');
  given_ = 0;
  unsigned char tag = 0;
  if (crypto_secretstream_xchacha20poly1305_pull(&state_->stream, bytes_of(piece_), nullptr, &tag,
                                                 bytes_of(std::string_view(sealed)), sealed.size(),
                                                 bytes_of(std::string_view(first_)), first_.size()) != 0) {
    throw Fault(is_first
                    ? "The passphrase is not the one this archive was sealed with, or the archive is damaged or cut."
                    : "The archive is damaged or cut: a piece of it is not what was sealed.");
  }
  first_.clear();
  ended_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  char more = 0;
  if (ended_ && in_.read(&more, 1) != 0) throw Fault("The archive is damaged: something follows its end.");
}

std::size_t SealedSource::read(char* into, std::size_t most) {
  std::size_t got = 0;
  while (got < most) {
    if (given_ == piece_.size()) {
      if (ended_) break;
      open_next();
      continue;
    }
    const auto count = std::min(most - got, piece_.size() - given_);
    piece_.copy(into + got, count, given_);
    got += count;
    given_ += count;
  }
  return got;
}

bool is_sealed(const std::filesystem::path& path) {
  FileSource file(path);
  std::string head(kMark.size(), '\0');
  return file.read(head.data(), head.size()) == head.size() && head == kMark;
}

}  // namespace parvis::archive
