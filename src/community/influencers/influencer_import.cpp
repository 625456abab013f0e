// A file of influencers on its way into the table.
#include <algorithm>
#include <iterator>
#include <map>

#include "community/influencers/influencer_file.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr std::size_t kLinesAtOnce = 250;  // of one write: each is some thirty rows

struct Standing {
  InfluencerId id;
  InfluencerWords words;
};

// Where the lines of a file go.
class Table {
 public:
  virtual ~Table() = default;
  virtual store::Reader& reader() = 0;
  virtual std::vector<Standing> of_member(MemberId member) = 0;
  virtual std::vector<Standing> named(const std::string& name) = 0;
  virtual bool change(const Standing& present, const InfluencerWords& words) = 0;
  virtual void add(const InfluencerWords& words) = 0;
};

Standing standing_of(const Influencer& one) { return {one.id, one.words}; }

std::vector<Standing> standing_of(const std::vector<Influencer>& people) {
  std::vector<Standing> all;
  for (const auto& one : people) all.push_back(standing_of(one));
  return all;
}

std::vector<Standing> member_in(store::Reader& reader, MemberId member) {
  const auto id = influencer_of(reader, member);
  const auto found = id ? find_influencer(reader, *id) : std::nullopt;
  return found ? std::vector{standing_of(*found)} : std::vector<Standing>();
}

class RealTable : public Table {
 public:
  RealTable(store::Transaction& transaction, const SpaceAct& act) : transaction_(transaction), act_(act) {}
  store::Reader& reader() override { return transaction_; }
  std::vector<Standing> of_member(MemberId member) override { return member_in(transaction_, member); }
  std::vector<Standing> named(const std::string& name) override {
    return standing_of(influencers_named(transaction_, name));
  }
  bool change(const Standing& present, const InfluencerWords& words) override {
    return change_influencer(transaction_, act_, present.id, words);
  }
  void add(const InfluencerWords& words) override { make_influencer(transaction_, act_, words); }

 private:
  store::Transaction& transaction_;
  const SpaceAct& act_;
};

// What a try would have made stands in memory, and nowhere else.
class TriedTable : public Table {
 public:
  explicit TriedTable(store::Reader& reader) : reader_(reader) {}
  store::Reader& reader() override { return reader_; }
  std::vector<Standing> of_member(MemberId member) override {
    auto found = as_changed(member_in(reader_, member));
    for (const auto& [id, one] : brought_) {
      if (id.value < 0 && one.words.member == member) found.push_back(one);
    }
    return found;
  }
  std::vector<Standing> named(const std::string& name) override {
    auto found = as_changed(standing_of(influencers_named(reader_, name)));
    const auto key = text::fold(name);
    for (auto [at, end] = by_name_.equal_range(key); at != end; ++at) found.push_back(brought_.at(at->second));
    return found;
  }
  bool change(const Standing& present, const InfluencerWords& words) override {
    if (present.words == words) return false;
    keep(present.id, words);
    return true;
  }
  void add(const InfluencerWords& words) override {
    keep({--last_}, words);
    by_name_.emplace(text::fold(words.name), InfluencerId{last_});
  }

 private:
  void keep(InfluencerId id, const InfluencerWords& words) { brought_[id] = {id, words}; }
  std::vector<Standing> as_changed(std::vector<Standing> found) const {
    for (auto& one : found) {
      if (const auto changed = brought_.find(one.id); changed != brought_.end()) one = changed->second;
    }
    return found;
  }

  store::Reader& reader_;
  std::int64_t last_ = 0;
  std::map<InfluencerId, Standing> brought_;
  std::multimap<std::string, InfluencerId> by_name_;  // of those that are new
};

bool share_a_site(const InfluencerWords& a, const InfluencerWords& b) {
  return std::ranges::any_of(a.sites, [&](const std::string& site) {
    const auto key = site_key(site);
    return std::ranges::any_of(b.sites, [&](const std::string& other) { return site_key(other) == key; });
  });
}

struct Piece {
  std::size_t line = 0;
  text::CsvRow row;
};

class Import {
 public:
  Import(std::string_view table, const InfluencerPlan& plan, const InfluencerBringing& bringing)
      : columns_(plan.columns), bringing_(bringing), rows_(table, text::separator_of(table)) {
    text::CsvRow row;
    if (plan.has_heads && rows_.next(row)) report_.heads = row;
  }

  // The lines of one piece; empty at the end.
  std::vector<Piece> next(std::size_t at_most) {
    std::vector<Piece> piece;
    text::CsvRow row;
    while (piece.size() < at_most && lines_ < kMostInfluencerLines && rows_.next(row)) {
      piece.push_back({rows_.line(), row});
      ++lines_;
    }
    return piece;
  }

  // Answers what became of them; a write that is begun again begins anew.
  InfluencerReport take(const std::vector<Piece>& piece, Table& table) const {
    InfluencerReport report;
    for (const auto& one : piece) take(one, table, report);
    return report;
  }

  void add(InfluencerReport&& part) {
    report_.made += part.made;
    report_.changed += part.changed;
    report_.same += part.same;
    std::ranges::move(part.refused, std::back_inserter(report_.refused));
  }
  InfluencerReport report() { return std::move(report_); }

