// Whether the bytes of every file are there. Reads rows and asks the store of blobs for each sum; changes nothing.
#pragma once

#include <string>
#include <vector>

#include "core/blobs/blobs.h"
#include "core/store/store.h"

namespace parvis::community {

// A sentence for each copy whose blob is missing or of another size; after blobs::kMostProblems the rest is counted.
std::vector<std::string> check_file_copies(store::Reader& reader, blobs::Blobs& blobs);

}  // namespace parvis::community
