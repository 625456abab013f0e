#include "community/influencers/influencer_file.h"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <utility>

#include "community/tables/refused_lines.h"
#include "core/text/catalogue.h"
#include "core/text/unicode.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

namespace json = boost::json;
using enum InfluencerColumn;

struct ColumnName {
  InfluencerColumn column;
  std::string_view name;
  const char* words;
  const char* also;  // other heads, folded, separated by commas
};
constexpr int kRowsInPiece = 500;

constexpr std::array<ColumnName, kInfluencerColumns> kColumns{
    ColumnName{passed_over, "none", text::msgid("Not brought in"), ""},
    {name, "name", text::msgid("Name"), "nom,who,qui,influencer,influenceur"},
    {member, "member", text::msgid("Member (handle)"), "member,membre,handle,pseudo,identifiant"},
    {sites, "sites", text::msgid("Sites"), "site,site web,website,url,lien,liens,blog,address,adresse"},
    {specialities, "specialities", text::msgid("Specialities"), "speciality,specialites,specialite,themes,topics"},
    {places, "places", text::msgid("Places"), "place,lieu,lieux,city,ville,region"},
    {notes, "notes", text::msgid("Notes"), "note,remarks,remarques,comment,commentaire"},
    {contact_day, "contact_day", text::msgid("Last contact"), "contact,dernier contact,last contacted"},
    {contact_by, "contact_by", text::msgid("By whom"), "par qui,contacted by"},
    {contact_way, "contact_way", text::msgid("How they were contacted"), "how,comment joint,canal,channel"},
    {next_what, "next_what", text::msgid("Next step"), "next,prochaine etape,suite,todo,a faire"},
    {next_day, "next_day", text::msgid("Next step: when"), "when,quand,echeance,due"},
    {next_who, "next_who", text::msgid("Next step: who"), "who does it,qui s en charge"},
    {basis, "basis", text::msgid("By which right"), "legal basis,base legale"},
    {source, "source", text::msgid("Where we know them from"), "source,origine"}};

std::optional<InfluencerColumn> column_of_head(std::string_view head) {
  const auto folded = text::fold(head);
  if (folded.empty()) return std::nullopt;
  for (const auto& column : kColumns) {
    if (column.column == passed_over) continue;
    if (text::fold(column.name) == folded) return column.column;
    for (const auto language : text::kLanguages) {
      if (text::fold(text::tr(language, column.words)) == folded) return column.column;
    }
    for (std::string_view also = column.also; !also.empty();) {
      const auto end = std::min(also.find(','), also.size());
      if (also.substr(0, end) == folded) return column.column;
      also.remove_prefix(std::min(end + 1, also.size()));
    }
  }
  return std::nullopt;
}

// A file may have several columns of sites; of all others the first counts.
bool may_come_again(InfluencerColumn column) { return column == sites; }

}  // namespace

std::string_view influencer_column_name(InfluencerColumn column) {
  return kColumns[static_cast<std::size_t>(column)].name;
}
const char* influencer_column_words(InfluencerColumn column) {
  return kColumns[static_cast<std::size_t>(column)].words;
}

std::optional<InfluencerColumn> parse_influencer_column(std::string_view name) {
  const auto found = std::ranges::find(kColumns, name, &ColumnName::name);
  return found == kColumns.end() ? std::nullopt : std::optional(found->column);
}

std::string to_json(const InfluencerPlan& plan) {
  json::array columns;
  for (const auto column : plan.columns) columns.push_back(json::value(influencer_column_name(column)));
  return json::serialize(json::object{{"columns", std::move(columns)}, {"has_heads", plan.has_heads}});
}

InfluencerPlan influencer_plan_from_json(std::string_view text) {
  InfluencerPlan plan;
  boost::system::error_code error;
  const auto value = json::parse(text, error);
  const auto* object = error ? nullptr : value.if_object();
  if (!object) return plan;
  if (const auto* columns = object->if_contains("columns"); columns && columns->is_array()) {
    for (const auto& column : columns->as_array()) {
      const auto known =
          column.is_string() ? parse_influencer_column(std::string_view(column.as_string())) : std::nullopt;
      plan.columns.push_back(known.value_or(passed_over));
    }
  }
  const auto* heads = object->if_contains("has_heads");
  if (heads && heads->is_bool()) plan.has_heads = heads->as_bool();
  return plan;
}