 private:
  TypedInfluencer typed_in(const text::CsvRow& row) const {
    TypedInfluencer typed;
    for (std::size_t i = 0; i < std::min(row.size(), columns_.size()); ++i) {
      auto* field = field_of(typed, columns_[i]);
      if (!field || (!field->empty() && columns_[i] != InfluencerColumn::sites)) continue;
      std::string_view value = row[i];
      // What our own file put before a value that a spreadsheet would calculate.
      if (value.size() > 1 && value[0] == '\'' && std::string_view("=+-@").find(value[1]) != std::string_view::npos) {
        value.remove_prefix(1);
      }
      if (!field->empty()) *field += ' ';
      *field += value;
    }
    return typed;
  }

  static std::string* field_of(TypedInfluencer& typed, InfluencerColumn column) {
    switch (column) {
      case InfluencerColumn::passed_over: return nullptr;
      case InfluencerColumn::name: return &typed.name;
      case InfluencerColumn::member: return &typed.member;
      case InfluencerColumn::sites: return &typed.sites;
      case InfluencerColumn::specialities: return &typed.specialities;
      case InfluencerColumn::places: return &typed.places;
      case InfluencerColumn::notes: return &typed.notes;
      case InfluencerColumn::contact_day: return &typed.contact_day;
      case InfluencerColumn::contact_by: return &typed.contact_by;
      case InfluencerColumn::contact_way: return &typed.contact_way;
      case InfluencerColumn::next_what: return &typed.next_what;
      case InfluencerColumn::next_day: return &typed.next_day;
      case InfluencerColumn::next_who: return &typed.next_who;
      case InfluencerColumn::basis: return &typed.basis;
      case InfluencerColumn::source: return &typed.source;
    }
    return nullptr;
  }

  // Those of the table whom a line is about.
  static std::vector<Standing> like(const InfluencerWords& words, Table& table) {
    if (words.member) return table.of_member(words.member);
    auto found = table.named(words.name);
    std::erase_if(found, [&](const Standing& one) {
      if (one.words.member) return true;
      return !words.sites.empty() && !one.words.sites.empty() && !share_a_site(words, one.words);
    });
    return found;
  }

  // What the line does not say stays.
  static InfluencerWords put_over(const InfluencerWords& present, const InfluencerWords& told,
                                  const TypedInfluencer& typed) {
    auto words = present;
    words.name = told.name;
    for (const auto& site : told.sites) {
      const auto key = site_key(site);
      const bool is_there =
          std::ranges::any_of(words.sites, [&](const std::string& one) { return site_key(one) == key; });
      if (!is_there && words.sites.size() < kMostSites) words.sites.push_back(site);
    }
    if (!typed.specialities.empty()) words.specialities = told.specialities;
    if (!typed.places.empty()) words.places = told.places;
    if (!typed.notes.empty()) words.notes = told.notes;
    if (told.contact_day) {
      words.contact_day = told.contact_day;
      words.contact_by = told.contact_by;
      words.contact_way = told.contact_way;
    }
    if (!told.next_what.empty()) {
      words.next_what = told.next_what;
      words.next_day = told.next_day;
      words.next_who = told.next_who;
    }
    if (!typed.basis.empty()) words.basis = told.basis;
    if (!typed.source.empty()) words.source = told.source;
    return words;
  }

  void take(const Piece& one, Table& table, InfluencerReport& report) const {
    const auto typed = typed_in(one.row);
    auto read = read_influencer(table.reader(), typed, bringing_.today);
    // Whether they stand in the table already is decided here.
    std::erase_if(read.mistakes,
                  [&](const Mistake& mistake) { return mistake.field == "member" && read.words.member; });
    RefusedInfluencer refused{one.line, {}, one.row};
    refused.reasons = std::move(read.mistakes);
    const auto present = refused.reasons.empty() ? like(read.words, table) : std::vector<Standing>();
    if (present.size() > 1) {
      refused.reasons.push_back({"", {"Several of the table are called so. Add a site that says which one."}});
    }
    if (!refused.reasons.empty()) return report.refused.push_back(std::move(refused));
    if (present.size() == 1) {
      const auto words = put_over(present.front().words, read.words, typed);
      (table.change(present.front(), words) ? report.changed : report.same) += 1;
      return;
    }
    if (read.words.source.empty()) read.words.source = bringing_.source;
    table.add(read.words);
    ++report.made;
  }

  const std::vector<InfluencerColumn> columns_;
  const InfluencerBringing& bringing_;
  text::CsvReader rows_;
  std::size_t lines_ = 0;
  InfluencerReport report_;
};

}  // namespace

InfluencerReport import_influencers(store::Store& store, const SpaceAct& act, std::string_view table,
                                    const InfluencerPlan& plan, const InfluencerBringing& bringing) {
  Import import(table, plan, bringing);
  while (true) {
    const auto piece = import.next(kLinesAtOnce);
    if (piece.empty()) return import.report();
    const auto bring = [&](store::Transaction& transaction) {
      RealTable real(transaction, act);
      return import.take(piece, real);
    };
    import.add(store.write(bring));
  }
}

InfluencerReport try_influencers(store::Store& store, std::string_view table, const InfluencerPlan& plan,
                                 const InfluencerBringing& bringing) {
  return store.read([&](store::Reader& reader) {
    Import import(table, plan, bringing);
    TriedTable tried(reader);
    import.add(import.take(import.next(kMostInfluencerLines), tried));
    return import.report();
  });
}

}  // namespace parvis::community
