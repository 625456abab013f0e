#include "exchange/stackexchange/dump_dates.h"

#include <algorithm>
#include <set>

#include "exchange/stackexchange/dump_file.h"
#include "exchange/stackexchange/stage.h"

namespace parvis::exchange {
namespace {

// Of acts. Who looked in long after the last of them did nothing (dump_items.cpp holds their presence back).
constexpr const char* kDates[] = {"CreationDate", "ClosedDate", "Date"};
constexpr std::int64_t kWeek = 7 * kDay;

// What is wrong with a row is said when it is to arrive.
Instant newest_in(const DumpFile::Piece& piece, Instant at) {
  Instant newest;
  try {
    const auto row = DumpRow::parse(piece.text);
    for (const auto* date : kDates) {
      const auto instant = row.instant_if(date).value_or(Instant{});
      if (instant <= at) newest = std::max(newest, instant);
    }
  } catch (const RefusedRow&) {
  }
  return newest;
}

}  // namespace

Instant newest_date(const std::filesystem::path& folder, Instant at) {
  std::set<std::string_view> files;
  for (const auto* stage : stages()) files.insert(stage->file());
  Instant newest;
  for (const auto file : files) {
    if (!std::filesystem::exists(folder / file)) continue;
    DumpFile rows(folder / file);
    while (const auto piece = rows.next()) newest = std::max(newest, newest_in(*piece, at));
  }
  return newest;
}

std::int64_t span_to_now(const std::filesystem::path& folder, Instant at) {
  const auto newest = newest_date(folder, at);
  return newest ? (at - newest) / kWeek * kWeek : 0;
}

}  // namespace parvis::exchange
