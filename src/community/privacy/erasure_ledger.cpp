#include "community/privacy/erasure_ledger.h"

#include <boost/json.hpp>
#include <fstream>
#include <map>

#include "community/privacy/erasure_steps.h"
#include "core/archive/bytes.h"
#include "core/log/log.h"

namespace parvis::community {
namespace {

namespace fs = std::filesystem;
using Entries = std::map<MemberId, ErasedOnce>;

constexpr store::Sql kDone{"select member, words, done_at from erasure where done_at is not null order by member"};
constexpr store::Sql kStillThere{R"(
  select count(*) from member where id = $1
    and not exists (select 1 from erasure where member = $1 and done_at is not null))"};
constexpr store::Sql kAskAgain{R"(
  insert into erasure (member, words, asked_at, due_at) values ($1, $2, $3, $3)
  on conflict (member) do update set words = excluded.words, due_at = excluded.due_at)"};

std::optional<ErasedOnce> entry_in(const std::string& line) {
  try {
    const auto value = boost::json::parse(line);
    const auto& object = value.as_object();
    const auto member = parse_id(std::string(object.at("member").as_string()));
    const auto at = parse_rfc3339(std::string(object.at("at").as_string()));
    if (!member || !at) return std::nullopt;
    const bool words_go = object.at("words").as_string() == "go";
    return ErasedOnce{MemberId{*member}, words_go ? WordsLeft::go : WordsLeft::stay, *at};
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

std::string line_of(const ErasedOnce& entry) {
  return boost::json::serialize(boost::json::object{{"member", id_text(entry.member)},
                                                    {"words", entry.words == WordsLeft::go ? "go" : "stay"},
                                                    {"at", to_rfc3339(entry.at)}}) +
         "\n";
}

void add_file(Entries& entries, const fs::path& folder) {
  for (const auto& entry : read_ledger(folder / kLedgerName)) {
    auto& known = entries.try_emplace(entry.member, entry).first->second;
    if (entry.words == WordsLeft::go) known.words = WordsLeft::go;
  }
}

Entries all_known(store::Store& store, const config::Settings& settings, const std::vector<fs::path>& folders) {
  Entries entries;
  store.read([&](store::Reader& reader) {
    for (const auto& entry : reader.all<ErasedOnce>(kDone)) entries[entry.member] = entry;
  });
  add_file(entries, settings.data_dir);
  add_file(entries, settings.backup_folder());
  for (const auto& folder : folders) add_file(entries, folder);
  return entries;
}

void write(const Entries& entries, const fs::path& folder) {
  std::string lines;
  for (const auto& [member, entry] : entries) lines += line_of(entry);
  const auto target = folder / kLedgerName;
  {
    std::ifstream present(target, std::ios::binary);
    if (std::string(std::istreambuf_iterator<char>(present), {}) == lines) return;
  }
  const auto fresh = folder / (std::string(kLedgerName) + ".new");
  fs::remove(fresh);
  archive::NewFile file(fresh);
  file.write(lines);
  file.finish();
  fs::rename(fresh, target);
  archive::sync_folder(folder);
}

}  // namespace

std::vector<ErasedOnce> read_ledger(const fs::path& file) {
  std::vector<ErasedOnce> entries;
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (const auto entry = entry_in(line)) entries.push_back(*entry);
  }
  return entries;
}

void keep_ledger(store::Store& store, const config::Settings& settings) {
  const auto entries = all_known(store, settings, {});
  if (entries.empty()) return;
  if (fs::is_directory(settings.data_dir)) write(entries, settings.data_dir);
  if (fs::is_directory(settings.backup_folder())) write(entries, settings.backup_folder());
}

void keep_ledger(store::Store& store, const config::Settings& settings, const fs::path& folder) {
  keep_ledger(store, settings);
  const auto entries = all_known(store, settings, {folder});
  if (!entries.empty()) write(entries, folder);
}

std::int64_t erase_again(const Erasing& erasing, const std::vector<fs::path>& folders) {
  std::int64_t erased = 0;
  for (const auto& [member, entry] : all_known(erasing.store, erasing.settings, folders)) {
    const bool is_there = erasing.store.read(
        [&](store::Reader& reader) { return *reader.one<std::int64_t>(kStillThere, entry.member) > 0; });
    if (!is_there) continue;
    erasing.store.write(
        [&](store::Transaction& transaction) { transaction.run(kAskAgain, entry.member, entry.words, entry.at); });
    run_erasure_steps(erasing, entry.member);
    ++erased;
  }
  if (erased > 0) log::info("Erased again who had been erased after this was kept", {{"members", erased}});
  keep_ledger(erasing.store, erasing.settings);
  return erased;
}

}  // namespace parvis::community
