// Where requests of this program may go. The net holds ranges of addresses that are not for everybody: this machine
// itself, the network it stands in, the metadata service of a cloud. A name that a stranger chose must not lead there,
// so the address is judged at the moment a socket is opened to it, after all resolving. Pure functions and a plain
// value; any thread.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct sockaddr;

namespace parvis::fetch {

using Ipv4 = std::array<std::uint8_t, 4>;
using Ipv6 = std::array<std::uint8_t, 16>;

// In one of the special-purpose ranges (IANA's registries after RFC 6890), or no unicast address of the public net.
bool is_special(const Ipv4& address);
// Mapped (::ffff:0:0/96) and translated (64:ff9b::/96) addresses are judged by the IPv4 address they carry.
bool is_special(const Ipv6& address);
// What is neither IPv4 nor IPv6 is special.
bool is_special(const sockaddr& address);

// Hosts that may be asked although their addresses are special: an intranet's, this machine's in tests.
class Allowance {
 public:
  Allowance() = default;
  // "localhost, 127.0.0.1:4000 login.intranet.example": hosts, with a port or for all ports, apart by commas or spaces.
  // Nothing when one of them is no host.
  static std::optional<Allowance> parse(std::string_view text);

  bool allows(std::string_view host, std::uint16_t port) const;
  bool empty() const { return places_.empty(); }

 private:
  struct Place {
    std::string host;        // in lower case, IPv6 without brackets
    std::uint16_t port = 0;  // 0: each
  };
  std::vector<Place> places_;
};

}  // namespace parvis::fetch
