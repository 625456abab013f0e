// Bytes sealed with a passphrase: unreadable without it, and refused when they were changed, reordered or cut, in the
// middle or between two pieces. libsodium's secretstream (XChaCha20-Poly1305), the key made from the passphrase with
// Argon2id. The form, for other programs:
//
//   16 bytes  "parvis sealed 1\n"
//   16 bytes  salt
//    4 bytes  passes of Argon2id, little endian
//    4 bytes  its memory in KiB, little endian
//   24 bytes  header of the stream
//   then pieces of 65,536 bytes and their 17 more, the last one shorter or empty and tagged as the last; the 64 bytes
//   above are the additional data of the first piece.
//
// Used by one thread at a time; opening takes about a second and 256 MiB on purpose.
#pragma once

#include <string>

#include "core/archive/bytes.h"
#include "core/crypto/crypto.h"
#include "core/secret.h"

namespace parvis::archive {

class SealedSink : public Sink {
 public:
  // `cheap` is for tests.
  SealedSink(Sink& out, const Secret& passphrase, crypto::Strength strength = crypto::Strength::strong);
  ~SealedSink() override;
  void write(std::string_view piece) override;
  void finish() override;

 private:
  struct State;
  void seal(std::string_view piece, unsigned char tag);
  Sink& out_;
  std::string waiting_, first_;
  std::unique_ptr<State> state_;
};

class SealedSource : public Source {
 public:
  // Throws Fault with a sentence when the bytes are not sealed, or not with this passphrase.
  SealedSource(Source& in, const Secret& passphrase);
  ~SealedSource() override;
  std::size_t read(char* into, std::size_t most) override;

 private:
  struct State;
  void open_next();
  Source& in_;
  std::string piece_, first_;
  std::size_t given_ = 0;
  bool ended_ = false;
  std::unique_ptr<State> state_;
};

// Whether a file begins as sealed bytes do.
bool is_sealed(const std::filesystem::path& path);

}  // namespace parvis::archive
