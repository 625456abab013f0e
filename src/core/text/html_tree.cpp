#include "core/text/html_tree.h"

#include <csetjmp>
#include <cstddef>
#include <cstdlib>

namespace parvis::text {
namespace {

constexpr std::size_t kFirstBlock = 32 * 1024;  // a usual post fits
constexpr std::size_t kLargestBlock = 1 << 20;
constexpr std::size_t kMemoryPerByte = 400;  // a text of nothing but tags takes about 150
constexpr std::size_t kMemoryAlways = 1 << 20;

}  // namespace

// Gives out memory in order and never takes any back. Past its limit it jumps out of the parser: gumbo is C and knows
// no failed allocation, and only its own frames, which own nothing else, lie between.
class HtmlTree::Memory {
 public:
  explicit Memory(std::size_t limit) : limit_(limit) {}
  ~Memory() {
    for (void* block : blocks_) std::free(block);
  }

  static void* give(void* self, std::size_t size) { return static_cast<Memory*>(self)->take(size); }
  static void keep(void*, void*) {}

  std::jmp_buf too_much;

 private:
  void* take(std::size_t size) {
    size = (size + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);
    if (size > left_ && !add_block(size)) std::longjmp(too_much, 1);
    void* given = next_;
    next_ += size;
    left_ -= size;
    return given;
  }

  bool add_block(std::size_t size) {
    const std::size_t wanted = std::max(size, next_size_);
    next_size_ = std::min(next_size_ * 2, kLargestBlock);
    if (used_ + wanted > limit_) return false;
    void* block = std::malloc(wanted);
    if (block == nullptr) return false;
    blocks_.push_back(block);
    used_ += wanted;
    next_ = static_cast<char*>(block);
    left_ = wanted;
    return true;
  }

  std::size_t limit_;
  std::size_t used_ = 0;
  std::size_t next_size_ = kFirstBlock;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::vector<void*> blocks_;
};

HtmlTree::HtmlTree(std::string_view markup)
    : memory_(std::make_unique<Memory>(markup.size() * kMemoryPerByte + kMemoryAlways)) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = &Memory::give;
  options.deallocator = &Memory::keep;
  options.userdata = memory_.get();
  options.max_errors = 1;
  options.fragment_context = GUMBO_TAG_DIV;
  if (setjmp(memory_->too_much) != 0) return;
  const GumboOutput* output = gumbo_parse_with_options(&options, markup.data(), markup.size());
  root_ = output->root;
  mended_ = output->errors.length > 0;
}

HtmlTree::~HtmlTree() = default;

}  // namespace parvis::text
