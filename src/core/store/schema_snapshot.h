// The tables a database has, as one normalised text: what the migrations give is compared with the checked-in
// schema/snapshot.txt, so that a change of the schema is seen in review and never happens by accident.
#pragma once

#include <string>

#include "core/store/store.h"

namespace parvis::store {

// Tables, indexes, triggers and views in the order of their names, each definition on one line, comments and runs of
// blanks removed. Tables that a full-text index keeps for itself are left out.
std::string schema_snapshot(Reader& reader);

// For one database each; PostgreSQL's is compared with schema/snapshot.postgres.txt.
std::string schema_snapshot_sqlite(Reader& reader);
std::string schema_snapshot_postgres(Reader& reader);

}  // namespace parvis::store
