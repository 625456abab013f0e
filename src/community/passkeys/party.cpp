#include "community/passkeys/party.h"

namespace parvis::community {

Party party_of(const Visit& visit) {
  const auto& origin = visit.origin;
  auto host = origin.substr(std::min(origin.size(), origin.find("://") + 3));
  const auto port = host.rfind(':');
  if (port != std::string::npos && !host.ends_with(']')) host.resize(port);
  return {std::move(host), origin};
}

bool takes_passkeys(const Visit& visit) {
  const auto host = party_of(visit).id;
  return !host.empty() && host.front() != '[' && host.find_first_not_of("0123456789.") != std::string::npos;
}

}  // namespace parvis::community
