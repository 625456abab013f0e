#include "core/blobs/check_blobs.h"

#include <fmt/format.h>

namespace parvis::blobs {
namespace {

std::optional<std::string> problem_of(Blobs& blobs, const Blob& known) {
  std::uint64_t size = 0;
  try {
    blobs.read(known.sum, {}, [&](std::string_view piece) {
      size += piece.size();
      return true;
    });
  } catch (const MissingBlob&) {
    return fmt::format("{} is missing in {}.", known.sum.hex(), blobs.place());
  } catch (const DamagedBlob&) {
    return fmt::format("{} is damaged in {}: its bytes have another sum. Put it back from a backup.", known.sum.hex(),
                       blobs.place());
  }
  if (size == known.size) return std::nullopt;
  return fmt::format("{} holds {} bytes, and its row says {}.", known.sum.hex(), size, known.size);
}

}  // namespace

BlobsChecked check_known(Blobs& blobs, const Known& known) {
  BlobsChecked checked;
  std::size_t unnamed = 0;
  known([&](const Blob& blob) {
    ++checked.blobs;
    checked.bytes += blob.size;
    auto problem = problem_of(blobs, blob);
    if (!problem) return true;
    if (checked.problems.size() < kMostProblems) {
      checked.problems.push_back(std::move(*problem));
    } else {
      ++unnamed;
    }
    return true;
  });
  if (unnamed > 0) checked.problems.push_back(fmt::format("{} further files are missing or damaged.", unnamed));
  return checked;
}

BlobsChecked check_kept(Blobs& blobs) {
  return check_known(blobs, [&](const Visit& visit) { blobs.list(visit); });
}

}  // namespace parvis::blobs
