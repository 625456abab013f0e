#include "community/files/file_check.h"

#include <fmt/format.h>

#include "community/files/file.h"
#include "core/blobs/check_blobs.h"

namespace parvis::community {
namespace {

constexpr store::Sql kCopies{R"(
  select c.file, c.label, c.sum, c.type, c.bytes from file_copy c join file f on f.id = c.file
  where f.kept_at is not null order by c.file, c.label)"};

std::string problem_of(blobs::Blobs& blobs, const FileCopy& copy) {
  const auto sum = blobs::Sum::parse(copy.sum);
  if (!sum) return fmt::format("{} of the file {} names no sum: {}", copy.label, id_text(copy.file), copy.sum);
  const auto blob = blobs.head(*sum);
  if (!blob) return fmt::format("{} of the file {} is missing: {}", copy.label, id_text(copy.file), copy.sum);
  if (static_cast<std::int64_t>(blob->size) == copy.bytes) return {};
  return fmt::format("{} of the file {} has {} bytes instead of {}", copy.label, id_text(copy.file), blob->size,
                     copy.bytes);
}

}  // namespace

std::vector<std::string> check_file_copies(store::Reader& reader, blobs::Blobs& blobs) {
  std::vector<std::string> problems;
  std::size_t more = 0;
  reader.each<FileCopy>(kCopies, [&](FileCopy&& copy) {
    auto problem = problem_of(blobs, copy);
    if (problem.empty()) return;
    problems.size() < blobs::kMostProblems ? problems.push_back(std::move(problem)) : void(++more);
  });
  if (more > 0) problems.push_back(fmt::format("and {} more", more));
  return problems;
}

}  // namespace parvis::community
