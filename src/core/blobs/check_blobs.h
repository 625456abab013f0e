// Whether blobs are there and whole: each is read and compared with its name. Reads everything and changes nothing; the
// community may go on meanwhile.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/blobs/blobs.h"

namespace parvis::blobs {

// Shows every blob that rows refer to, with the size they say it has.
using Known = std::function<void(const Visit&)>;

struct BlobsChecked {
  std::int64_t blobs = 0;
  std::uint64_t bytes = 0;
  std::vector<std::string> problems;  // a sentence each; after kMostProblems only their number goes on
};
inline constexpr std::size_t kMostProblems = 100;

// Everything that `known` shows: missing, of another size, of other bytes. Throws Unavailable and Misconfigured: a
// store out of reach says nothing about its blobs.
BlobsChecked check_known(Blobs& blobs, const Known& known);
// Everything that is kept, whether anything refers to it or not.
BlobsChecked check_kept(Blobs& blobs);

}  // namespace parvis::blobs
