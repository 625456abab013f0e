// Takes the body of one request out of the bytes that arrive, by its length or chunk by chunk (RFC 9112 section 7.1),
// within a limit. Trailers are read and dropped. Owned by its connection; one thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/http/head.h"

namespace parvis::http {

class BodyReader {
 public:
  BodyReader(BodyKind kind, std::uint64_t length, std::size_t limit);

  // Appends to `body` what belongs to it and returns how many bytes of `input` it took. Call until `done()` or
  // `status()` is not 0.
  std::size_t take(std::string_view input, std::string& body);
  bool done() const { return state_ == State::done; }
  int status() const { return status_; }  // 400 or 413: refuse the request

 private:
  enum class State { size, data, data_end, trailer, done };
  std::size_t take_data(std::string_view input, std::string& body);
  std::size_t take_line(std::string_view input);
  void read_line();
  void read_size();

  State state_;
  bool chunked_;
  std::size_t limit_;
  std::uint64_t left_;       // of this chunk or of the whole
  std::uint64_t taken_ = 0;  // of the body so far
  std::string line_;         // a chunk's size or a trailer, as it arrives
  std::size_t trailer_bytes_ = 0;
  int status_ = 0;
};

}  // namespace parvis::http
