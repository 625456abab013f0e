// Who was erased, kept outside the database too: a backup knows nothing of what was erased after it was made, so that
// bringing it back would bring them back. The ledger is a file `erasures.jsonl` in the data folder and beside the
// backups; it holds identifiers and dates, nothing of a person. What restores, imports or begins to serve a community
// erases again whoever it names. Functions of one thread at a time.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "community/privacy/erasure.h"

namespace parvis::community {

inline constexpr char kLedgerName[] = "erasures.jsonl";

struct ErasedOnce {
  MemberId member;
  WordsLeft words = WordsLeft::stay;
  Instant at;
};

// Empty when there is no such file. What is no line of ours is passed over: the ledger only ever erases more.
std::vector<ErasedOnce> read_ledger(const std::filesystem::path& file);

// Writes what the database and the files together know to the data folder, and beside the backups where there are any.
void keep_ledger(store::Store& store, const config::Settings& settings);
// The same for a further folder, into which a backup was made.
void keep_ledger(store::Store& store, const config::Settings& settings, const std::filesystem::path& folder);

// Erases whom the ledgers of these folders, or of the data folder and of the backups, name and the database still
// holds. How many they were.
std::int64_t erase_again(const Erasing& erasing, const std::vector<std::filesystem::path>& folders = {});

}  // namespace parvis::community
