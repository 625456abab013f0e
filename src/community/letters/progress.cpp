#include "community/letters/progress.h"

namespace parvis::community {
namespace {

constexpr store::Sql kProgress{"select through, through_id from letter_progress where name = $1"};
constexpr store::Sql kKeep{R"(
  insert into letter_progress (name, through, through_id) values ($1, $2, $3)
  on conflict (name) do update set through = excluded.through, through_id = excluded.through_id)"};

}  // namespace

std::optional<Progress> read_progress(store::Reader& reader, std::string_view name) {
  return reader.one<Progress>(kProgress, name);
}

void keep_progress(store::Transaction& transaction, std::string_view name, Progress progress) {
  transaction.run(kKeep, name, progress.through, progress.through_id);
}

}  // namespace parvis::community
