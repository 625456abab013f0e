#include "exchange/open_form/open_import_run.h"

#include "community/card/card_days.h"
#include "community/health/health_fold.h"
#include "community/influencers/influencer.h"
#include "community/ledger/ledger.h"
#include "community/search/indexer.h"
#include "community/segments/acts_by_day.h"
#include "community/threads/counters.h"
#include "community/units/unit.h"
#include "core/text/unicode.h"
#include "exchange/open_form/rows.h"
#include "exchange/stackexchange/import_run.h"

namespace parvis::exchange {
namespace {

constexpr const char* kSource = "parvis";  // of the checkpoint
// Rows that are put in one by one, each failure seen, once a batch has failed.
constexpr std::size_t kCareful = 100;

bool holds_something(store::Reader& reader) {
  return std::ranges::any_of(forms(), [&](const Form& form) {
    return form.told == Told::always && form.name != "settings" && !is_empty(reader, form);
  });
}

}  // namespace

std::string missing(const Field& field, const Cell& cell) {
  return "the " + std::string(field.refers_to) + " " + id_text(cell.value.integer) + " is not there";
}

std::vector<const Form*> forms_in(const Manifest& manifest) {
  std::vector<const Form*> found;
  for (const auto& form : forms()) {
    if (manifest.find(form.file())) found.push_back(&form);
  }
  return found;
}

double FilesClock::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

void FilesClock::show(std::string_view stage, std::int64_t rows, std::uint64_t done) const {
  if (!on_progress_) return;
  const auto share = all_ > 0 ? static_cast<double>(done) / static_cast<double>(all_) : 1;
  on_progress_({.stage = stage, .rows = rows, .seconds = seconds(), .share = std::min(share, 1.0)});
}

OpenImportRun::OpenImportRun(store::Store& store, std::filesystem::path folder, const Manifest& manifest,
                             const ImportOptions& options)
    : store_(store),
      folder_(std::move(folder)),
      manifest_(manifest),
      options_(options),
      report_(options.report, UINT64_MAX),
      clock_(manifest, options.on_progress) {}

ImportResult OpenImportRun::run() {
  open();
  if (checkpoint_.stage == Checkpoint::kDone) {
    for (auto& figures : checkpoint_.figures) figures.there += std::exchange(figures.arrived, 0);
    return result();
  }
  bool reached = false;
  for (const auto* form : forms_in(manifest_)) {
    reached = reached || form->name == checkpoint_.stage;
    if (reached) run_file(*form);
    done_ += manifest_.find(form->file())->bytes;
  }
  settle();
  hold_against_counts();
  return result();
}

ImportResult OpenImportRun::result() const {
  return {.stages = checkpoint_.figures, .rows = rows_, .seconds = clock_.seconds(), .resumed = resumed_};
}

// Takes up a stopped import of the same export, or begins one in an empty community.
void OpenImportRun::open() {
  store_.write([&](store::Transaction& transaction) {
    const auto kept = load_checkpoint(transaction, kSource);
    resumed_ = kept && kept->fingerprint == manifest_.sum;
    if (resumed_) {
      checkpoint_ = *kept;
      return;
    }
    if (kept && kept->stage != Checkpoint::kDone) {
      throw Fault(
          "Another export is being brought in here and waits to be finished: run that import again, or take a "
          "new place.");
    }
    if (holds_something(transaction)) {
      throw Fault("There is a community here already. An export comes into a new one: give another --data.");
    }
    checkpoint_ = {.fingerprint = manifest_.sum, .stage = std::string(forms_in(manifest_).front()->name)};
    save_checkpoint(transaction, kSource, checkpoint_);
  });
  checkpoint_.report_bytes = report_.write(checkpoint_.report_bytes, {});
}

void OpenImportRun::run_file(const Form& form) {
  if (checkpoint_.stage != form.name) {
    checkpoint_.stage = form.name;
    checkpoint_.position = {};
  }
  checkpoint_.of(form.name);
  const auto from = checkpoint_.position;
  LineBatches batches(form, folder_ / form.file(), from.offset, from.line, options_.batch_rows);
  while (auto batch = batches.next()) {
    receive(form, *batch);
    rows_ += static_cast<std::int64_t>(batch->size());
    clock_.show(form.name, rows_, done_ + batch->back().end);
  }
}

// A batch that fails is put in again in small pieces, and those without the rows that cannot be put in.
void OpenImportRun::receive(const Form& form, std::span<LineRow> rows) {
  for (;;) {
    std::size_t at = 0;
    try {
      return write(form, rows, at);
    } catch (const store::DiskFull&) {
      throw;
    } catch (const store::Unavailable&) {
      throw;
    } catch (const Fault& fault) {
      if (rows.size() > kCareful) break;
      if (at == rows.size()) throw;
      auto reason = objection(form, rows[at], fault);
      if (reason.empty()) throw;
      rows[at].objection = std::move(reason);
    }
  }
  for (std::size_t from = 0; from < rows.size(); from += kCareful) {
    receive(form, rows.subspan(from, std::min(kCareful, rows.size() - from)));
  }
}

// One transaction. `at` is the row being put in, for who catches what is thrown.
void OpenImportRun::write(const Form& form, std::span<const LineRow> rows, std::size_t& at) {
  Checkpoint next;
  store_.write([&](store::Transaction& transaction) {
    next = checkpoint_;
    auto& figures = next.of(form.name);
    std::vector<Remark> refused;
    FormRows arriving(transaction, form, rows.size() > kCareful ? store::Failures::later : store::Failures::at_once);
    for (at = 0; at < rows.size(); ++at) {
      const auto& row = rows[at];
      if (row.objection.empty()) arriving.add(row.row);
      row.objection.empty() ? ++figures.arrived : ++figures.refused;
      if (!row.objection.empty()) refused.push_back({row.line, row.objection});
    }
    arriving.put_in();
    figures.read += static_cast<std::int64_t>(rows.size());
    next.changed = true;
    next.position = {rows.back().end, rows.back().line + 1};
    next.report_bytes = report_.write(checkpoint_.report_bytes, report_lines(form.file(), refused, {}));
    save_checkpoint(transaction, kSource, next);
  });
  checkpoint_ = std::move(next);
}

std::string OpenImportRun::objection(const Form& form, const LineRow& row, const Fault& fault) {
  const auto absent = store_.read([&](store::Reader& reader) -> std::string {
    for (std::size_t i = 0; i < row.row.size(); ++i) {
      const auto& field = form.fields[i];
      const auto& cell = row.row[i];
      if (field.refers_to.empty() || cell.value.kind == store::Value::Kind::null) continue;
      if (!is_there(reader, field, cell)) return missing(field, cell);
    }
    return {};
  });
  if (!absent.empty()) return absent;
  for (std::size_t i = 0; i < row.row.size(); ++i) {
    const auto& text = row.row[i].text;
    if (text::is_utf8(text) && text.find('\0') == std::string::npos) continue;
    return std::string(form.fields[i].name) + " holds bytes that this database keeps in no text";
  }
  return dynamic_cast<const store::Duplicate*>(&fault) ? kStandsTwice : "";
}

void OpenImportRun::settle() {
  clock_.show("counters", rows_, done_);
  store_.write([&](store::Transaction& transaction) {
    community::recount_all(transaction);
    community::health::forget_health(transaction);  // acts of a past may stand before what was folded
    community::forget_card_days(transaction);
    community::forget_folded_acts(transaction);
    community::recount_ledger(transaction);
    community::index_units_anew(transaction);
    community::index_influencers_anew(transaction);
    community::queue_everything(transaction);
    auto done = checkpoint_;
    done.stage = Checkpoint::kDone;
    done.position = {};
    done.changed = false;
    save_checkpoint(transaction, kSource, done);
  });
}

void OpenImportRun::hold_against_counts() {
  store_.read([&](store::Reader& reader) {
    for (const auto* form : forms_in(manifest_)) {
      const auto& figures = checkpoint_.of(form->name);
      if (form->name == "settings" || count_rows(reader, *form, manifest_.told) == figures.arrived) continue;
      throw Fault("Not everything of " + form->file() + " is where it was put. Import into a new place.");
    }
  });
}

ImportResult import_export(store::Store& store, const std::filesystem::path& folder, const Manifest& manifest,
                           const ImportOptions& options) {
  return OpenImportRun(store, folder, manifest, options).run();
}

bool is_half_imported(store::Reader& reader) {
  const auto kept = load_checkpoint(reader, kSource);
  return kept && kept->stage != Checkpoint::kDone;
}

}  // namespace parvis::exchange
