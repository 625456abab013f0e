// Whole pages kept for visitors without a session, ready to be written: status line, headers and body, once plain and
// once gzip compressed, with an ETag. Key: host, target, language, look. Each entry carries tags; `forget(tag)` drops
// the entries that carry it. Bounded in bytes, least recently used first out. Thread safe; a hit copies one shared
// pointer. An entry never contains a cookie, a token or a nonce: an answer that sets a cookie is never prepared for it
// (wire.h), and a request that carries a session is never answered from it (cache_key.h).
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

#include "core/http/response.h"
#include "core/time/instant.h"

namespace parvis::http {

struct KeptPage {
  std::string plain_head, plain_body;  // head: status line and headers; the tail (wire.h) and the blank line follow
  std::string gzip_head, gzip_body;    // empty when compressing would not help
  std::string etag;
  std::string not_modified;  // the head of the 304 answer
  Instant until;
  std::size_t bytes() const {
    return plain_head.size() + plain_body.size() + gzip_head.size() + gzip_body.size() + not_modified.size();
  }
};

struct PageCacheFigures {
  std::size_t entries = 0, bytes = 0;
  std::uint64_t hits = 0, misses = 0;
};

class PageCache {
 public:
  explicit PageCache(std::size_t max_bytes);
  ~PageCache();

  std::shared_ptr<const KeptPage> find(std::string_view key) const;
  // The generation to hand to `put`: taken before the handler reads the database, so that an answer computed from
  // what was read before a `forget` of one of its tags is never kept after it.
  std::uint64_t generation() const;
  // Keeps what the server prepared from an answer. Nothing happens when one of the tags was forgotten since
  // `generation`.
  void put(std::string key, std::shared_ptr<const KeptPage> page, const Keep& keep, std::uint64_t generation);
  void forget(std::string_view tag);
  void clear();
  PageCacheFigures figures() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace parvis::http
