#include "exchange/stackexchange/import_run.h"

#include "community/spaces/space.h"
#include "community/threads/counters.h"
#include "core/text/validate.h"
#include "exchange/bulk_member.h"
#include "exchange/stackexchange/dump_dates.h"
#include "exchange/stackexchange/fold.h"
#include "exchange/stackexchange/settle.h"

namespace parvis::exchange {
namespace {

using namespace community;

constexpr std::size_t kPostsPerFold = 250;
constexpr std::size_t kBodiesPerWrite = 1000;
// What comes after the files, as a share of the work with them: measured on three dumps.
constexpr double kAfterFiles = 0.15;

constexpr store::Sql kSlugTaken{"select 1 from space where slug = $1"};

std::string site_of(const std::filesystem::path& folder, const ImportOptions& options) {
  if (!options.site.empty()) return options.site;
  const auto absolute = std::filesystem::weakly_canonical(folder);
  return absolute.has_filename() ? absolute.filename().string() : absolute.parent_path().filename().string();
}

bool is_stage(std::string_view name) {
  return std::ranges::any_of(stages(), [&](const Stage* stage) { return stage->name() == name; });
}

SpaceId make_space(store::Transaction& transaction, const std::string& name) {
  const auto wish = text::slug(name);
  auto slug = wish;
  for (int number = 2; transaction.one<std::int64_t>(kSlugTaken, slug); ++number) {
    slug = wish + "-" + std::to_string(number);
  }
  NewSpace space{.slug = slug, .kind = SpaceKind::questions};
  for (const auto language : text::kLanguages) space.name.set(language, name);
  return create_space(transaction, Timeline(), space, {}, now(), Source::import);
}

// Receives one item: what stands against it, whether it is there already, else writes it.
class Reception {
 public:
  Reception(Desk& desk, const Stage& stage, StageFigures& figures, bool first_run)
      : desk_(desk), stage_(stage), figures_(figures), first_run_(first_run) {}

  void receive(const Item& item) {
    auto& arrivals = desk_.arrivals();
    const auto kind = stage_.kind(item);
    const bool there = is_post(kind) ? arrivals.post(item.id).has_value() : arrivals.has(kind, item.id);
    if (there && !first_run_) {
      ++figures_.there;
      return;
    }
    auto objection = there ? "Id " + std::to_string(item.id) + " stands twice" : stage_.objection(arrivals, item);
    if (!objection.empty()) {
      ++figures_.refused;
      refused.push_back({item.line, std::move(objection)});
      return;
    }
    auto remark = stage_.remark(arrivals, item);
    if (!arrivals.claim(kind, item.id, stage_.write(desk_, item))) {
      throw Fault("row " + std::to_string(item.id) + " of " + std::string(stage_.file()) + " was written twice");
    }
    if (remark.empty()) remark = desk_.take_remark();
    if (!remark.empty()) remarks.push_back({item.line, std::move(remark)});
    ++figures_.arrived;
  }

  std::vector<Remark> refused, remarks;

