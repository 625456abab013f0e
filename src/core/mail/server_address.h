// The address of a mail server, as the configuration writes it: smtps://host:port, smtp://host:port or
// smtp+plain://host:port. Pure functions.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parvis::mail {

// From the start, by STARTTLS before anything else is said (and refused when the server cannot), or not at all.
enum class Encryption { from_start, by_starttls, none };

struct ServerAddress {
  std::string host;
  std::uint16_t port = 0;
  Encryption encryption = Encryption::by_starttls;
};

// smtps: TLS, port 465. smtp: STARTTLS, port 587; but on this very machine (localhost, 127.…, ::1) plain, port 25, for
// the relay that most servers run. smtp+plain: no TLS, port 25. Nothing when it is none of these, or carries a user, a
// path or a query.
std::optional<ServerAddress> parse_server_address(std::string_view url);

}  // namespace parvis::mail
