#include "files/file_pages.h"

#include <boost/json.hpp>

#include "community/files/bringing.h"
#include "community/files/sent_files.h"
#include "community/pace/pace.h"
#include "core/media/picture.h"
#include "files/handing_out.h"

namespace parvis::files {

using namespace community;

namespace {

struct Wanted {
  File file;
  FileCopy copy;
  Seen seen = Seen::no;
};

Wanted wanted(store::Reader& reader, const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("upload"));
  auto file = id ? find_file(reader, FileId{*id}) : std::nullopt;
  if (!file) throw NotFound();
  const auto how = seen(reader, visit.viewer, *visit.spaces, *file);
  auto copy = how == Seen::no ? std::nullopt : find_copy(reader, *file, visit.request.parameter("copy"));
  if (!copy) throw NotFound();
  return {std::move(*file), std::move(*copy), how};
}

http::Response problem(const Visit& visit, const Sentence& sentence, int status) {
  const boost::json::object answer{{"problem", text::tr(visit.language, sentence)}};
  return http::json(boost::json::serialize(answer), status);
}

http::Response tell(const File& file) {
  boost::json::object answer{{"address", file_path(file.id)},
                             {"name", file.name},
                             {"markdown", markdown_of(file)},
                             {"picture", file.kind == FileKind::picture}};
  if (file.kind == FileKind::picture) {
    const auto small = media::copy_widths(static_cast<int>(file.width)).front();
    answer["small"] = file_path(file.id) + "/" + media::copy_label(small, "webp");
  }
  return http::json(boost::json::serialize(answer), 201);
}

}  // namespace

http::Response create_file(Visit& visit) {
  const auto files = sent_files(visit.request, "file");
  if (files.size() != 1) return problem(visit, {"Choose a file first."}, 422);
  if (const int wait = take(visit, Pace::files); wait > 0) {
    return with_retry_after(problem(visit, too_fast(Pace::files), 429), wait);
  }
  const auto& sent = files.front();
  const auto file =
      bring_file(visit.community, visit.member(), visit.source, {sent.name, visit.request.form.get("alt"), sent.bytes});
  return file ? tell(*file) : problem(visit, file.mistakes().front().sentence, 422);
}

http::Response show_file(Visit& visit) {
  const auto file = visit.community.store().read([&](store::Reader& reader) { return wanted(reader, visit); });
  return hand_out(visit, file.file, file.copy, file.seen);
}

}  // namespace parvis::files
