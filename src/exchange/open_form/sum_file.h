// A file that is written once, from its beginning to its end, readable by its owner alone, while its SHA-256 and size
// are kept. Faults name the file and what the system says. One thread.
#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace parvis::exchange {

class Sha256 {
 public:
  Sha256();
  void add(std::string_view bytes);
  std::string hex();  // 64 digits; ends the sum

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

// Of a whole file. `take` is given the bytes, piece by piece.
std::string sha256_of_file(const std::filesystem::path& path, const std::function<void(std::string_view)>& take = {});

class SumFile {
 public:
  explicit SumFile(std::filesystem::path path);
  ~SumFile();
  SumFile(const SumFile&) = delete;
  SumFile& operator=(const SumFile&) = delete;

  void write(std::string_view bytes);
  // Everything is written, though not synced; answers the sum.
  std::string finish();
  std::uint64_t size() const { return size_; }

 private:
  void flush();

  std::filesystem::path path_;
  int descriptor_;
  std::string buffer_;
  std::uint64_t size_ = 0;
  Sha256 sum_;
};

// Makes what a file holds, or what names a folder holds, last. Many files are synced sooner together, one after the
// other in the end, than each when it is written: the first brings most of the others with it.
void sync(const std::filesystem::path& file_or_folder);

}  // namespace parvis::exchange
