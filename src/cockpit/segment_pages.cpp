// Segments as they are: the list, one with its people, who came and went, the file.
#include "cockpit/cockpit_frame.h"
#include "cockpit/cockpit_pages.h"
#include "cockpit/condition_form.h"
#include "cockpit/condition_words.h"
#include "cockpit/segment_views.h"
#include "community/page/form_words.h"
#include "community/tables/table_stream.h"
#include "core/id_pair.h"
#include "core/text/csv.h"
#include "core/time/instant.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kPeoplePerPage = 50;
constexpr int kFileRows = 1000;  // read at a time

constexpr store::Sql kFileRow{R"(
  select member.id, member.handle, member.display_name, member.language, member.place, member.created_at,
    segment_member.since_at
  from segment_member join member on member.id = segment_member.member
  where segment_member.segment = $1 and segment_member.member > $2 order by segment_member.member limit $3)"};

struct FileRow {
  MemberId id;
  std::string handle, name, language, place;
  Instant joined, since;
};

struct Listed {
  Segment segment;
  SegmentFlow flow;
};

std::string flow_words(const Visit& visit, const SegmentFlow& flow) {
  if (flow.entered == 0 && flow.left == 0) return visit.tr("nobody came or went in 30 days");
  return visit.tr("{entered} came, {left} left in 30 days", {{"entered", flow.entered}, {"left", flow.left}});
}

void write_line(html::Writer& out, const Visit& visit, const Listed& listed, const ConditionChoices& names) {
  const auto& segment = listed.segment;
  out.open("li", {{"class", "space-row"}}).open("div").open("h2");
  out.element("a", {{"href", segment_path(segment.slug)}}, segment.name).close();
  if (!segment.description.empty()) out.element("p", segment.description);
  out.element("p", {{"class", "small quiet said"}}, say_condition(visit, condition_of(segment), names)).close();
  out.open("p", {{"class", "count"}});
  if (segment.evaluated_at) {
    out.element("b", {{"class", "num"}}, visit.trn("{n} member", "{n} members", segment.members));
    out.literal("<br>").text(flow_words(visit, listed.flow));
  } else {
    out.text(visit.tr("being counted"));
  }
  out.close().close();
}

std::optional<SegmentPlace> place_asked(const Visit& visit) {
  const auto place = parse_pair(visit.request.query.get("before"));
  return place ? std::optional(SegmentPlace{{place->first}, {place->second}}) : std::nullopt;
}

void write_people(html::Writer& out, const Visit& visit, const Segment& segment,
                  const std::vector<SegmentMember>& people) {
  out.open("section", {{"id", "people"}}).open("div", {{"class", "head"}}).element("h2", visit.tr("Who is in it"));
  out.element("a", {{"href", segment_path(segment.slug) + "/members.csv"}}, visit.tr("As a file (CSV)")).close();
  if (people.empty()) {
    write_empty(out, segment.evaluated_at ? visit.tr("Nobody, at the moment.")
                                          : visit.tr("It is being counted: look again in a few seconds."));
  }
  out.open("ul", {{"class", "list people"}});
  for (const auto& one : people) {
    const MemberGlimpse glimpse{
        .handle = one.handle, .name = one.name, .title = {}, .hue = one.hue, .role = one.role, .status = one.status};
    write_person(out, visit, glimpse, text::msgid("came {when}"), one.since);
  }
  out.close();
  if (people.size() == static_cast<std::size_t>(kPeoplePerPage)) {
    const auto& last = people.back();
    out.open("nav", {{"class", "pager"}, {"aria-label", visit.tr("Pages")}});
    out.element(
        "a",
        {{"class", "button next"},
         {"rel", "next"},
         {"href", segment_path(segment.slug) + "?before=" + pair_text({last.since.microseconds, last.id.value})}},
        visit.tr("More people"));
    out.close();
  }
  out.close();
}

void write_question(html::Writer& out, const Visit& visit, const Segment& segment, const html::FormState& asked) {
  out.open("form", {{"class", "row asked"}, {"action", segment_path(segment.slug) + "/why"}});
  const auto label = visit.tr("Why is somebody in, or out?");
  out.open("label", {{"for", "why-member"}}).text(label).close();
  write_handle_field(out, visit, "why-member", asked);
  out.element("button", {{"class", "button"}}, visit.tr("Say why")).close();
}

void write_ways(html::Writer& out, const Visit& visit, const Segment& segment) {
  const auto path = segment_path(segment.slug);
  out.open("div", {{"class", "row actions"}});
  out.element("a", {{"class", "button main"}, {"href", path + "/edit"}}, visit.tr("Change it"));
  out.element("a", {{"class", "button"}, {"href", path + "/letter"}}, visit.tr("Write to them"));
  out.element("a", {{"class", "button bare"}, {"href", path + "/moves"}}, visit.tr("Who came and went"));
  out.close();
}

}  // namespace

