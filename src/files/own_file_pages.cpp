#include "files/own_file_pages.h"

#include "community/accounts/account_views.h"
#include "community/files/bringing.h"
#include "community/files/own_files.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "community/threads/visit_act.h"
#include "core/media/picture.h"
#include "core/text/catalogue.h"

namespace parvis::files {

using namespace community;

namespace {

FileId asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("upload"));
  if (!id) throw NotFound();
  return FileId{*id};
}

std::string own_path(FileId id) { return "/account/files/" + id_text(id); }

std::string size_words(const Visit& visit, std::int64_t bytes) {
  constexpr std::int64_t kKilobyte = 1000;
  if (bytes < kMegabyte) return visit.tr("{n} kB", {{"n", (bytes + kKilobyte - 1) / kKilobyte}});
  const auto tenths = (bytes * 10 + kMegabyte / 2) / kMegabyte;
  const auto whole = text::format_number(visit.language, tenths / 10);
  const auto mark = visit.language == text::Language::fr ? "," : ".";
  return visit.tr("{n} MB", {{"n", whole + mark + std::to_string(tenths % 10)}});
}

void write_picture(html::Writer& out, const File& file, std::string_view css_class) {
  if (file.kind != FileKind::picture) return;
  const auto small = media::copy_widths(static_cast<int>(file.width)).front();
  out.open("img", {{"class", css_class},
                   {"src", file_path(file.id) + "/" + media::copy_label(small, "webp")},
                   {"alt", file.alt},
                   {"width", file.width},
                   {"height", file.height},
                   {"loading", "lazy"}});
}

void write_line(html::Writer& out, const Visit& visit, const File& file) {
  out.open("li").open("a", {{"href", own_path(file.id)}});
  write_picture(out, file, "");
  out.element("span", {{"class", file.kind == FileKind::picture ? "unseen" : "name"}}, file.name).close();
  out.open("p", {{"class", "quiet small"}}).text(size_words(visit, file.bytes) + " · ");
  write_time(out, visit, file.created_at);
  out.close().close();
}

void write_room(html::Writer& out, const Visit& visit, const FileRules& rules, const Brought& brought) {
  const auto size = size_words(visit, brought.bytes);
  if (visit.viewer.is_manager()) {
    out.element("p", {{"class", "quiet"}}, visit.tr("They take {size}.", {{"size", size}}));
    return;
  }
  const auto& share = visit.viewer.newcomer ? rules.newcomer : rules.member;
  out.element("p", {{"class", "quiet"}},
              visit.tr("They take {size} of the {most} you have here.",
                       {{"size", size}, {"most", size_words(visit, share.megabytes * kMegabyte)}}));
}

void write_places(html::Writer& out, const Visit& visit, const std::vector<FilePlace>& places) {
  out.element("h3", visit.tr("Where it stands"));
  if (places.empty()) {
    out.element("p", {{"class", "quiet"}},
                visit.tr("In nothing that is published. What nothing uses, drafts included, goes after a day."));
    return;
  }
  out.open("ul", {{"class", "list"}});
  for (const auto& place : places) {
    out.open("li").element("a", {{"href", post_path(place.thread, place.slug, place.number)}, {"lang", place.language}},
                           place.title);
    out.close();
  }
  out.close();
}

void write_removal(html::Writer& out, const Visit& visit, const File& file) {
  out.open("details", {{"class", "removal"}}).element("summary", visit.tr("Take it away…"));
  out.element("p", visit.tr("It goes from every place where it stands, and its description stays there. This cannot be "
                            "undone."));
  out.open("form", {{"method", "post"}, {"action", own_path(file.id) + "/removal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bad"}}, visit.tr("Take it away")).close().close();
}

http::Response render(const Visit& visit, const File& file, const html::FormState& state, int status = 200) {
  const auto places = visit.community.store().read(
      [&](store::Reader& reader) { return places_of(reader, visit.viewer, *visit.spaces, file.id); });
  html::Writer out;
  write_account_head(out, visit, AccountTab::files);
  out.open("section", {{"class", "narrow own-file"}}).element("h2", file.name);
  write_picture(out, file, "whole");
  out.open("p", {{"class", "quiet small"}}).text(size_words(visit, file.bytes) + " · ");
  write_time(out, visit, file.created_at);
  out.close();
  if (file.kind == FileKind::picture) {
    html::Form form(out, state, say_in(visit), "file");
    form.summary(visit.tr(kCheckThis)).open(own_path(file.id), visit.form_token);
    form.text_field({.name = "alt",
                     .label = visit.tr("What does it show?"),
                     .hint = visit.tr("In a sentence, for those who do not see it. Texts that show it keep the words "
                                      "they have."),
                     .autocomplete = "off",
                     .need = html::Need::optional});
    form.submit(visit.tr("Save")).close();
  } else {
    out.open("p").element("a", {{"class", "button"}, {"href", file_path(file.id)}}, visit.tr("Save it on this device"));
    out.close();
  }
  write_places(out, visit, places);
  write_removal(out, visit, file);
  out.close();
  return account_page(visit, out, status);
}

File file_asked(const Visit& visit) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return file_to_change(reader, visit.member(), asked(visit)); });
}

}  // namespace

http::Response show_own_files(Visit& visit) {
  const auto member = visit.member().member;
  const FileId before{parse_id(visit.request.query.get("before")).value_or(0)};
  struct Read {
    std::vector<File> files;
    FileRules rules;
    Brought brought;
  };
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    return Read{files_of_member(reader, member, before), read_file_rules(reader), brought_by(reader, member, now())};
  });
  html::Writer out;
  write_account_head(out, visit, AccountTab::files);
  out.open("section");
  if (read.files.empty()) {
    write_empty(out, visit.tr("The pictures you put into what you write stand here."), visit.tr("Write"),
                "/threads/new");
  } else {
    write_room(out, visit, read.rules, read.brought);
    out.open("ul", {{"class", "own-files"}});
    for (const auto& file : read.files) write_line(out, visit, file);
    out.close();
    if (read.files.size() == kFilesPerPage) {
      out.open("p").element("a",
                            {{"class", "button"}, {"href", "/account/files?before=" + id_text(read.files.back().id)}},
                            visit.tr("Earlier ones"));
      out.close();
    }
  }
  out.close();
  return account_page(visit, out);
}

http::Response show_own_file(Visit& visit) {
  const auto file = file_asked(visit);
  html::FormState state;
  state.set("alt", file.alt);
  return render(visit, file, state);
}

http::Response describe_own_file(Visit& visit) {
  const auto file = file_asked(visit);
  html::FormState state(visit.request.form.pairs());
  const auto alt = check_alt(state.value("alt"));
  if (!alt) {
    for (const auto& mistake : alt.mistakes()) state.refuse(mistake.field, mistake.sentence);
    return render(visit, file, state, 422);
  }
  const auto act = act_of(visit);
  visit.community.store().write(
      [&](store::Transaction& transaction) { describe_file(transaction, act, file.id, *alt); });
  return see_other_with_notice(visit, own_path(file.id), text::msgid("Saved."));
}

http::Response remove_own_file(Visit& visit) {
  const auto file = file_asked(visit);
  const auto act = act_of(visit);
  visit.community.store().write([&](store::Transaction& transaction) { remove_file(transaction, act, file.id); });
  return see_other_with_notice(visit, "/account/files", text::msgid("It is taken away."));
}

}  // namespace parvis::files
