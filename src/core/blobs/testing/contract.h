// What every kind of blob store must do, as expectations of GoogleTest, so that the folder and the bucket answer to the
// same sentences. Each begins with an empty store and leaves it empty.
#pragma once

#include "core/blobs/blobs.h"

namespace parvis::blobs::testing {

// Bytes that compress and repeat badly, the same for the same seed.
std::string some_bytes(std::size_t size, unsigned seed = 1);
std::vector<Blob> all_of(Blobs& blobs);

void expect_gives_back_what_was_put(Blobs& blobs);
void expect_putting_twice_is_harmless(Blobs& blobs);
void expect_gives_ranges(Blobs& blobs);
void expect_tells_what_is_missing(Blobs& blobs);
void expect_removes(Blobs& blobs);
void expect_lists_in_order(Blobs& blobs, int count);
void expect_streams_in_pieces(Blobs& blobs, std::size_t size);
void expect_a_failing_source_leaves_nothing(Blobs& blobs);
// `most` is the longest blob that this store was told to keep.
void expect_refuses_what_is_too_long(Blobs& blobs, std::size_t most);

}  // namespace parvis::blobs::testing