 private:
  Desk& desk_;
  const Stage& stage_;
  StageFigures& figures_;
  bool first_run_;
};

Wanted wanted_by(const Stage& stage, const Batch& batch) {
  Wanted wanted;
  for (const auto& item : batch.items) {
    const auto kind = stage.kind(*item);
    wanted.row(kind, item->id);
    if (is_post(kind)) wanted.post(item->id);
    stage.want(*item, wanted);
  }
  return wanted;
}

}  // namespace

RunClock::RunClock(const std::filesystem::path& folder, const ImportOptions& options)
    : folder_(folder), options_(options) {
  all_bytes_ = bytes_before({}) * (1 + kAfterFiles);
}

double RunClock::bytes_before(std::string_view stage) const {
  double bytes = 0;
  for (const auto* each : stages()) {
    if (each->name() == stage) break;
    std::error_code missing;
    const auto size = std::filesystem::file_size(folder_ / each->file(), missing);
    if (!missing) bytes += static_cast<double>(size);
  }
  return bytes;
}

double RunClock::seconds() const {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
}

void RunClock::show(std::string_view stage, double done_bytes) {
  if (!options_.on_progress) return;
  options_.on_progress({.stage = stage,
                        .rows = rows,
                        .seconds = seconds(),
                        .share = all_bytes_ > 0 ? std::min(done_bytes / all_bytes_, 1.0) : 1});
}

std::string report_lines(std::string_view file, const std::vector<Remark>& refused,
                         const std::vector<Remark>& remarks) {
  std::vector<std::pair<std::int64_t, std::string>> lines;
  const auto add = [&](const std::vector<Remark>& all, std::string_view what) {
    for (const auto& one : all)
      lines.emplace_back(one.line, fmt::format("{}:{}: {}: {}\n", file, one.line, what, one.text));
  };
  add(refused, "refused");
  add(remarks, "remark");
  std::ranges::stable_sort(lines, {}, &std::pair<std::int64_t, std::string>::first);
  std::string text;
  for (const auto& line : lines) text += line.second;
  return text;
}

ImportRun::ImportRun(store::Store& store, const std::filesystem::path& folder, const ImportOptions& options)
    : store_(store),
      folder_(folder),
      options_(options),
      site_(site_of(folder, options)),
      arrivals_("stackexchange:" + site_),
      report_(options.report, UINT64_MAX),
      clock_(folder, options) {}

ImportResult ImportRun::run() {
  open();
  bool reached = false;
  for (const auto* stage : stages()) {
    reached = reached || stage->name() == checkpoint_.stage;
    if (reached) run_stage(*stage);
  }
  fold();
  give_bodies();
  settle();
  ImportResult result{.stages = checkpoint_.figures,
                      .rows = clock_.rows,
                      .seconds = clock_.seconds(),
                      .resumed = resumed_,
                      .moved_by = checkpoint_.moved_by,
                      .space = space_};
  return result;
}

template <class Action>
void ImportRun::write(const Action& action) {
  store_.write([&](store::Transaction& transaction) {
    arrivals_.begin(transaction);
    Desk desk(transaction, arrivals_, space_);
    action(desk);
    desk.put_in();
    arrivals_.put_in();
  });
  arrivals_.committed();
}

// Takes up a stopped import of the same files, or begins a new one.
void ImportRun::open() {
  const auto fingerprint = fingerprint_of(folder_);
  const auto moved_by = span_of_dates();
  write([&](Desk& desk) {
    auto& transaction = desk.transaction();
    auto kept = load_checkpoint(transaction, arrivals_.source());
    const auto space = arrivals_.find(ImportedKind::space, 0);
    resumed_ = kept && space && is_stage(kept->stage) && kept->fingerprint == fingerprint;
    checkpoint_ =
        resumed_
            ? *kept
            : Checkpoint{.fingerprint = fingerprint, .stage = std::string(stages()[0]->name()), .first_run = !space};
    checkpoint_.moved_by = moved_by;
    // A run that was stopped before its counters were recounted leaves that to this one.
    if (kept && kept->stage != Checkpoint::kDone && kept->changed) checkpoint_.changed = true;
    space_ =
        space ? SpaceId{*space} : make_space(transaction, options_.space_name.empty() ? site_ : options_.space_name);
    if (!space) arrivals_.claim(ImportedKind::space, 0, space_.value);
    arrivals_.set_former(find_or_make_former_member(transaction, now()));
    save_checkpoint(transaction, arrivals_.source(), checkpoint_);
  });
  checkpoint_.report_bytes = report_.write(checkpoint_.report_bytes, {});
}

// What arrives later of a site keeps its distance to what came before.
std::optional<std::int64_t> ImportRun::span_of_dates() {
  const bool moves = options_.dates == Dates::moved_to_now;
  const auto kept = store_.read([&](store::Reader& reader) { return load_checkpoint(reader, arrivals_.source()); });
  if (kept && moves && !kept->moved_by) {
    throw Fault(
        "What came from there before has its own dates, and what comes now would stand apart from it: give a "
        "new --data, or leave --shift-to-now out.");
  }
  if (kept) return kept->moved_by;
  if (!moves) return std::nullopt;
  clock_.show("dates", 0);
  return span_to_now(folder_, now());
}

void ImportRun::run_stage(const Stage& stage) {
  const auto path = folder_ / stage.file();
  if (checkpoint_.stage != stage.name()) move_to(stage.name());
  checkpoint_.of(stage.name());
  if (!std::filesystem::exists(path)) return;
  const auto before = clock_.bytes_before(stage.name());
  Batches batches(stage, path, checkpoint_.position, options_.batch_rows, checkpoint_.moved_by.value_or(0));
  while (const auto batch = batches.next()) {
    write_batch(stage, *batch);
    clock_.rows += batch->rows;
    clock_.show(stage.name(), before + static_cast<double>(batch->end.offset));
  }
}

void ImportRun::write_batch(const Stage& stage, const Batch& batch) {
  Checkpoint next;
  write([&](Desk& desk) {
    next = checkpoint_;
    auto& figures = next.of(stage.name());
    const auto arrived_before = figures.arrived;
    figures.read += batch.rows;
    figures.refused += static_cast<std::int64_t>(batch.refused.size());
    Reception reception(desk, stage, figures, next.first_run);
    reception.refused = batch.refused;
    arrivals_.look_up(wanted_by(stage, batch));
    stage.prepare(desk, batch.items);
    for (const auto& item : batch.items) reception.receive(*item);
    figures.remarks += static_cast<std::int64_t>(reception.remarks.size());
    next.changed = next.changed || figures.arrived > arrived_before;
    next.position = batch.end;
    next.report_bytes =
        report_.write(checkpoint_.report_bytes, report_lines(stage.file(), reception.refused, reception.remarks));
    save_checkpoint(desk.transaction(), arrivals_.source(), next);
  });
  checkpoint_ = std::move(next);
}

// Written with the stage's first batch: stopped before that, the import finds the file before at its end.
void ImportRun::move_to(std::string_view stage) {
  checkpoint_.stage = stage;
  checkpoint_.position = {};
}

void ImportRun::fold() {
  const auto all = store_.read([](store::Reader& reader) { return posts_to_fold(reader); });
  const auto files = clock_.all_bytes() / (1 + kAfterFiles);
  std::int64_t done = 0;
  while (done < all) {
    std::size_t folded = 0;
    write([&](Desk& desk) { folded = fold_revisions(desk, kPostsPerFold); });
    if (folded == 0) return;
    done += static_cast<std::int64_t>(folded);
    const auto share = static_cast<double>(done) / static_cast<double>(all);
    clock_.show("edits", files * (1 + kAfterFiles / 2 * share));
  }
}

void ImportRun::give_bodies() {
  for (PostId after;;) {
    std::vector<std::pair<PostId, std::string>> bodies;
    after = store_.read(
        [&](store::Reader& reader) { return find_without_body(reader, space_, after, kBodiesPerWrite, bodies); });
    if (!after) return;
    write([&](Desk& desk) {
      for (const auto& [post, body] : bodies) set_body(desk, post, body);
    });
  }
}

// What can be said now that all is there, and the counters; after that the import is done.
void ImportRun::settle() {
  clock_.show("counters", clock_.all_bytes() / (1 + kAfterFiles) * (1 + kAfterFiles / 2));
  write([&](Desk& desk) {
    order_answers(desk);
    settle_solutions(desk);
    settle_closures(desk);
    desk.put_in();
    if (checkpoint_.changed) recount_all(desk.transaction());
    auto done = checkpoint_;
    done.stage = Checkpoint::kDone;
    done.position = {};
    done.changed = false;
    save_checkpoint(desk.transaction(), arrivals_.source(), done);
  });
  clock_.show("counters", clock_.all_bytes());
}

}  // namespace parvis::exchange
