// Brings a database's tables to what this program knows. Migrations are the files schema/NNNN_name.sql carried in the
// program, append-only, applied in the order of their numbers, each in one transaction with its row in schema_version.
// NNNN_name.sqlite.sql and NNNN_name.postgres.sql hold what is for one database only, after the common file of the
// same number, if any. Call from one thread, before anything else uses the store.
#pragma once

#include <string>
#include <vector>

#include "core/assets/assets.h"
#include "core/store/store.h"

namespace parvis::store {

struct Migration {
  int version = 0;
  std::string name;
  std::vector<const assets::Carried*> files;  // the common one first
};

// Those of `files` meant for `database`, by number. Throws Fault when a name has another form or two share a number.
std::vector<Migration> migrations_in(const std::vector<const assets::Carried*>& files, Database database);
// What this program carries for `database`.
std::vector<Migration> carried_migrations(Database database);

// Applies the missing ones and answers how many. Throws Fault, in words for the person who runs the program, when the
// data was written by a newer program. The first takes what this program carries, and lets identifiers begin above
// those that the tables hold: there is no way to the tables but through it.
int migrate(Store& store);
int migrate(Store& store, const std::vector<const assets::Carried*>& files);

// Only as far as `version`: for tables like those of an older database.
int migrate_up_to(Store& store, int version);

// Whether `migrate` would change a database that holds something: what an upgrade is.
bool is_upgrade(Store& store);

// The highest migration applied; 0 for an empty database.
int schema_version(Store& store);

}  // namespace parvis::store
