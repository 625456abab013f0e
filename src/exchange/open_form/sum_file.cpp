#include "exchange/open_form/sum_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstring>

#include "core/errors.h"

namespace parvis::exchange {
namespace {

constexpr std::size_t kBuffer = 256 << 10;

[[noreturn]] void fail(const std::filesystem::path& path, const char* what) {
  throw Fault("The file " + path.string() + " cannot be " + what + ": " + std::strerror(errno) + ".");
}

class Descriptor {
 public:
  Descriptor(const std::filesystem::path& path, int flags) : number_(::open(path.c_str(), flags | O_CLOEXEC)) {
    if (number_ < 0) fail(path, "read");
  }
  ~Descriptor() { ::close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int operator*() const { return number_; }

 private:
  int number_;
};

}  // namespace

Sha256::Sha256() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
  if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) throw Fault("SHA-256 cannot start");
}

void Sha256::add(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }

std::string Sha256::hex() {
  unsigned char digest[EVP_MAX_MD_SIZE];
  unsigned size = 0;
  EVP_DigestFinal_ex(context_.get(), digest, &size);
  std::string text;
  for (unsigned i = 0; i < size; ++i) fmt::format_to(std::back_inserter(text), "{:02x}", digest[i]);
  return text;
}

std::string sha256_of_file(const std::filesystem::path& path, const std::function<void(std::string_view)>& take) {
  const Descriptor file(path, O_RDONLY);
  Sha256 sum;
  std::string buffer(kBuffer, '\0');
  for (;;) {
    const auto got = ::read(*file, buffer.data(), buffer.size());
    if (got < 0) fail(path, "read");
    if (got == 0) return sum.hex();
    sum.add({buffer.data(), static_cast<std::size_t>(got)});
    if (take) take({buffer.data(), static_cast<std::size_t>(got)});
  }
}

SumFile::SumFile(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) fail(path_, "made");
}

SumFile::~SumFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void SumFile::write(std::string_view bytes) {
  buffer_ += bytes;
  if (buffer_.size() >= kBuffer) flush();
}

void SumFile::flush() {
  std::string_view left = buffer_;
  sum_.add(left);
  size_ += left.size();
  while (!left.empty()) {
    const auto written = ::write(descriptor_, left.data(), left.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_, "written");
    left.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

std::string SumFile::finish() {
  flush();
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(path_, "written");
  return sum_.hex();
}

void sync(const std::filesystem::path& file_or_folder) {
  const Descriptor opened(file_or_folder, O_RDONLY);
  if (::fsync(*opened) != 0) fail(file_or_folder, "written");
}

}  // namespace parvis::exchange
