// Revisions whose rows stand apart in the history and come in any order: each row adds what it knows. Those of a batch
// are put together here, and with those of earlier batches in the table imported_revision.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "community/types.h"
#include "core/store/bulk_rows.h"

namespace parvis::exchange {

struct Revision {
  std::int64_t foreign = 0;  // of its first row
  Instant created_at;
  community::MemberId editor;
  std::optional<std::string> title = {}, tags = {}, body = {};
  std::string reason;
};

class Revisions {
 public:
  void keep(std::int64_t post, const std::string& name, Revision revision);
  void put_in(store::BulkRows& rows);

 private:
  std::map<std::pair<std::int64_t, std::string>, Revision> kept_;
};

}  // namespace parvis::exchange
