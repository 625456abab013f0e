#include "core/mail/server_address.h"

#include <boost/url.hpp>

namespace parvis::mail {
namespace {

bool is_this_machine(const boost::urls::url_view& url) {
  if (url.host_type() == boost::urls::host_type::ipv4) return url.host_ipv4_address().is_loopback();
  if (url.host_type() == boost::urls::host_type::ipv6) return url.host_ipv6_address().is_loopback();
  return url.host() == "localhost";
}

bool is_host(std::string_view host) {
  return !host.empty() &&
         host.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:") ==
             std::string_view::npos;
}

}  // namespace

std::optional<ServerAddress> parse_server_address(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url || url->has_userinfo() || url->has_query() || url->has_fragment()) return std::nullopt;
  if (url->path() != "" && url->path() != "/") return std::nullopt;
  ServerAddress server{.host = std::string(url->host_address())};
  if (!is_host(server.host)) return std::nullopt;
  if (url->scheme() == "smtps") {
    server.encryption = Encryption::from_start;
    server.port = 465;
  } else if (url->scheme() == "smtp+plain" || (url->scheme() == "smtp" && is_this_machine(*url))) {
    server.encryption = Encryption::none;
    server.port = 25;
  } else if (url->scheme() == "smtp") {
    server.encryption = Encryption::by_starttls;
    server.port = 587;
  } else {
    return std::nullopt;
  }
  if (url->has_port() && !url->port().empty()) {
    if (url->port_number() == 0) return std::nullopt;  // zero or past 65535
    server.port = url->port_number();
  }
  return server;
}

}  // namespace parvis::mail