http::Response show_segments(Visit& visit) {
  std::vector<Listed> all;
  ConditionChoices names;
  visit.community.store().read([&](store::Reader& reader) {
    names = read_choices(visit, reader);
    for (auto& segment : segments(reader)) {
      const auto flow = flow_of(reader, segment.id, now() - kFlowLooksBack);
      all.push_back({std::move(segment), flow});
    }
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).open("div", {{"class", "title-row"}});
  out.element("h1", visit.tr("Segments"));
  if (!all.empty()) {
    out.open("div", {{"class", "row"}});
    out.element("a", {{"class", "button main"}, {"href", "/cockpit/segments/new"}}, visit.tr("New segment")).close();
  }
  out.close();
  out.element("p", visit.tr("Questions about members whose answer is always current, a second after the act that "
                            "makes it true."));
  out.close();
  if (all.empty()) {
    write_empty(out,
                visit.tr("No segment yet. Begin with those you would write to first: who answered five times this "
                         "month, who has been silent since summer."),
                visit.tr("Make the first one"), "/cockpit/segments/new");
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& listed : all) write_line(out, visit, listed, names);
  out.close();
  return cockpit_page(visit, Room::segments, visit.tr("Segments"), out.take());
}

http::Response segment_page(const Visit& visit, const html::FormState& asked, int status) {
  Segment segment;
  SegmentFlow flow;
  ConditionChoices names;
  std::int64_t everybody = 0;
  const auto people = visit.community.store().read([&](store::Reader& reader) {
    segment = segment_asked(visit, reader);
    flow = flow_of(reader, segment.id, now() - kFlowLooksBack);
    everybody = read_tally(reader, "members");
    names = read_choices(visit, reader);
    return members_of(reader, segment.id, place_asked(visit), kPeoplePerPage);
  });
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", segment.name);
  if (!segment.description.empty()) out.element("p", segment.description);
  out.close();
  out.open("dl", {{"class", "figures"}});
  if (segment.evaluated_at) {
    write_figure(out, visit.tr("In it now"), text::format_number(visit.language, segment.members),
                 everybody > 0 ? visit.tr("{share}% of all members",
                                          {{"share", (100 * segment.members + everybody / 2) / everybody}})
                               : "",
                 "#people");
  } else {
    write_figure(out, visit.tr("In it now"), "…", visit.tr("being counted"));
  }
  const auto moves = segment_path(segment.slug) + "/moves";
  write_figure(out, visit.tr("Came in 30 days"), text::format_number(visit.language, flow.entered), {},
               moves + "?show=entered");
  write_figure(out, visit.tr("Left in 30 days"), text::format_number(visit.language, flow.left), {},
               moves + "?show=left");
  out.close();
  out.open("section", {{"class", "rule"}}).element("h2", visit.tr("Who belongs to it"));
  write_condition(out, visit, condition_of(segment), &names);
  out.close();
  write_ways(out, visit, segment);
  write_question(out, visit, segment, asked);
  write_people(out, visit, segment, people);
  return cockpit_page(visit, Room::segments, segment.name, out.take(), status);
}

http::Response show_segment(Visit& visit) { return segment_page(visit, {}, 200); }

http::Response show_segment_file(Visit& visit) {
  auto& store = visit.community.store();
  const auto segment = store.read([&](store::Reader& reader) { return segment_asked(visit, reader); });
  // By which spreadsheets know UTF-8.
  auto heads = "\xEF\xBB\xBF" + text::csv_line({visit.tr("Handle"), visit.tr("Name"), visit.tr("Language"),
                                                visit.tr("Place"), visit.tr("Joined"), visit.tr("In it since")},
                                               ',');
  auto rows_after = [&store, id = segment.id, heads = std::move(heads),
                     after = MemberId{}](std::string& piece) mutable {
    piece = std::exchange(heads, {});
    const auto rows =
        store.read([&](store::Reader& reader) { return reader.all<FileRow>(kFileRow, id, after, kFileRows); });
    for (const auto& row : rows) {
      piece += text::csv_line(
          {row.handle, row.name, row.language, row.place, to_rfc3339(row.joined), to_rfc3339(row.since)}, ',');
      after = row.id;
    }
    return rows.size() == static_cast<std::size_t>(kFileRows);
  };
  return stream_table(visit, std::move(rows_after), segment.slug);
}

}  // namespace parvis::cockpit
