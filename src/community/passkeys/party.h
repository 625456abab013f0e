// Who we are to a passkey: the host it belongs to and the pages it may be used from. A function of one visit.
#pragma once

#include <string>

#include "community/visit.h"

namespace parvis::community {

struct Party {
  std::string id;      // the host, without a port (rpId)
  std::string origin;  // "https://square.example"
};
// The configured public address; without one, the host asked for.
Party party_of(const Visit& visit);
// A passkey belongs to a name: browsers make none for a bare address of the net.
bool takes_passkeys(const Visit& visit);

}  // namespace parvis::community
