// What an S3-compatible store says: a page of a listing, an error, and the sentence that tells whoever runs the program
// what to do about it. Pure functions.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/blobs/blobs.h"
#include "core/blobs/s3_connection.h"

namespace parvis::blobs {

// One page of ListObjectsV2.
struct S3Page {
  std::vector<Blob> blobs;  // objects of other names are left out
  std::string next;         // the continuation token; empty: this was the last page
};
// `prefix` ends in a slash or is empty. Throws Unavailable when `xml` is no such page.
S3Page parse_page(std::string_view xml, std::string_view prefix);

struct S3Error {
  std::string code;    // "NoSuchBucket"; empty: the store gave none
  std::string region;  // where the bucket is, when that is what is wrong
};
S3Error parse_error(std::string_view xml);

// May the same request be answered better a moment later? (No connection, a time-out, a busy store.)
bool is_worth_another(const S3Answer& answer);

// Throws Misconfigured or Unavailable with a sentence about an answer that is not good. `place` names the store.
[[noreturn]] void refuse_answer(const S3Answer& answer, const S3Server& server, const std::string& place);

}  // namespace parvis::blobs
