#include "exchange/open_form/open_export.h"

#include "community/identity.h"
#include "core/text/catalogue.h"
#include "exchange/open_form/field_text.h"
#include "exchange/open_form/rows.h"
#include "exchange/open_form/sum_file.h"

namespace parvis::exchange {
namespace {

namespace fs = std::filesystem;

constexpr const char* kUnfinished = "unfinished";
constexpr std::int64_t kRowsBetweenProgress = 5000;

bool is_told(const Form& form, Told told) { return form.told == Told::always || told == Told::with_accounts; }

// An empty folder of the export's own inside `folder`, to be given its place when it is whole.
fs::path make_room(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) throw Fault("The folder " + folder.string() + " cannot be made: " + error.message() + ".");
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    if (at->path().filename() == kUnfinished) continue;
    throw Fault("There is something in " + folder.string() + " already. Give the export a folder of its own.");
  }
  const auto room = folder / kUnfinished;
  if (!error) fs::remove_all(room, error);
  if (!error) fs::create_directory(room, error);
  if (!error) fs::permissions(room, fs::perms::owner_all, error);
  if (error) throw Fault("Nothing can be written in " + folder.string() + ": " + error.message() + ".");
  return room;
}

// Takes away what a failed export leaves, so that a full disk is not fuller than before.
class Room {
 public:
  explicit Room(const fs::path& folder) : folder_(folder), path_(make_room(folder)) {}
  ~Room() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Room(const Room&) = delete;
  Room& operator=(const Room&) = delete;
  const fs::path& path() const { return path_; }

  // Everything is on the disk before community.json makes an export of it.
  void move_out(const Manifest& manifest, const std::vector<fs::path>& files) const {
    for (const auto& file : files) sync(path_ / file);
    for (const auto& file : manifest.files) sync(path_ / file.name);
    sync(path_ / Manifest::kFile);
    for (const auto& file : manifest.files) fs::rename(path_ / file.name, folder_ / file.name);
    if (!files.empty()) fs::rename(path_ / kFilesFolder, folder_ / kFilesFolder);
    sync(folder_);
    fs::rename(path_ / Manifest::kFile, folder_ / Manifest::kFile);
    sync(folder_);
  }

 private:
  fs::path folder_, path_;
};

class Run {
 public:
  Run(store::Store& store, const ExportOptions& options) : store_(store), options_(options) {}

  Manifest write(const fs::path& room) {
    auto manifest = described();
    store_.read([&](store::Reader& reader) {
      manifest.exported_at = now();
      count(reader);
      for (const auto& form : forms()) {
        if (is_told(form, options_.told)) manifest.files.push_back(write_file(reader, form, room));
      }
    });
    return manifest;
  }

  Manifest only_count() {
    auto manifest = described();
    manifest.exported_at = now();
    store_.read([&](store::Reader& reader) {
      for (const auto& form : forms()) {
        if (!is_told(form, options_.told)) continue;
        manifest.files.push_back({.name = form.file(), .rows = count_rows(reader, form, options_.told)});
      }
    });
    return manifest;
  }

  double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count(); }

 private:
  Manifest described() {
    const auto identity = community::load_identity(store_);
    Manifest manifest{.name = identity.name, .told = options_.told};
    for (const auto language : identity.languages) manifest.languages.emplace_back(text::tag(language));
    return manifest;
  }

  void count(store::Reader& reader) {
    for (const auto& form : forms()) {
      if (is_told(form, options_.told)) all_ += count_rows(reader, form, options_.told);
    }
  }

  FileFigures write_file(store::Reader& reader, const Form& form, const fs::path& room) {
    SumFile file(room / form.file());
    FileFigures figures{.name = form.file()};
    const auto fields = fields_told(form, options_.told);
    std::string line;
    each_row(reader, form, options_.told, [&](const std::vector<store::Value>& row) {
      line.clear();
      append_line(line, fields, row);
      file.write(line);
      ++figures.rows;
      if (++rows_ % kRowsBetweenProgress == 0) show(form.name);
    });
    show(form.name);
    figures.sha256 = file.finish();
    figures.bytes = file.size();
    return figures;
  }

  void show(std::string_view stage) const {
    if (!options_.on_progress) return;
    const auto share = all_ > 0 ? static_cast<double>(rows_) / static_cast<double>(all_) : 1;
    options_.on_progress({.stage = stage, .rows = rows_, .seconds = seconds(), .share = share});
  }

  store::Store& store_;
  const ExportOptions& options_;
  std::int64_t rows_ = 0, all_ = 0;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
};

}  // namespace

ExportResult export_community(store::Store& store, const fs::path& folder, const ExportOptions& options) {
  Run run(store, options);
  if (options.dry_run) return {run.only_count(), {}, run.seconds()};
  const Room room(folder);
  auto manifest = run.write(room.path());
  const auto files = options.blobs ? export_files(*options.blobs, room.path()) : FilesWritten{};
  if (options.blobs) manifest.files.push_back(files.list);
  SumFile described(room.path() / Manifest::kFile);
  described.write(manifest_text(manifest));
  described.finish();
  room.move_out(manifest, files.files);
  return {manifest, files.problems, run.seconds()};
}

std::string export_summary(const ExportResult& result, const ExportOptions& options) {
  const auto number = [](double n) { return text::format_number(text::Language::en, static_cast<std::int64_t>(n)); };
  std::string summary;
  for (const auto& file : result.manifest.files) {
    summary += fmt::format("{:<28}{:>14}\n", file.name, number(static_cast<double>(file.rows)));
  }
  const auto rows = static_cast<double>(result.manifest.rows());
  summary += fmt::format("{} rows in {:.1f} s, {} rows a second.\n", number(rows), result.seconds,
                         number(result.seconds > 0 ? rows / result.seconds : 0));
  for (const auto& problem : result.problems) summary += "Stays behind: " + problem + "\n";
  if (options.told == Told::always) {
    summary +=
        "Left out: password hashes, sessions, links in letters, tokens and the community's secret "
        "(--with-accounts brings them).\n";
  } else {
    summary += "It holds password hashes and tokens: keep it as you keep the community itself.\n";
  }
  return summary;
}

}  // namespace parvis::exchange
