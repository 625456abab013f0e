// Making and changing a segment: rows or text, counted while one edits; each change of the form is a submit that keeps
// all that was typed.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/condition_form.h"
#include "cockpit/condition_words.h"
#include "cockpit/segment_views.h"
#include "community/page/form_words.h"
#include "community/page/sentence.h"
#include "community/segments/condition_parser.h"
#include "community/segments/member_draw.h"
#include "core/assets/assets.h"
#include "core/text/validate.h"

namespace parvis::cockpit {

using namespace community;

namespace {

struct Draft {
  std::optional<Segment> segment;  // none: a new one
  Condition condition{.kind = Condition::Kind::all};
  bool as_text = false;
  std::string text;  // as typed, in the face of text
  std::optional<ConditionCount> count;
  html::FormState state;
  int status = 200;
};

void write_mistake_place(html::Writer& out, std::string_view text) {
  const auto read = read_condition(text);
  if (read.ok() || text.empty()) return;
  const auto from = std::min(read.at, text.size());
  out.open("p", {{"class", "mistake-place"}}).open("code").text(text.substr(0, from));
  out.element("mark", from < text.size() ? text.substr(from) : std::string_view(" ")).close().close();
}

void write_count(html::Writer& out, const Visit& visit, const Draft& draft) {
  out.open("div", {{"class", "counted"}, {"role", "status"}});
  if (draft.count) {
    out.open("p");
    const auto& [how, members, drawn] = *draft.count;
    const auto number = text::format_number(visit.language, members);
    if (how == ConditionCount::How::exactly) {
      out.element("b", number).text(" ");
      out.text(visit.trn("member, if it were so now", "members, if it were so now", members));
    } else {
      const auto* words = how == ConditionCount::How::about ? text::msgid("about {n} members, if it were so now")
                                                            : text::msgid("at most {n} members, if it were so now");
      write_parts(out, text::tr_parts(visit.language, words), [&](std::string_view) { out.element("b", number); });
      out.close().open("p", {{"class", "quiet small"}});
      out.text(visit.tr("Asked of {n} members drawn evenly. Once it is saved, everybody is counted.", {{"n", drawn}}));
    }
    out.close();
  }
  out.close();
}

void write_text_face(html::Writer& out, const Visit& visit, const Draft& draft) {
  const auto label = visit.tr("The condition, as text"),
             hint = visit.tr("For example: acts(\"replied\") >= 5 within 30 days and not role leader");
  const auto* problem = draft.state.message("condition");
  out.open("div", {{"class", "field"}}).element("label", {{"for", "segment-condition"}}, label);
  out.element("p", {{"class", "field-hint"}, {"id", "condition-hint"}}, hint);
  if (problem) {
    out.element("p", {{"class", "field-error"}, {"id", "condition-error"}}, text::tr(visit.language, *problem));
    write_mistake_place(out, draft.text);
  }
  out.open("textarea", {{"name", "condition"},
                        {"id", "segment-condition"},
                        {"rows", 5},
                        {"spellcheck", "false"},
                        {"class", "code"},
                        {"aria-invalid", problem ? std::optional<std::string>("true") : std::nullopt},
                        {"aria-describedby", problem ? "condition-hint condition-error" : "condition-hint"}});
  out.text(draft.text).close().close();
}

http::Response render(const Visit& visit, const Draft& draft) {
  ConditionChoices choices;
  if (!draft.as_text) {
    choices = visit.community.store().read([&](store::Reader& reader) { return read_choices(visit, reader); });
  }
  const auto title =
      draft.segment ? visit.tr("Change {segment}", {{"segment", draft.segment->name}}) : visit.tr("New segment");
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title).close();
  html::Form form(out, draft.state, say_in(visit), "segment");
  form.summary(visit.tr(kCheckThis));
  const auto action = draft.segment ? segment_path(draft.segment->slug) : std::string("/cockpit/segments");
  out.open("form",
           {{"class", "form wide segment-form"}, {"method", "post"}, {"action", action + "#c"}, {"novalidate", true}});
  write_form_token(out, visit);
  const auto name = visit.tr("Its name"), about = visit.tr("What it is for");
  out.open("div", {{"class", "narrow"}});
  form.text_field({.name = "name", .label = name, .autocomplete = "off"});
  form.text_field({.name = "description", .label = about, .autocomplete = "off", .need = html::Need::optional});
  out.close();
  out.open("div", {{"class", "head"}}).element("h2", visit.tr("Who belongs to it"));
  out.open("span", {{"class", "row"}});
  // The first button of a form is what Enter does in its fields: nothing is saved by accident.
  out.element("button", {{"class", "plain"}, {"name", "do"}, {"value", "again"}}, visit.tr("Count"));
  out.element("button", {{"class", "plain"}, {"name", "do"}, {"value", draft.as_text ? "as_rows" : "as_text"}},
              draft.as_text ? visit.tr("Edit as rows") : visit.tr("Edit as text"));
  out.close().close();
  out.open("input", {{"type", "hidden"}, {"name", "as"}, {"value", draft.as_text ? "text" : "rows"}});
  if (const auto* problem = draft.as_text ? nullptr : draft.state.message("condition")) {
    out.element("p", {{"class", "field-error"}, {"id", "segment-condition"}}, text::tr(visit.language, *problem));
  }
  if (draft.as_text) {
    write_text_face(out, visit, draft);
  } else {
    write_rows(out, visit, draft.condition, choices, draft.state);
  }
  write_count(out, visit, draft);
  out.open("div", {{"class", "actions"}});
  // Every other button comes back to the conditions; from here one goes on to another page, or to its top.
  out.element("button", {{"class", "button main"}, {"name", "do"}, {"value", "save"}, {"formaction", action}},
              visit.tr("Save"));
  out.element("button", {{"class", "button"}, {"name", "do"}, {"value", "again"}}, visit.tr("Count"));
  out.element("a", {{"class", "button bare"}, {"href", draft.segment ? action : "/cockpit/segments"}},
              visit.tr("Cancel"));
  out.close().close();
  if (draft.segment) {
    out.element("a", {{"class", "button bare bad removal"}, {"href", action + "/removal"}},
                visit.tr("Remove this segment"));
  }
  out.element("script", {{"type", "module"}, {"src", assets::address("cockpit.js")}}, "");
  return cockpit_page(visit, Room::segments, title, out.take(), draft.status);
}

// Of the condition as it stands, when it can be counted.
void count(const Visit& visit, Draft& draft) {
  const auto condition = simplified(draft.condition);
  visit.community.store().read([&](store::Reader& reader) {
    if (const auto wrong = wrong_in(reader, condition, draft.segment ? draft.segment->slug : "")) {
      draft.state.refuse("condition", *wrong);
      return;
    }
    draft.count = count_members(reader, condition, now());
  });
}

// Reads both faces; what is wrong stands in the state.
Draft read_draft(const Visit& visit, std::optional<Segment> segment) {
  const auto& form = visit.request.form;
  Draft draft{.segment = std::move(segment), .state = html::FormState(form.pairs())};
  draft.as_text = form.get("as") == "text";
  if (draft.as_text) {
    draft.text = std::string(form.get("condition"));
    const auto read = read_condition(draft.text);
    if (read.ok()) {
      draft.condition = as_rows(read.condition);
    } else {
      draft.state.refuse("condition", *read.problem);
    }
  } else {
    draft.condition = read_rows(form, draft.state);
  }
  return draft;
}

bool is_whole(Draft& draft, SegmentWords& words) {
  auto name = text::check_text(draft.state.value("name"), {.min = 1, .max = kMaxSegmentName});
  if (name.problem) draft.state.refuse("name", *name.problem);
  auto description = text::check_text(draft.state.value("description"), {.max = kMaxSegmentDescription});
  if (description.problem) draft.state.refuse("description", *description.problem);
  words = {std::move(name.value), std::move(description.value), simplified(draft.condition)};
  // Rows may hold words that the text would not read back.
  const auto again = read_condition(to_text(words.condition));
  if (!again.ok()) draft.state.refuse("condition", *again.problem);
  if (words.condition.is_group() && words.condition.parts.empty()) {
    draft.state.refuse("condition", {"Add a condition first: a segment of everybody says nothing."});
  }
  return !draft.state.is_refused();
}

// A row that is taken out takes what was wrong in it along.
void take_gesture(const Visit& visit, Draft& draft, std::string_view gesture) {
  if (!keeps_what_is_wrong(draft.state, gesture)) return;
  if (apply_gesture(draft.condition, visit.request.form, gesture) && gesture.starts_with("remove:")) {
    draft.state = html::FormState(visit.request.form.pairs());
  }
}

// Two of one name could not be told apart where a segment is chosen.
void refuse_taken_name(const Visit& visit, Draft& draft, const SegmentWords& words) {
  const bool is_taken = visit.community.store().read([&](store::Reader& reader) {
    return is_name_taken(reader, words.name, draft.segment ? draft.segment->slug : "");
  });
  const bool had_it = draft.segment && draft.segment->name == words.name;
  if (is_taken && !had_it)
    draft.state.refuse("name", {"There is a segment called so already. Give this one another name."});
}

http::Response answer(const Visit& visit, std::optional<Segment> segment) {
  auto draft = read_draft(visit, std::move(segment));
  const auto gesture = std::string(visit.request.form.get("do"));
  const bool is_done = gesture == "save" || gesture == "again" || gesture == "as_text";
  if (is_done && !draft.as_text) refuse_empty_fields(draft.condition, draft.state);
  if (gesture == "as_text" && !draft.as_text && !draft.state.is_refused()) {
    draft.as_text = true;
    draft.text = to_text(simplified(draft.condition));
  } else if (gesture == "as_rows" && draft.as_text && !draft.state.is_refused()) {
    draft.as_text = false;
  }
  if (gesture != "save") {
    if (!draft.as_text) take_gesture(visit, draft, gesture);
    // A row that was just added is not wrong yet; it is not counted either.
    html::FormState unfinished;
    if (!draft.as_text) refuse_empty_fields(draft.condition, unfinished);
    if (!draft.state.is_refused() && !unfinished.is_refused()) count(visit, draft);
    return render(visit, draft);
  }
  SegmentWords words;
  if (is_whole(draft, words)) refuse_taken_name(visit, draft, words);
  if (draft.state.is_refused()) {
    draft.status = 422;
    return render(visit, draft);
  }
  try {
    const auto act = act_of(visit);
    const auto slug = visit.community.store().write([&](store::Transaction& transaction) {
      if (!draft.segment) return make_segment(transaction, act, words).slug;
      change_segment(transaction, act, *draft.segment, words);
      return draft.segment->slug;
    });
    return community::see_other_with_notice(visit, segment_path(slug),
                                            text::msgid("Saved. Its members are counted now."));
  } catch (const Conflict& conflict) {
    draft.state.refuse("condition", conflict.sentence());
    draft.status = conflict.status();
    return render(visit, draft);
  }
}

}  // namespace

http::Response show_new_segment(Visit& visit) {
  Draft draft;
  if (const auto text = visit.request.query.get("condition"); !text.empty()) {
    const auto read = read_condition(text);
    if (read.ok()) draft.condition = as_rows(read.condition);
  }
  if (!draft.condition.parts.empty()) count(visit, draft);
  return render(visit, draft);
}

http::Response create_segment(Visit& visit) { return answer(visit, std::nullopt); }

http::Response show_segment_edit(Visit& visit) {
  Draft draft;
  draft.segment = visit.community.store().read([&](store::Reader& reader) { return segment_asked(visit, reader); });
  draft.condition = as_rows(condition_of(*draft.segment));
  draft.state.set("name", draft.segment->name);
  draft.state.set("description", draft.segment->description);
  if (draft.segment->evaluated_at) draft.count = ConditionCount{.members = draft.segment->members};
  return render(visit, draft);
}

http::Response update_segment(Visit& visit) {
  return answer(visit,
                visit.community.store().read([&](store::Reader& reader) { return segment_asked(visit, reader); }));
}

}  // namespace parvis::cockpit
