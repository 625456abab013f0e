#include <algorithm>

#include "exchange/open_form/blob_files.h"
#include "exchange/open_form/line_batches.h"
#include "exchange/open_form/open_import.h"
#include "exchange/open_form/open_import_run.h"
#include "exchange/open_form/sum_file.h"
#include "exchange/stackexchange/import_run.h"

namespace parvis::exchange {
namespace {

// The keys of a table. They come in order, but for what somebody wrote by hand.
class Keys {
 public:
  // False when it was there.
  bool add(std::int64_t key) {
    if (keys_.empty() || keys_.back() < key) {
      keys_.push_back(key);
      return true;
    }
    const auto place = std::ranges::lower_bound(keys_, key);
    if (place != keys_.end() && *place == key) return false;
    keys_.insert(place, key);
    return true;
  }
  bool has(std::int64_t key) const { return std::ranges::binary_search(keys_, key); }

 private:
  std::vector<std::int64_t> keys_;
};

class Referred {
 public:
  Referred() {
    for (const auto& form : forms()) {
      if (form.fields.front().name == "id") keys_.try_emplace(form.table.text());
      for (const auto& field : form.fields) {
        if (!field.refers_to.empty()) keys_.try_emplace(field.refers_to);
      }
    }
  }
  std::string objection(const Form& form, const Row& row) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const auto& field = form.fields[i];
      if (field.refers_to.empty() || row[i].value.kind == store::Value::Kind::null) continue;
      if (!keys_.at(field.refers_to).has(row[i].value.integer)) return missing(field, row[i]);
    }
    const auto kept = keys_.find(form.table.text());
    if (kept != keys_.end() && !kept->second.add(row[0].value.integer)) return kStandsTwice;
    return {};
  }

 private:
  std::map<std::string_view, Keys> keys_;  // by table; their key is their first field
};

}  // namespace

Manifest verify_export(const std::filesystem::path& folder, const OnProgress& on_progress) {
  auto manifest = read_manifest(folder);
  const FilesClock clock(manifest, on_progress);
  std::uint64_t done = 0;
  for (const auto& file : manifest.files) {
    std::int64_t rows = 0;
    std::uint64_t bytes = 0;
    const auto sum = sha256_of_file(folder / file.name, [&](std::string_view piece) {
      rows += std::ranges::count(piece, '\n');
      bytes += piece.size();
      clock.show("verifying", 0, done + bytes);
    });
    done += bytes;
    if (rows != file.rows || bytes != file.bytes || sum != file.sha256) {
      throw Fault("The export is not what it says: " + file.name + " holds " + std::to_string(rows) + " rows in " +
                  std::to_string(bytes) + " bytes of the sum " + sum.substr(0, 12) + "…, and community.json says " +
                  std::to_string(file.rows) + " in " + std::to_string(file.bytes) + " of " + file.sha256.substr(0, 12) +
                  "….");
    }
  }
  verify_files(folder);
  return manifest;
}

ImportResult check_export(const std::filesystem::path& folder, const Manifest& manifest, const ImportOptions& options) {
  Referred known;
  FilesClock clock(manifest, options.on_progress);
  Report report(options.report, 0);
  std::uint64_t report_bytes = 0, done = 0;
  ImportResult result;
  for (const auto* form : forms_in(manifest)) {
    auto& figures = result.stages.emplace_back(StageFigures{.stage = std::string(form->name)});
    LineBatches batches(*form, folder / form->file(), 0, 1, options.batch_rows);
    while (auto batch = batches.next()) {
      std::vector<Remark> refused;
      for (auto& row : *batch) {
        if (row.objection.empty()) row.objection = known.objection(*form, row.row);
        row.objection.empty() ? ++figures.arrived : ++figures.refused;
        if (!row.objection.empty()) refused.push_back({row.line, row.objection});
      }
      figures.read += static_cast<std::int64_t>(batch->size());
      result.rows += static_cast<std::int64_t>(batch->size());
      report_bytes = report.write(report_bytes, report_lines(form->file(), refused, {}));
      clock.show(form->name, result.rows, done + batch->back().end);
    }
    done += manifest.find(form->file())->bytes;
  }
  result.seconds = clock.seconds();
  return result;
}

}  // namespace parvis::exchange
