// SHA-256 over bytes that come piece by piece, with the processor's own instructions where it has them. One for each
// stream; not to be shared between threads.
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace parvis::crypto {

class Sha256 {
 public:
  Sha256();
  void add(std::string_view piece);
  // The sum of all pieces in 64 lower-case hexadecimal digits; afterwards it begins anew.
  std::string finish_hex();

 private:
  struct End {
    void operator()(evp_md_ctx_st* context) const;
  };
  void begin();
  std::unique_ptr<evp_md_ctx_st, End> context_;
};

}  // namespace parvis::crypto
