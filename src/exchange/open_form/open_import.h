// A whole community arrives from the open form (docs/export.md), with its identifiers and instants, into a new or empty
// community. First everything is held against community.json: a sum or a count that is not so stops the import before
// it changes anything. Each batch is one transaction that also remembers how far the import is: killed at any moment
// and run again, it ends the same; run twice, the second adds nothing. A row that cannot arrive is refused alone, with
// its file, line and reason in the report. What is derived is folded anew.
#pragma once

#include "exchange/open_form/manifest.h"
#include "exchange/stackexchange/import.h"

namespace parvis::exchange {

using OnProgress = std::function<void(const Progress&)>;

// Reads every file once. Throws Fault with one sentence when one is not what community.json says.
Manifest verify_export(const std::filesystem::path& folder, const OnProgress& on_progress = {});

// Every row read and checked, nothing written but the report. Holds identifiers, 8 bytes each.
ImportResult check_export(const std::filesystem::path& folder, const Manifest& manifest, const ImportOptions& options);

// Throws Fault when there is a community in the store already, or another import under way. The caller makes the search
// index of the posts that wait for it, and brings the files in (blob_files.h).
ImportResult import_export(store::Store& store, const std::filesystem::path& folder, const Manifest& manifest,
                           const ImportOptions& options);

// Whether such an import was begun here and not ended: what is there is not yet a whole community.
bool is_half_imported(store::Reader& reader);

}  // namespace parvis::exchange
