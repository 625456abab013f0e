#include "files/member_picture_pages.h"

#include <charconv>

#include "community/accounts/account_views.h"
#include "community/files/attaching.h"
#include "community/files/bringing.h"
#include "community/files/member_picture.h"
#include "community/files/sent_files.h"
#include "community/pace/pace.h"
#include "community/page/form_words.h"
#include "community/page/page.h"
#include "files/handing_out.h"

namespace parvis::files {

using namespace community;

namespace {

constexpr char kPage[] = "/account/pictures";

// The two forms, with what was wrong with one.
struct Forms {
  html::FormState face, cover;
  int status = 200;
};

std::string_view name_of(FileKind kind) { return kind == FileKind::face ? "face" : "cover"; }
std::string path_of(FileKind kind) { return std::string(kPage) + "/" + std::string(name_of(kind)); }

void write_removal(html::Writer& out, const Visit& visit, FileKind kind, std::string_view words) {
  out.open("form", {{"method", "post"}, {"action", path_of(kind) + "/removal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button"}}, words).close();
}

void write_choice(html::Writer& out, const Visit& visit, FileKind kind, const html::FormState& state,
                  std::string_view label, std::string_view hint) {
  const std::string id = std::string(name_of(kind)) + "-file";
  const auto* message = state.message("file");
  out.open("form", {{"class", "form"},
                    {"method", "post"},
                    {"action", path_of(kind)},
                    {"enctype", "multipart/form-data"},
                    {"novalidate", true}});
  write_form_token(out, visit);
  out.open("div", {{"class", message ? "field invalid" : "field"}}).element("label", {{"for", id}}, label);
  out.element("p", {{"class", "field-hint"}, {"id", id + "-hint"}}, hint);
  if (message) out.element("p", {{"class", "field-error"}, {"id", id + "-error"}}, text::tr(visit.language, *message));
  out.open("input", {{"id", id},
                     {"name", "file"},
                     {"type", "file"},
                     {"accept", kPictureTypes},
                     {"aria-describedby", message ? id + "-hint " + id + "-error" : id + "-hint"}});
  out.close();
  out.element("button", {{"class", "button main"}}, visit.tr("Send this picture")).close();
}

http::Response render(const Visit& visit, const Forms& forms) {
  const auto member = visit.member().member;
  const auto [face, cover] = visit.community.store().read([&](store::Reader& reader) {
    return std::pair(picture_of_member(reader, member, FileKind::face),
                     picture_of_member(reader, member, FileKind::cover));
  });
  html::Writer out;
  write_account_head(out, visit, AccountTab::settings);
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Your face"));
  out.open("div", {{"class", "own-picture"}});
  write_face(out, visit.viewer.display_name, visit.viewer.hue, "face large");
  if (face) write_removal(out, visit, FileKind::face, visit.tr("Take my picture out"));
  out.close();
  write_choice(out, visit, FileKind::face, forms.face, face ? visit.tr("Another picture") : visit.tr("A picture"),
               visit.tr("It is cut to a square about its middle, and stands beside all you write."));
  out.close();
  out.open("section", {{"class", "narrow"}}).element("h2", visit.tr("Your cover"));
  if (cover) {
    out.open("img", {{"class", "cover"},
                     {"src", file_path(cover->file) + "/720.webp"},
                     {"alt", ""},
                     {"width", 1440},
                     {"height", 480}});
    out.open("div", {{"class", "own-picture"}});
    write_removal(out, visit, FileKind::cover, visit.tr("Take my cover out"));
    out.close();
  }
  write_choice(out, visit, FileKind::cover, forms.cover, cover ? visit.tr("Another picture") : visit.tr("A picture"),
               visit.tr("A broad one, three times as wide as high. It stands above your page."));
  out.close();
  return account_page(visit, out, forms.status);
}

Sentence wrong_with(const Mistakes& mistakes) { return mistakes.front().sentence; }

http::Response choose(Visit& visit, FileKind kind) {
  visit.member();
  Forms forms;
  auto& state = kind == FileKind::face ? forms.face : forms.cover;
  const auto refused = [&](Sentence sentence, int status) {
    state.refuse("file", std::move(sentence));
    forms.status = status;
    return render(visit, forms);
  };
  const auto files = sent_files(visit.request, "file");
  if (files.size() != 1) return refused({"Choose a file first."}, 422);
  if (const int wait = take(visit, Pace::files); wait > 0) {
    return with_retry_after(refused(too_fast(Pace::files), 429), wait);
  }
  const auto file = bring_file(visit.community, visit.viewer, visit.source,
                               {.name = files.front().name, .alt = {}, .bytes = files.front().bytes, .as = kind});
  if (!file) return refused(wrong_with(file.mistakes()), 422);
  visit.community.store().write(
      [&](store::Transaction& transaction) { choose_picture(transaction, visit.community.timeline(), *file); });
  return see_other_with_notice(visit, kPage, text::msgid("Saved."));
}

http::Response end(Visit& visit, FileKind kind) {
  const auto member = visit.member().member;
  visit.community.store().write(
      [&](store::Transaction& transaction) { end_picture(transaction, visit.community.timeline(), member, kind); });
  return see_other_with_notice(visit, kPage, text::msgid("It is taken away."));
}

}  // namespace

http::Response show_own_pictures(Visit& visit) { return render(visit, {}); }
http::Response choose_face(Visit& visit) { return choose(visit, FileKind::face); }
http::Response choose_cover(Visit& visit) { return choose(visit, FileKind::cover); }
http::Response end_face(Visit& visit) { return end(visit, FileKind::face); }
http::Response end_cover(Visit& visit) { return end(visit, FileKind::cover); }

http::Response show_face(Visit& visit) {
  const auto typed = visit.request.parameter("face");
  std::int64_t number = 0;
  std::from_chars(typed.data(), typed.data() + typed.size(), number);
  const auto label = visit.request.parameter("copy");
  const auto [file, copy] = visit.community.store().read([&](store::Reader& reader) {
    const auto face = face_numbered(reader, number);
    auto file = face ? find_file(reader, face->file) : std::nullopt;
    auto copy = file ? find_copy(reader, *file, label.empty() ? "96.jpg" : label) : std::nullopt;
    if (!copy) throw NotFound();
    return std::pair(std::move(*file), std::move(*copy));
  });
  return hand_out(visit, file, copy, Seen::by_all);
}

}  // namespace parvis::files