InfluencerPlan guess_influencer_plan(const text::CsvRow& first_line) {
  InfluencerPlan plan;
  for (const auto& head : first_line) {
    const auto column = column_of_head(head);
    const bool is_free = column && (may_come_again(*column) || !std::ranges::count(plan.columns, *column));
    plan.columns.push_back(is_free ? *column : passed_over);
  }
  // Where no head is known, the first line is somebody already.
  const auto is_known = [](InfluencerColumn column) { return column != passed_over; };
  plan.has_heads = std::ranges::any_of(plan.columns, is_known);
  return plan;
}

std::optional<Sentence> missing_in(const InfluencerPlan& plan) {
  const auto has = [&](InfluencerColumn column) { return std::ranges::count(plan.columns, column) > 0; };
  if (has(name) || has(member)) return std::nullopt;
  return Sentence{"Say which column holds the names."};
}

std::string reasons_words(const RefusedInfluencer& refused, text::Language language) {
  std::string all;
  for (const auto& [field, sentence] : refused.reasons) {
    if (!all.empty()) all += " ";
    const auto column = parse_influencer_column(field);
    const auto said = text::tr(language, sentence);
    all += column ? text::tr(language, "{field}: {message}",
                             {{"field", text::tr(language, influencer_column_words(*column))}, {"message", said}})
                  : said;
  }
  return all;
}

InfluencerBringing bringing_of(std::string_view file_name, text::Language language, std::int64_t today) {
  const auto said = [&](std::string_view name) { return text::tr(language, "The file {name}", {{"name", name}}); };
  auto source = said(file_name);
  if (source.size() > kMaxSource) {
    // The end of a long name goes, not what it says.
    const auto beyond = source.size() - kMaxSource + std::string_view("…").size();
    const auto most = file_name.size() - std::min(file_name.size(), beyond);
    source = said(std::string(text::cut_at_character(file_name, most)) + "…");
  }
  return {.source = std::move(source), .today = today};
}

TableOutcome outcome_of(const InfluencerReport& report) {
  return {report.made, report.changed, report.same, static_cast<std::int64_t>(report.refused.size())};
}

InfluencerReport bring_influencers_in(store::Store& store, const SpaceAct& act, TableFileId file,
                                      std::string_view table, const InfluencerPlan& plan,
                                      const InfluencerBringing& bringing, text::Language language) {
  auto report = import_influencers(store, act, table, plan, bringing);
  store.write([&](store::Transaction& transaction) {
    // It may have been brought in by a second press of the button, which found everybody there already.
    if (influencer_files().require(transaction, file).state != TableFileState::draft) return;
    influencer_files().note_import(transaction, file, to_json(plan), outcome_of(report),
                                   refusals_table(report, language));
  });
  return report;
}

std::string refusals_table(const InfluencerReport& report, text::Language language) {
  std::vector<RefusedRow> rows;
  for (const auto& one : report.refused) rows.push_back({one.line, reasons_words(one, language), one.values});
  return refused_table(report.heads, rows, language);
}

const TableFiles& influencer_files() {
  static const TableFiles files("influencer_import");
  return files;
}

std::string influencer_heads(text::Language language) {
  text::CsvRow heads;
  for (const auto& column : kColumns) {
    if (column.column != passed_over) heads.push_back(text::tr(language, column.words));
  }
  return text::csv_line(heads, ',');
}

std::string influencer_line(const Influencer& influencer, text::Language language) {
  auto typed = typed_of(influencer);
  std::ranges::replace(typed.sites, '\n', ' ');
  const auto way = influencer.words.contact_way;
  return text::csv_line(
      {typed.name, typed.member, typed.sites, typed.specialities, typed.places, typed.notes, typed.contact_day,
       typed.contact_by, way == ContactWay::unknown ? std::string() : text::tr(language, contact_way_words(way)),
       typed.next_what, typed.next_day, typed.next_who, text::tr(language, basis_words(influencer.words.basis)),
       typed.source},
      ',');
}

http::BodySource influencer_pieces(store::Store& store, InfluencerQuery query, text::Language language,
                                   std::string mark) {
  query.limit = kRowsInPiece;
  auto head = std::move(mark) + influencer_heads(language);
  return [&store, query, language, head](std::string& piece) mutable {
    piece += std::exchange(head, {});
    const auto page = store.read([&](store::Reader& reader) { return list_influencers(reader, query); });
    for (const auto& one : page.people) piece += influencer_line(one, language);
    if (!page.people.empty()) query.after = page.people.back().id;
    return page.has_more;
  };
}

}  // namespace parvis::community
