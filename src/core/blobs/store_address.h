// Where blobs are kept, as the configuration writes it: "directory", "s3://bucket" or "s3://bucket/prefix". Pure
// functions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace parvis::blobs {

struct StoreAddress {
  bool is_bucket = false;  // else the folder in the data directory
  std::string bucket;
  std::string prefix;  // without slashes at its ends; may be empty
};

// Nothing when it is none of these. A bucket is named as Amazon's rules say (3 to 63 of a-z, 0-9, dots and hyphens); a
// prefix holds letters, digits and ._-/ only, so that it reads the same in an address, a signature and a listing.
std::optional<StoreAddress> parse_store_address(std::string_view text);

// Letters, digits and hyphens.
bool is_region(std::string_view text);

}  // namespace parvis::blobs
