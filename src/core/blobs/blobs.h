// Where files are kept that are no rows: uploads, pictures, whatever is large. One interface over a folder
// (directory_blobs.h) and an S3-compatible store (s3_blobs.h); `open_blobs` (open_blobs.h) makes the one that the
// configuration names, and whoever made it owns it.
//
// A blob is named by the SHA-256 of its bytes and by nothing else (docs/decisions/0013-blobs-by-their-sum.md): equal
// bytes are kept once, putting twice is harmless, any copy can be verified against its own name, and an address never
// changes its content. What a blob is called, what type it has and who may see it is for the rows that refer to it.
//
// When `put` returns, the bytes are durable: write the row that refers to them only then. What nothing refers to in the
// end is taken away by the sweep (sweep.h), so that a crash between the two leaves nothing for ever.
//
// Bytes pass through in pieces of at most kPiece; a large blob is never whole in memory. All functions may be called
// from any thread and block: for the disk, or for the other machine within its time-outs. They throw the faults below,
// each one sentence for whoever runs the program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/blobs/sum.h"
#include "core/errors.h"
#include "core/time/instant.h"

namespace parvis::blobs {

struct Blob {
  Sum sum;
  std::uint64_t size = 0;  // bytes
  Instant at = {};         // when it was last put, by the clock of the disk's or the store's machine
};

// The bytes from `first`, at most `count`. What lies beyond the end is left out; it is no fault.
struct Range {
  std::uint64_t first = 0;
  std::uint64_t count = std::numeric_limits<std::uint64_t>::max();
  bool is_whole() const { return first == 0 && count == std::numeric_limits<std::uint64_t>::max(); }
};

inline constexpr std::size_t kPiece = 64 * 1024;
inline constexpr std::size_t kMostInMemory = 16 * 1024 * 1024;  // what `get` gives at once

// Fills the buffer with the next bytes and answers how many; 0 is the end. It may throw: then nothing is put.
using Source = std::function<std::size_t(std::span<char> into)>;
Source source_of(std::string_view bytes);  // which must live as long

// Takes the next bytes; false when it wants no more.
using Sink = std::function<bool(std::string_view piece)>;
// Sees one blob; false when it wants to see no more.
using Visit = std::function<bool(const Blob&)>;

// Something that this store cannot do now.
struct BlobFault : Fault {
  using Fault::Fault;
};
// There is no such blob.
struct MissingBlob : BlobFault {
  using BlobFault::BlobFault;
};
// Its bytes are not those its name promises.
struct DamagedBlob : BlobFault {
  using BlobFault::BlobFault;
};
// Longer than is allowed.
struct TooLarge : BlobFault {
  using BlobFault::BlobFault;
};
// No room, no connection, an answer that did not come in time: worth another attempt later.
struct Unavailable : BlobFault {
  using BlobFault::BlobFault;
};
// Wrong keys, no such bucket, a folder that may not be written: no attempt helps before somebody mends it.
struct Misconfigured : BlobFault {
  using BlobFault::BlobFault;
};

class Blobs {
 public:
  virtual ~Blobs() = default;

  // Keeps what `source` gives. Durable when it returns; when it throws, all of it may be there or nothing, never a
  // part. Bytes that are there already are written again: that mends a damaged copy, and makes the blob young again for
  // the sweep.
  virtual Blob put(const Source& source) = 0;
  Blob put(std::string_view bytes);

  // Nothing when there is no such blob. Does not look at its bytes.
  virtual std::optional<Blob> head(const Sum& sum) = 0;

  // Gives the bytes of `range` to `sink`, in order. A whole blob is verified on the way: when the call returns, and the
  // sink did not stop it, they were the right ones. Throws MissingBlob, DamagedBlob.
  virtual void read(const Sum& sum, const Range& range, const Sink& sink) = 0;
  // The same as one text, of at most kMostInMemory bytes. Throws TooLarge.
  std::string get(const Sum& sum, const Range& range = {});

  // Harmless when there is no such blob.
  virtual void remove(const Sum& sum) = 0;

  // Shows every blob after `after`, in the order of their sums. What is put or removed meanwhile may be shown or not.
  // Files of other names are passed over.
  virtual void list_after(const std::optional<Sum>& after, const Visit& visit) = 0;
  void list(const Visit& visit) { list_after(std::nullopt, visit); }

  // Throws Misconfigured or Unavailable with what is wrong, before anybody needs it.
  virtual void verify() = 0;
  // "the folder …", "the bucket … at …": for sentences and logs; never a secret.
  virtual std::string place() const = 0;
};

}  // namespace parvis::blobs
