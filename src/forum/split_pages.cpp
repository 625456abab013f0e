// Splitting a thread: posts are ticked, page after page, a title is given, and the new conversation stands.
#include "community/page/form_words.h"
#include "community/page/member_views.h"
#include "community/threads/merge.h"
#include "community/threads/split.h"
#include "community/threads/standing.h"
#include "community/threads/visit_act.h"
#include "core/store/id_list.h"
#include "forum/composer_views.h"
#include "forum/forum_pages.h"
#include "forum/thread_content.h"
#include "forum/transfer_views.h"
#include "forum/writing_pages.h"

namespace parvis::forum {

using namespace community;

namespace {

constexpr std::int64_t kTickedAtOnce = 50;  // on one page
constexpr std::size_t kExcerpt = 160;
constexpr std::string_view kTo = "to:";  // before the number that a step begins at

constexpr store::Sql kPage{R"(
  select post.id, post.number, post.created_at, case when post.deleted_at is null then 0 else 1 end, post.html,
         post.language, member.display_name
  from post join member on member.id = post.author
  where post.thread = $1 and post.number >= $2 order by post.number limit $3)"};
constexpr store::Sql kEarlier{R"(
  select coalesce(min(number), 1) from (
    select number from post where thread = $1 and number < $2 order by number desc limit $3) earlier)"};
constexpr store::Sql kRest{R"(
  select id from post where thread = $1
    and number > (select coalesce(max(chosen.number), 9000000000000000000) from post as chosen where chosen.thread = $1
                  and chosen.id)"};
constexpr store::Sql kRestInOrder{") order by number limit 5001"};

struct Ticked {
  PostId id;
  std::int64_t number = 0;
  Instant created_at;
  bool deleted = false;
  std::string html, language, author;
};

struct SplitPage {
  Thread thread;
  std::vector<Ticked> posts;
  std::int64_t from = 1, earlier = 0;
  bool more = false;
  std::vector<Transfer> latest;
  html::FormState state;
  int status = 200;
};

void read_posts(store::Reader& reader, SplitPage& page, std::int64_t from) {
  page.from = from;
  page.posts = reader.all<Ticked>(kPage, page.thread.id, from, kTickedAtOnce + 1);
  page.more = page.posts.size() > static_cast<std::size_t>(kTickedAtOnce);
  if (page.more) page.posts.resize(kTickedAtOnce);
  if (from > 1) page.earlier = reader.one<std::int64_t>(kEarlier, page.thread.id, from, kTickedAtOnce).value_or(1);
  page.latest = latest_transfers(reader, page.thread.id, now());
}

SplitPage read_page(Visit& visit, std::int64_t from) {
  SplitPage page;
  visit.community.store().read([&](store::Reader& reader) {
    page.thread = find_thread(reader, visit.viewer, *visit.spaces, thread_asked(visit));
    if (!may(visit.member(), visit.readable_space(page.thread.space), Action::move)) throw Forbidden();
    require_standing(page.thread);
    read_posts(reader, page, from);
  });
  return page;
}

void write_post_to_tick(html::Writer& out, const Visit& visit, const SplitPage& page, const Ticked& post) {
  const auto id = "post-" + id_text(post.id);
  const bool first = post.number == 1;
  out.open("li", {{"class", "tick"}});
  out.open("input", {{"type", "checkbox"},
                     {"id", id},
                     {"name", "post"},
                     {"value", id_text(post.id)},
                     {"disabled", first},
                     {"checked", page.state.has("post", id_text(post.id))}});
  out.open("label", {{"for", id}}).open("span", {{"class", "tick-by"}});
  out.element("b", post.author).text(" ");
  out.element("span", {{"class", "num quiet"}}, text::format_number(visit.language, post.number)).text(" ");
  write_time(out, visit, post.created_at);
  if (first) write_badge(out, visit.tr("stays"));
  if (post.deleted) write_badge(out, visit.tr("deleted"), "bad");
  out.close();
  out.element("span", {{"class", "tick-words"}, {"lang", post.language}}, excerpt_of(post.html, kExcerpt));
  out.close().close();
}

void write_ticks(html::Writer& out, const Visit& visit, const SplitPage& page) {
  const auto* refused = page.state.message("posts");
  out.open("fieldset", {{"class", "ticks"}, {"id", "split-posts"}, {"tabindex", "-1"}});
  out.element("legend", visit.tr("Posts that go"));
  if (refused) out.element("p", {{"class", "field-error"}}, say_in(visit)(*refused));
  out.open("ul", {{"class", "list"}});
  for (const auto& post : page.posts) write_post_to_tick(out, visit, page, post);
  out.close().close();
}

// What was ticked on other pages of this form goes on with it.
void write_ticked_elsewhere(html::Form& form, const Visit& visit, const SplitPage& page) {
  for (const auto& [name, value] : visit.request.form.pairs()) {
    const auto shown = [&](const Ticked& post) { return id_text(post.id) == value; };
    if (name == "post" && parse_id(value) && std::ranges::none_of(page.posts, shown)) form.hidden("post", value);
  }
}

void write_steps(html::Writer& out, html::Form& form, const Visit& visit, const SplitPage& page) {
  if (page.earlier == 0 && !page.more) return;
  out.open("div", {{"class", "row"}});
  const auto to = [](std::int64_t number) { return std::string(kTo) + std::to_string(number); };
  if (page.earlier > 0) form.submit(visit.tr("Earlier posts"), "step", to(page.earlier), html::Emphasis::plain);
  if (page.more) form.submit(visit.tr("Later posts"), "step", to(page.posts.back().number + 1), html::Emphasis::plain);
  out.close();
}

void write_spaces(html::Form& form, const Visit& visit) {
  std::vector<std::string> ids;
  std::vector<html::Choice> choices;
  const auto spaces = readable_spaces(visit.viewer, *visit.spaces);
  for (const auto* space : spaces) {
    if (may(visit.viewer, *space, Action::move)) ids.push_back(id_text(space->id));
  }
  std::size_t at = 0;
  for (const auto* space : spaces) {
    if (may(visit.viewer, *space, Action::move)) choices.push_back({ids[at++], space->name.in(visit.language)});
  }
  form.select({.name = "space", .label = visit.tr("Space"), .choices = choices});
}

http::Response render(const Visit& visit, const SplitPage& page) {
  const auto heading = visit.tr("Split this conversation");
  const auto path = "/threads/" + id_text(page.thread.id);
  html::Writer out;
  write_transfer_head(out, page.thread, heading,
                      visit.tr("The posts you tick begin a conversation of their own. A line where they were leads "
                               "there, and every link to them goes on working."));
  html::Form form(out, page.state, say_in(visit), "split");
  form.summary(visit.tr(kCheckThis)).open(path + "/split", visit.form_token);
  // Return presses the first button of a form: it must be the one that splits.
  out.open("div", {{"class", "unseen"}, {"aria-hidden", "true"}});
  out.element("button", {{"name", "step"}, {"value", "split"}, {"tabindex", "-1"}}, visit.tr("Split")).close();
  form.hidden("from", std::to_string(page.from));
  write_ticks(out, visit, page);
  write_ticked_elsewhere(form, visit, page);
  write_steps(out, form, visit, page);
  form.checkbox({.name = "rest", .label = visit.tr("Also all posts after the last one ticked")});
  form.text_field({.name = "title", .label = visit.tr("Title of the new conversation"), .autocomplete = "off"});
  write_spaces(form, visit);
  out.open("div", {{"class", "actions"}});
  form.submit(visit.tr("Split"), "step", "split", html::Emphasis::main);
  out.element("a", {{"class", "button bare"}, {"href", thread_path(page.thread.id, page.thread.slug)}},
              visit.tr("Cancel"));
  out.close();
  form.close();
  write_latest_transfers(out, visit, page.thread, page.latest);
  return render_page(visit, {.title = heading, .indexing = Indexing::refused}, out.take(), {}, page.status);
}

std::vector<PostId> ticked_posts(const Visit& visit) {
  std::vector<PostId> posts;
  for (const auto& [name, value] : visit.request.form.pairs()) {
    if (name != "post") continue;
    if (const auto id = parse_id(value)) posts.push_back(PostId{*id});
  }
  return posts;
}

SplitForm form_of(store::Reader& reader, const Visit& visit, const SplitPage& page) {
  SplitForm form{page.thread.id, ticked_posts(visit), std::string(page.state.value("title")),
                 SpaceId{parse_id(page.state.value("space")).value_or(0)}};
  if (page.state.value("rest").empty() || form.posts.empty()) return form;
  const auto sql = kRest + store::in_list(reader, "$2") + kRestInOrder;
  for (const auto id : reader.all<PostId>(sql, form.thread, store::id_list(form.posts))) form.posts.push_back(id);
  return form;
}

std::int64_t number_in(std::string_view text) {
  const auto digits = text.starts_with(kTo) ? text.substr(kTo.size()) : text;
  const bool is_number =
      !digits.empty() && digits.size() < 18 && digits.find_first_not_of("0123456789") == std::string_view::npos;
  return is_number ? std::max<std::int64_t>(number_asked(digits), 1) : 1;
}

}  // namespace

http::Response show_split(Visit& visit) {
  auto page = read_page(visit, 1);
  page.state.set("space", id_text(page.thread.space));
  if (const auto post = parse_id(visit.request.query.get("post"))) page.state.set("post", id_text(PostId{*post}));
  return render(visit, page);
}

http::Response create_split(Visit& visit) {
  const auto& typed = visit.request.form;
  const auto step = typed.get("step");
  auto page = read_page(visit, number_in(step.starts_with(kTo) ? step : typed.get("from")));
  page.state = html::FormState(typed.pairs());
  if (step.starts_with(kTo)) return render(visit, page);
  const auto checked = visit.community.store().read([&](store::Reader& reader) {
    return check_split(reader, visit.viewer, *visit.spaces, form_of(reader, visit, page));
  });
  if (!checked) {
    refuse_all(page.state, checked.mistakes());
    page.status = 422;
    return render(visit, page);
  }
  const auto act = act_of(visit);
  const auto made = visit.community.store().write(
      [&](store::Transaction& transaction) { return split_thread(transaction, act, *checked); });
  return see_other_with_notice(visit, thread_path(made.thread, made.slug), kSplitNotice);
}

}  // namespace parvis::forum
