// Merging two threads: the other is named by its address, what will happen is said, and then it is done.
#include "community/page/form_words.h"
#include "community/threads/merge.h"
#include "community/threads/relation.h"
#include "community/threads/standing.h"
#include "community/threads/visit_act.h"
#include "core/store/id_list.h"
#include "core/text/marks.h"
#include "forum/composer_views.h"
#include "forum/forum_pages.h"
#include "forum/thread_content.h"
#include "forum/transfer_views.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

struct MergePage {
  Thread thread;
  std::optional<Thread> other;
  bool keeps_other = false;
  std::vector<RelatedThread> near;
  std::vector<Transfer> latest;
  html::FormState state;
  int status = 200;
};

bool may_move(const Visit& visit, const Thread& thread) {
  const auto* space = visit.spaces->find(thread.space);
  return space && may(visit.viewer, *space, Action::move);
}

// The identifier in an address of a thread, or by itself.
std::optional<ThreadId> thread_named(std::string_view text) {
  constexpr std::string_view kBefore = "/threads/";
  if (const auto at = text.find(kBefore); at != std::string_view::npos) text.remove_prefix(at + kBefore.size());
  text = text.substr(0, text.find_first_of("/?# "));
  const auto id = parse_id(text);
  return id ? std::optional(ThreadId{*id}) : std::nullopt;
}

void find_other(store::Reader& reader, const Visit& visit, MergePage& page) {
  const auto typed = page.state.value("with");
  if (typed.empty()) return;
  try {
    const auto id = thread_named(typed);
    if (!id) throw NotFound();
    page.other = find_thread(reader, visit.viewer, *visit.spaces, *id);
  } catch (const NotFound&) {
    page.state.refuse("with", {"There is no conversation at this address."});
    return;
  }
  if (page.other->id == page.thread.id) {
    page.state.refuse("with", {"A conversation cannot be merged with itself."});
  } else if (page.other->deleted_at) {
    page.state.refuse("with", {"This thread was deleted. Restore it first."});
  } else if (!may_move(visit, *page.other)) {
    page.state.refuse("with", {"You do not lead the space it stands in."});
  } else {
    page.keeps_other = kept_of(reader, page.thread.id, page.other->id) == page.other->id;
  }
  if (page.state.is_refused()) page.other.reset();
}

MergePage read_page(Visit& visit, const http::Fields& typed) {
  MergePage page;
  page.state = html::FormState(typed.pairs());
  visit.community.store().read([&](store::Reader& reader) {
    page.thread = find_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit));
    visit.member();
    if (!may_move(visit, page.thread)) throw Forbidden();
    require_standing(page.thread);
    find_other(reader, visit, page);
    page.near = only_related_readable(related_threads(reader, page.thread.id), visit.viewer, *visit.spaces);
    page.latest = latest_transfers(reader, page.thread.id, now());
  });
  if (page.state.is_refused()) page.status = 422;
  return page;
}

void write_near(html::Writer& out, const Visit& visit, const MergePage& page) {
  if (page.near.empty()) return;
  out.open("section").element("h2", visit.tr("Near this")).open("ul", {{"class", "list"}});
  for (const auto& other : page.near) {
    out.open("li").element("a", {{"href", "/threads/" + id_text(page.thread.id) + "/merge?with=" + id_text(other.id)}},
                           other.title);
    out.close();
  }
  out.close().close();
}

void write_question(html::Writer& out, const Visit& visit, const MergePage& page) {
  html::Form form(out, page.state, say_in(visit), "merge");
  form.summary(visit.tr(kCheckThis)).open_question("/threads/" + id_text(page.thread.id) + "/merge");
  form.text_field({.name = "with",
                   .label = visit.tr("Address of the other conversation"),
                   .hint = visit.tr("As it stands in the browser when you read it."),
                   .autocomplete = "off"});
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Go on"));
  out.element("a", {{"class", "button bare"}, {"href", thread_path(page.thread.id, page.thread.slug)}},
              visit.tr("Cancel"));
  out.close();
  form.close();
  write_near(out, visit, page);
}

void write_confirmation(html::Writer& out, const Visit& visit, const MergePage& page) {
  const auto& gone = page.keeps_other ? page.thread : *page.other;
  const auto& kept = page.keeps_other ? *page.other : page.thread;
  out.open("div", {{"class", "narrow confirmed"}});
  out.element("p", visit.trn("The {n} post of “{gone}” goes into “{kept}”, which began earlier.",
                             "The {n} posts of “{gone}” go into “{kept}”, which began earlier, in the order in which "
                             "they were written.",
                             gone.posts, {{"gone", gone.title}, {"kept", kept.title}}));
  out.element("p", {{"class", "quiet"}},
              visit.tr("Title, tags and space stay those of “{kept}”. Every link to a post, who follows and what was "
                       "read go with the posts. It can be taken back for a day.",
                       {{"kept", kept.title}}));
  html::Form form(out, page.state, say_in(visit), "merge");
  form.open("/threads/" + id_text(page.thread.id) + "/merge", visit.form_token);
  form.hidden("with", id_text(page.other->id));
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Merge"));
  out.element("a", {{"class", "button bare"}, {"href", "/threads/" + id_text(page.thread.id) + "/merge"}},
              visit.tr("Choose another"));
  out.close();
  form.close();
  out.close();
}

http::Response render(const Visit& visit, const MergePage& page) {
  const auto heading = visit.tr("Merge with another conversation");
  html::Writer out;
  write_transfer_head(out, page.thread, heading);
  page.other ? write_confirmation(out, visit, page) : write_question(out, visit, page);
  write_latest_transfers(out, visit, page.thread, page.latest);
  return render_page(visit, {.title = heading, .indexing = Indexing::refused}, out.take(), {}, page.status);
}

std::string path_of(store::Reader& reader, const Visit& visit, ThreadId id) {
  const auto thread = find_thread(reader, visit.viewer, *visit.spaces, id);
  return thread_path(thread.id, thread.slug);
}

}  // namespace

http::Response show_merge(Visit& visit) { return render(visit, read_page(visit, visit.request.query)); }

http::Response create_merge(Visit& visit) {
  auto page = read_page(visit, visit.request.form);
  if (!page.other) {
    if (!page.state.is_refused()) page.state.refuse("with", {"There is no conversation at this address."});
    page.status = 422;
    return render(visit, page);
  }
  const auto act = act_of(visit);
  const auto path = visit.community.store().write([&](store::Transaction& transaction) {
    return path_of(transaction, visit, merge_threads(transaction, act, page.thread.id, page.other->id).kept);
  });
  return see_other_with_notice(visit, path, kMergeNotice);
}

http::Response take_back_split_or_merge(Visit& visit) {
  visit.member();
  const auto id = parse_id(visit.request.parameter("transfer"));
  if (!id) throw NotFound();
  const auto act = act_of(visit);
  const auto path = visit.community.store().write([&](store::Transaction& transaction) {
    return path_of(transaction, visit, take_back_transfer(transaction, act, ActivityId{*id}));
  });
  return see_other_with_notice(visit, path, text::msgid("The posts are back where they were."));
}

}  // namespace parvis::forum
