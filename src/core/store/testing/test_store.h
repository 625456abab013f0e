// A store for a test, empty or with the program's tables, gone with the test. Over SQLite in memory, or, when
// PARVIS_TEST_DATABASE is an address of PostgreSQL, in a schema of its own there: the whole suite runs on both so.
// For one thread at a time.
#pragma once

#include <memory>

#include "core/store/store.h"

namespace parvis::store {

std::unique_ptr<Store> open_test_store();
// The program's migrations are applied.
std::unique_ptr<Store> open_migrated_test_store();

// Whether tests run over PostgreSQL.
bool tests_use_postgres();

}  // namespace parvis::store
