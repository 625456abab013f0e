#include "core/http/address_counts.h"

#include <algorithm>

namespace parvis::http {

AddressCounts::Place& AddressCounts::Place::operator=(Place&& other) noexcept {
  leave();
  counts_ = std::exchange(other.counts_, nullptr);
  key_ = other.key_;
  return *this;
}

void AddressCounts::Place::leave() {
  if (!counts_) return;
  const std::lock_guard lock(counts_->mutex_);
  --counts_->all_;
  const auto found = counts_->counts_.find(key_);
  if (found != counts_->counts_.end() && --found->second == 0) counts_->counts_.erase(found);
  counts_ = nullptr;
}

std::optional<AddressCounts::Place> AddressCounts::enter(const boost::asio::ip::address& address, std::size_t most,
                                                         std::size_t in_all) {
  Place::Key key{};
  if (address.is_v4()) {
    const auto bytes = address.to_v4().to_bytes();
    key[0] = 4;
    std::copy(bytes.begin(), bytes.end(), key.begin() + 1);
  } else {
    const auto bytes = address.to_v6().to_bytes();
    key[0] = 6;
    std::copy_n(bytes.begin(), 8, key.begin() + 1);
  }
  const std::lock_guard lock(mutex_);
  auto& count = counts_[key];
  if (count >= most || all_ >= in_all) {
    if (count == 0) counts_.erase(key);
    return std::nullopt;
  }
  ++count;
  ++all_;
  return Place(this, key);
}

}  // namespace parvis::http
