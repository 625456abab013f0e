// What is kept as one text under a name of its own: the rules of a room, a secret, how far something has come.
// Functions over a Reader and a Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/store/store.h"

namespace parvis::store {

std::optional<std::string> read_setting(Reader& reader, std::string_view key);
// It will be read on `reader` (foresight.h).
void foresee_setting(Reader& reader, std::string_view key);
void save_setting(Transaction& transaction, std::string_view key, std::string_view value);
// What is there stays.
void save_setting_once(Transaction& transaction, std::string_view key, std::string_view value);
void end_setting(Transaction& transaction, std::string_view key);

}  // namespace parvis::store
