#include "cockpit/influencers/influencer_file_views.h"

#include "cockpit/segment_views.h"
#include "community/accounts/views.h"
#include "community/page/form_words.h"
#include "community/page/table_columns.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr std::size_t kRefusedShown = 10;

std::string files_path() { return std::string(kInfluencersPath) + "/files"; }

std::string shown_file_name(const Visit& visit, const InfluencerFile& file) {
  return file.file_name.empty() ? visit.tr("A file") : file.file_name;
}

void write_file_line(html::Writer& out, const Visit& visit, const InfluencerFile& file) {
  const bool is_draft = file.state == InfluencerFileState::draft;
  out.open("li", {{"class", "row"}}).open("div").open("p");
  out.element("a", {{"href", influencer_file_path(file.id)}}, shown_file_name(visit, file)).text(" ");
  write_badge(out, is_draft ? visit.tr("Draft") : visit.tr("Brought in"), is_draft ? "" : "good");
  out.close().open("p", {{"class", "quiet small dots"}});
  if (!is_draft) out.element("span", visit.trn("{n} new person", "{n} new people", file.made));
  write_when(out, visit, text::msgid("sent {when}"), file.created_at);
  out.close().close().close();
}

std::vector<ColumnChoice> column_choices(const Visit& visit) {
  std::vector<ColumnChoice> choices;
  for (std::size_t i = 0; i < kInfluencerColumns; ++i) {
    const auto column = static_cast<InfluencerColumn>(i);
    choices.push_back({influencer_column_name(column), visit.tr(influencer_column_words(column))});
  }
  return choices;
}

void write_refused_link(html::Writer& out, const Visit& visit, const InfluencerFile& file, std::int64_t refused) {
  out.open("p");
  out.element("a", {{"class", "link"}, {"href", influencer_file_path(file.id) + "/refused.csv"}},
              visit.trn("Download the {n} refused line with its reasons",
                        "Download the {n} refused lines with their reasons", refused));
  out.close();
}

void write_refused(html::Writer& out, const Visit& visit, const InfluencerFile& file, const InfluencerReport& report) {
  out.open("ul", {{"class", "bullets small"}});
  for (std::size_t i = 0; i < std::min(kRefusedShown, report.refused.size()); ++i) {
    const auto& one = report.refused[i];
    out.element("li", visit.tr("Line {line}: {reason}",
                               {{"line", std::to_string(one.line)}, {"reason", reasons_words(one, visit.language)}}));
  }
  out.close();
  write_refused_link(out, visit, file, static_cast<std::int64_t>(report.refused.size()));
}

void write_tried(html::Writer& out, const Visit& visit, const InfluencerFile& file, const InfluencerReport& report) {
  out.open("section", {{"class", "notice plain"}, {"role", "status"}, {"id", "tried"}});
  out.element("h2", visit.tr("What would happen")).open("ul", {{"class", "bullets"}});
  out.element("li", visit.trn("{n} person would be new", "{n} people would be new", report.made));
  if (report.changed > 0) out.element("li", visit.trn("{n} would be changed", "{n} would be changed", report.changed));
  if (report.same > 0) {
    out.element("li", visit.trn("{n} is there already as it is", "{n} are there already as they are", report.same));
  }
  const auto refused = static_cast<std::int64_t>(report.refused.size());
  if (refused > 0) out.element("li", visit.trn("{n} line is refused", "{n} lines are refused", refused));
  out.close();
  if (refused > 0) write_refused(out, visit, file, report);
  out.close();
}

void write_sending(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("form",
           {{"class", "form"}, {"method", "post"}, {"action", files_path()}, {"enctype", "multipart/form-data"}});
  write_form_token(out, visit);
  const auto* message = state.message("file");
  out.open("div", {{"class", message ? "field invalid" : "field"}});
  out.element("label", {{"for", "influencers-file"}}, visit.tr("The file"));
  if (message) out.element("p", {{"class", "field-error"}, {"id", "influencers-file-error"}}, say_in(visit)(*message));
  const auto described = message ? std::optional<std::string>("influencers-file-error") : std::nullopt;
  out.open("input", {{"type", "file"},
                     {"id", "influencers-file"},
                     {"name", "file"},
                     {"accept", ".csv,.tsv,.txt,text/csv"},
                     {"aria-describedby", described}});
  out.close();
  out.element("button", {{"class", "button main"}, {"type", "submit"}}, visit.tr("Look at its columns")).close();
}

}  // namespace

std::string influencer_file_path(InfluencerFileId id) { return files_path() + "/" + id_text(id); }

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
      visit.community.store().read([](store::Reader& reader) { return latest_influencer_files(reader); });
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
  write_sending(out, visit, state);
  out.close();
  if (!files.empty()) {
    out.open("section").element("h2", visit.tr("Files so far")).open("ul", {{"class", "list"}});
    for (const auto& file : files) write_file_line(out, visit, file);
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
  out.open("p", {{"class", "actions"}});
  const bool ready = tried && tried->made + tried->changed > 0;
  form.submit(visit.tr("Try it out"), "step", "try", ready ? html::Emphasis::plain : html::Emphasis::main);
  if (ready) form.submit(visit.tr("Bring them in"), "step", "bring_in", html::Emphasis::main);
  out.close();
  form.close();
  write_post_button(out, visit, influencer_file_path(draft.file.id) + "/removal", visit.tr("Forget this file"),
                    "button bare");
  return cockpit_page(visit, Room::influencers, title, out.take(), status);
}

http::Response influencer_file_page(const Visit& visit, const InfluencerFile& file) {
  const auto title = shown_file_name(visit, file);
  html::Writer out;
  out.open("header", {{"class", "title"}});
  write_back(out, files_path(), visit.tr("Bring in a file"));
  out.element("h1", title).close().open("ul", {{"class", "bullets"}});
  out.element("li", visit.trn("{n} new person", "{n} new people", file.made));
  if (file.changed > 0) out.element("li", visit.trn("{n} was changed", "{n} were changed", file.changed));
  if (file.same > 0) {
    out.element("li", visit.trn("{n} was there already as it is", "{n} were there already as they are", file.same));
  }
  out.close();
  if (file.refused > 0) write_refused_link(out, visit, file, file.refused);
  out.open("p").element("a", {{"class", "button"}, {"href", kInfluencersPath}}, visit.tr("See them all")).close();
  write_post_button(out, visit, influencer_file_path(file.id) + "/removal", visit.tr("Forget this file"),
                    "button bare");
  return cockpit_page(visit, Room::influencers, title, out.take());
}

}  // namespace parvis::cockpit
