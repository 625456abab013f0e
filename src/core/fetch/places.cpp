#include "core/fetch/places.h"

#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <span>

#include "core/text/small_letters.h"

namespace parvis::fetch {
namespace {

struct Range4 {
  Ipv4 first;
  int bits;
};

// https://www.iana.org/assignments/iana-ipv4-special-registry, with multicast and what is reserved.
constexpr Range4 kSpecial4[] = {
    {{0, 0, 0, 0}, 8},        // this network
    {{10, 0, 0, 0}, 8},       // private
    {{100, 64, 0, 0}, 10},    // behind a provider's translation
    {{127, 0, 0, 0}, 8},      // this machine
    {{169, 254, 0, 0}, 16},   // this link; metadata of clouds
    {{172, 16, 0, 0}, 12},    // private
    {{192, 0, 0, 0}, 24},     // protocols
    {{192, 0, 2, 0}, 24},     // documentation
    {{192, 31, 196, 0}, 24},  // AS112
    {{192, 52, 193, 0}, 24},  // multicast tunnels
    {{192, 88, 99, 0}, 24},   // old relays from 6to4
    {{192, 168, 0, 0}, 16},   // private
    {{192, 175, 48, 0}, 24},  // AS112
    {{198, 18, 0, 0}, 15},    // measurements
    {{198, 51, 100, 0}, 24},  // documentation
    {{203, 0, 113, 0}, 24},   // documentation
    {{224, 0, 0, 0}, 4},      // multicast
    {{240, 0, 0, 0}, 4},      // reserved, broadcast
};

struct Range6 {
  Ipv6 first;
  int bits;
};

// Within 2000::/3, where all public addresses are.
constexpr Range6 kSpecial6[] = {
    {{0x20, 0x01, 0x00}, 23},              // protocols: Teredo, benchmarks, ORCHID
    {{0x20, 0x01, 0x0d, 0xb8}, 32},        // documentation
    {{0x20, 0x02}, 16},                    // 6to4, which carries IPv4 addresses
    {{0x26, 0x20, 0, 0x4f, 0x80, 0}, 48},  // AS112
    {{0x3f, 0xff, 0x00}, 20},              // documentation
};

bool is_within(std::span<const std::uint8_t> address, std::span<const std::uint8_t> first, int bits) {
  const auto whole = static_cast<std::size_t>(bits / 8);
  if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole), first.begin())) return false;
  if (bits % 8 == 0) return true;
  const auto mask = static_cast<std::uint8_t>(0xff << (8 - bits % 8));
  return (address[whole] & mask) == (first[whole] & mask);
}

std::optional<Ipv4> carried(const Ipv6& address) {
  constexpr Ipv6 kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, kTranslated{0, 0x64, 0xff, 0x9b};
  if (!is_within(address, kMapped, 96) && !is_within(address, kTranslated, 96)) return std::nullopt;
  return Ipv4{address[12], address[13], address[14], address[15]};
}

bool is_host(std::string_view text) {
  if (text.empty() || text.size() > 253) return false;
  return std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == ':';
  });
}

std::string_view without_brackets(std::string_view host) {
  if (host.size() > 1 && host.front() == '[' && host.back() == ']') return host.substr(1, host.size() - 2);
  return host;
}

std::optional<std::uint16_t> port_in(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc() || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

}  // namespace

bool is_special(const Ipv4& address) {
  return std::ranges::any_of(kSpecial4, [&](const auto& range) { return is_within(address, range.first, range.bits); });
}

bool is_special(const Ipv6& address) {
  if (const auto v4 = carried(address)) return is_special(*v4);
  constexpr Ipv6 kPublic{0x20};
  if (!is_within(address, kPublic, 3)) return true;
  return std::ranges::any_of(kSpecial6, [&](const auto& range) { return is_within(address, range.first, range.bits); });
}

bool is_special(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    Ipv4 bytes;
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in&>(address).sin_addr, bytes.size());
    return is_special(bytes);
  }
  if (address.sa_family == AF_INET6) {
    Ipv6 bytes;
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6&>(address).sin6_addr, bytes.size());
    return is_special(bytes);
  }
  return true;
}

std::optional<Allowance> Allowance::parse(std::string_view text) {
  Allowance allowance;
  constexpr std::string_view kBetween = ", ";
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBetween), text.size()));
    if (text.empty()) return allowance;
    const auto written = text::small_letters(text.substr(0, text.find_first_of(kBetween)));
    text.remove_prefix(written.size());
    Place place{written, 0};
    const auto colon = written.rfind(':');
    const bool is_bare_ipv6 = written.front() != '[' && written.find(':') != colon;
    if (colon != std::string::npos && !is_bare_ipv6 && !written.ends_with(']')) {
      const auto port = port_in(std::string_view(written).substr(colon + 1));
      if (!port) return std::nullopt;
      place = {written.substr(0, colon), *port};
    }
    place.host = std::string(without_brackets(place.host));
    if (!is_host(place.host)) return std::nullopt;
    allowance.places_.push_back(std::move(place));
  }
}

bool Allowance::allows(std::string_view host, std::uint16_t port) const {
  const auto asked = text::small_letters(without_brackets(host));
  return std::ranges::any_of(
      places_, [&](const auto& place) { return place.host == asked && (place.port == 0 || place.port == port); });
}

}  // namespace parvis::fetch
