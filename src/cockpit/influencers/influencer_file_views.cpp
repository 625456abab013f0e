#include "cockpit/influencers/influencer_file_views.h"

#include "cockpit/segment_views.h"
#include "community/accounts/views.h"
#include "community/page/form_words.h"
#include "community/page/table_columns.h"
#include "community/tables/table_file_views.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr std::size_t kRefusedShown = 10;

std::string files_path() { return std::string(kInfluencersPath) + "/files"; }

std::vector<ColumnChoice> column_choices(const Visit& visit) {
  std::vector<ColumnChoice> choices;
  for (std::size_t i = 0; i < kInfluencerColumns; ++i) {
    const auto column = static_cast<InfluencerColumn>(i);
    choices.push_back({influencer_column_name(column), visit.tr(influencer_column_words(column))});
  }
  return choices;
}

void write_refused(html::Writer& out, const Visit& visit, const TableFile& file, const InfluencerReport& report) {
  out.open("ul", {{"class", "bullets small"}});
  for (std::size_t i = 0; i < std::min(kRefusedShown, report.refused.size()); ++i) {
    const auto& one = report.refused[i];
    out.element("li", visit.tr("Line {line}: {reason}",
                               {{"line", std::to_string(one.line)}, {"reason", reasons_words(one, visit.language)}}));
  }
  out.close();
  write_refused_link(out, visit, influencer_file_path(file.id), static_cast<std::int64_t>(report.refused.size()));
}

void write_tried(html::Writer& out, const Visit& visit, const TableFile& file, const InfluencerReport& report) {
  open_tried(out, visit, outcome_of(report),
             visit.trn("{n} person would be new", "{n} people would be new", report.made));
  if (!report.refused.empty()) write_refused(out, visit, file, report);
  out.close();
}

}  // namespace

std::string influencer_file_path(TableFileId id) { return files_path() + "/" + id_text(id); }

html::FormState influencer_plan_state(const InfluencerPlan& plan) {
  html::FormState state;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    state.set(column_field(i), std::string(influencer_column_name(plan.columns[i])));
  }
  if (plan.has_heads) state.set("has_heads", "1");
  return state;
}

http::Response influencer_files_page(const Visit& visit, const html::FormState& state, int status) {
  const auto files =
      visit.community.store().read([](store::Reader& reader) { return influencer_files().latest(reader); });
  const auto title = visit.tr("Bring in a file");
  html::Writer out;
  out.open("header", {{"class", "title"}});
  write_back(out, kInfluencersPath, visit.tr("Influencers"));
  out.element("h1", title);
  out.element("p", visit.tr("A list saved as CSV by a spreadsheet, one person on each line. You say what each column "
                            "is and see what would happen before anything does."));
  out.close().open("div", {{"class", "narrow"}});
  out.element("p", {{"class", "quiet small"}},
              visit.tr("The same person is: the same member; or, outside the square, the same name and a site in "
                       "common, or no site on one side. Nobody outside is taken for a member by their name. An empty "
                       "cell takes nothing away, and sites are added to those there are."));
  write_table_sending(out, visit, state, files_path(), "influencers-file");
  out.close();
  if (!files.empty()) {
    out.open("section").element("h2", visit.tr("Files so far")).open("ul", {{"class", "list"}});
    for (const auto& file : files) {
      write_table_file_line(out, visit, file, influencer_file_path(file.id),
                            visit.trn("{n} new person", "{n} new people", file.made));
    }
    out.close().close();
  }
  return cockpit_page(visit, Room::influencers, title, out.take(), status);
}

http::Response influencer_draft_page(const Visit& visit, const InfluencerDraft& draft, const html::FormState& state,
                                     const InfluencerReport* tried, int status) {
  const auto title = visit.tr("What each column is");
  html::Writer out;
  out.open("header", {{"class", "title"}});
  write_back(out, files_path(), visit.tr("Bring in a file"));
  out.element("h1", title).element("p", {{"class", "quiet"}}, draft.file.file_name).close();
  if (tried) write_tried(out, visit, draft.file, *tried);
  html::Form form(out, state, say_in(visit), "plan");
  form.summary(visit.tr(kCheckThis)).open(influencer_file_path(draft.file.id), visit.form_token);
  write_table_columns(out, visit, draft.lines, column_choices(visit), state);
  const auto heads = visit.tr("The first line names the columns");
  form.checkbox({.name = "has_heads", .label = heads});
  const auto outcome = tried ? std::optional(outcome_of(*tried)) : std::nullopt;
  write_table_steps(out, form, visit, outcome ? &*outcome : nullptr);
  form.close();
  write_post_button(out, visit, influencer_file_path(draft.file.id) + "/removal", visit.tr("Forget this file"),
                    "button bare");
  return cockpit_page(visit, Room::influencers, title, out.take(), status);
}

http::Response influencer_file_page(const Visit& visit, const TableFile& file) {
  const auto title = shown_file_name(visit, file);
  html::Writer out;
  out.open("header", {{"class", "title"}});
  write_back(out, files_path(), visit.tr("Bring in a file"));
  out.element("h1", title).close();
  write_outcome(out, visit, file, visit.trn("{n} new person", "{n} new people", file.made));
  if (file.refused > 0) write_refused_link(out, visit, influencer_file_path(file.id), file.refused);
  out.open("p").element("a", {{"class", "button"}, {"href", kInfluencersPath}}, visit.tr("See them all")).close();
  write_post_button(out, visit, influencer_file_path(file.id) + "/removal", visit.tr("Forget this file"),
                    "button bare");
  return cockpit_page(visit, Room::influencers, title, out.take());
}

}  // namespace parvis::cockpit
