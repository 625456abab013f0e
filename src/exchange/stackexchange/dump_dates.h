// The dates of a whole dump, read without its texts: how far it lies back. Throws Fault when a file cannot be read.
#pragma once

#include <filesystem>

#include "core/time/instant.h"

namespace parvis::exchange {

// The newest act in any of its files, those after `at` apart: a row with a wrong year stops nothing. Zero: none.
Instant newest_date(const std::filesystem::path& folder, Instant at);

// The whole weeks, in microseconds, by which that instant comes as near to `at` as it can without passing it.
std::int64_t span_to_now(const std::filesystem::path& folder, Instant at);

}  // namespace parvis::exchange
