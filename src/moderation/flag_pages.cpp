// Flagging: a page of its own, so that it works everywhere, with the words it is about and the grounds to choose from.
#include "community/moderation/flag_pace.h"
#include "community/moderation/moderation_case.h"
#include "community/moderation/reason_words.h"
#include "community/pace/pace.h"
#include "community/page/form_words.h"
#include "community/threads/comment.h"
#include "community/threads/post.h"
#include "community/threads/visit_act.h"
#include "core/text/markdown.h"
#include "moderation/moderation_pages.h"

namespace parvis::moderation {

using namespace community;

namespace {

constexpr std::size_t kExcerpt = 400;

// What is flagged, as the one who flags it reads it.
struct Flagged {
  Words words;
  MemberId author;
  PostInThread place;
  std::string html;
  bool already = false;

  std::string address() const {
    return (words.kind == ObjectKind::post ? "/posts/" : "/comments/") + id_text(words.object) + "/flag";
  }
  std::string back() const {
    const auto& slug = place.thread.slug;
    if (words.kind == ObjectKind::post) return post_path(place.thread.id, slug, place.post.number);
    return comment_path(place.thread.id, slug, place.post.number, {words.object});
  }
};

Flagged read_flagged(Visit& visit, ObjectKind kind) {
  const auto id = parse_id(visit.request.parameter(kind == ObjectKind::post ? "post" : "comment"));
  if (!id) throw NotFound();
  auto flagged = visit.community.store().read([&](store::Reader& reader) {
    Flagged found{.words = {kind, *id}};
    if (kind == ObjectKind::comment) {
      auto comment = find_comment(reader, visit.viewer, *visit.spaces, {*id});
      found.place = find_post(reader, visit.viewer, *visit.spaces, comment.post);
      found.author = comment.author;
      found.html = std::move(comment.html);
    } else {
      found.place = find_post(reader, visit.viewer, *visit.spaces, PostId{*id});
      found.author = found.place.post.author;
      found.html = found.place.post.html;
    }
    found.already = has_flagged(reader, visit.member().member, found.words);
    return found;
  });
  if (flagged.place.post.deleted() || flagged.place.thread.deleted_at) throw NotFound();
  if (flagged.author == visit.viewer.member) {
    throw Forbidden({"These are your own words: you may change or delete them."});
  }
  if (!may_flag(visit.viewer, visit.readable_space(flagged.place.thread.space))) {
    throw Forbidden({"You may not do this in this space."});
  }
  return flagged;
}

std::string title_of(const Visit& visit, const Flagged& flagged) {
  if (flagged.words.kind == ObjectKind::comment) return visit.tr("Flag this comment");
  if (flagged.place.post.number == 1) return visit.tr("Flag this conversation");
  return visit.tr("Flag post {number}", {{"number", flagged.place.post.number}});
}

http::Response render(const Visit& visit, const Flagged& flagged, const html::FormState& state = {}, int status = 200) {
  const auto title = title_of(visit, flagged);
  html::Writer out;
  out.open("header", {{"class", "title"}}).element("h1", title);
  out.element("p", visit.tr("Those who look after this space read it and decide. Nobody else learns that it was you."));
  out.close();
  out.open("blockquote", {{"class", "flagged"}, {"lang", flagged.place.post.language}});
  out.element("p", excerpt_of(flagged.html, kExcerpt)).close();
  html::Form form(out, state, say_in(visit), "flag");
  form.summary(visit.tr(kCheckThis)).open(flagged.address(), visit.form_token);
  write_reason_fields(form, visit, ReasonFor::flag);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Flag it"));
  out.element("a", {{"class", "button bare"}, {"href", flagged.back()}}, visit.tr("Cancel")).close();
  form.close();
  return render_page(visit, {.title = title, .indexing = Indexing::refused}, out.take(), {}, status);
}

http::Response show(Visit& visit, ObjectKind kind) {
  const auto flagged = read_flagged(visit, kind);
  if (flagged.already) {
    return see_other_with_notice(visit, flagged.back(),
                                 text::msgid("You have flagged this already. Somebody looks at it."));
  }
  return render(visit, flagged);
}

http::Response create(Visit& visit, ObjectKind kind) {
  const auto flagged = read_flagged(visit, kind);
  html::FormState state(visit.request.form.pairs());
  const auto reason = reason_typed(state);
  if (!reason) return render(visit, flagged, state, 422);
  if (const int wait = wait_to_flag(visit); wait > 0) {
    state.refuse({"You have flagged much this hour. Wait a little: somebody looks at it."});
    return with_retry_after(render(visit, flagged, state, 429), wait);
  }
  const auto act = act_of(visit);
  try {
    visit.community.store().write(
        [&](store::Transaction& transaction) { flag(transaction, act, flagged.words, *reason); });
  } catch (const Conflict&) {
    return see_other_with_notice(visit, flagged.back(),
                                 text::msgid("You have flagged this already. Somebody looks at it."));
  }
  return see_other_with_notice(visit, flagged.back(), text::msgid("Thank you. Somebody looks at it."));
}

}  // namespace

http::Response show_post_flag(Visit& visit) { return show(visit, ObjectKind::post); }
http::Response create_post_flag(Visit& visit) { return create(visit, ObjectKind::post); }
http::Response show_comment_flag(Visit& visit) { return show(visit, ObjectKind::comment); }
http::Response create_comment_flag(Visit& visit) { return create(visit, ObjectKind::comment); }

}  // namespace parvis::moderation
