// How many connections each address holds, so that one visitor cannot take them all. An IPv6 visitor holds a whole
// /64, which therefore counts as one. Thread safe.
#pragma once

#include <array>
#include <boost/asio/ip/address.hpp>
#include <cstddef>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace parvis::http {

class AddressCounts {
 public:
  // One counted connection; gives its place back when destroyed.
  class Place {
   public:
    Place() = default;
    Place(Place&& other) noexcept : counts_(std::exchange(other.counts_, nullptr)), key_(other.key_) {}
    Place& operator=(Place&& other) noexcept;
    ~Place() { leave(); }

   private:
    friend class AddressCounts;
    using Key = std::array<unsigned char, 9>;  // family, then 4 or 8 bytes
    Place(AddressCounts* counts, Key key) : counts_(counts), key_(key) {}
    void leave();
    AddressCounts* counts_ = nullptr;
    Key key_{};
  };

  // Nothing when the address holds `most` already, or all addresses together `in_all`.
  std::optional<Place> enter(const boost::asio::ip::address& address, std::size_t most,
                             std::size_t in_all = std::numeric_limits<std::size_t>::max());

 private:
  std::mutex mutex_;
  std::map<Place::Key, std::size_t> counts_;
  std::size_t all_ = 0;
};

}  // namespace parvis::http
