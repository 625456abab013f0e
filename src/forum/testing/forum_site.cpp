#include "forum/testing/forum_site.h"

#include <algorithm>

#include "community/accounts/accounts_pages.h"
#include "community/page/page.h"
#include "forum/forum_pages.h"
#include "forum/writing_pages.h"

namespace parvis::forum::testing {

using namespace community;

namespace {

using http::Method;
using Routes = http::RouteTable<Handler>;

constexpr store::Sql kLead{"insert into space_leader (space, member) values ($1, $2)"};
constexpr store::Sql kPost{"select id from post where thread = $1 and number = $2"};
constexpr store::Sql kLastVerbs{"select verb from activity order by id desc limit $1"};

void add_reading(Routes& routes) {
  const auto get = [&](const char* path, Handler handler) { routes.add(Method::get, path, handler); };
  get("/spaces", show_spaces);
  get("/spaces/{space}", show_space);
  get("/latest", show_latest);
  get("/unread", show_unread);
  get("/followed", show_followed);
  get("/account/following", show_following);
  get("/tags/{tag}", show_tag);
  get("/threads/{thread}", show_thread);
  get("/threads/{thread}/{slug}", show_thread);
  get("/threads/{thread}/{slug}/{number}", show_thread);
  get("/threads/{thread}/posts", show_posts_after);
  get("/threads/{thread}/at", show_thread_at);
}

void add_writing(Routes& routes) {
  const auto get = [&](const char* path, Handler handler) { routes.add(Method::get, path, handler); };
  const auto post = [&](const char* path, Handler handler) { routes.add(Method::post, path, handler); };
  post("/unread/read", read_everything);
  get("/threads/new", show_new_thread);
  get("/spaces/{space}/threads/new", show_new_thread);
  post("/threads", create_thread);
  post("/spaces/{space}/threads", create_thread);
  get("/threads/similar", show_similar_threads);
  get("/posts/{post}/reply", show_reply);
  post("/threads/{thread}/posts", create_post);
  post("/posts/{post}/comments", create_comment);
  post("/comments/{comment}/deletion", end_comment);
  get("/threads/{thread}/edit", show_thread_edit);
  get("/posts/{post}/edit", show_post_edit);
  post("/posts/{post}/edit", update_post);
  get("/posts/{post}/history", show_history);
  get("/posts/{post}/deletion", show_post_deletion);
  post("/posts/{post}/deletion", change_post_deletion);
  post("/posts/{post}/restoration", restore_post_words);
  post("/posts/{post}/reactions", change_reaction);
  post("/posts/{post}/votes", change_vote);
  post("/drafts", save_draft);
  post("/preview", show_preview);
  get("/tags.json", complete_tags);
}

void add_states(Routes& routes) {
  const auto get = [&](const char* path, Handler handler) { routes.add(Method::get, path, handler); };
  const auto post = [&](const char* path, Handler handler) { routes.add(Method::post, path, handler); };
  post("/threads/{thread}/solution", change_solution);
  post("/threads/{thread}/follow", change_thread_follow);
  get("/threads/{thread}/share", show_share);
  post("/threads/{thread}/share", create_share);
  get("/s/{share}", follow_share);
  post("/spaces/{space}/follow", change_space_follow);
  post("/tags/{tag}/follow", change_tag_follow);
  post("/threads/{thread}/read", change_read_mark);
  post("/threads/{thread}/closure", change_closure);
  post("/threads/{thread}/pin", change_pin);
  get("/manage/space-opening", show_space_opening);
  get("/manage/spaces", show_managed_spaces);
  get("/manage/spaces/{space}", show_managed_space);
  post("/manage/spaces/{space}", update_space);
  post("/manage/spaces/{space}/position", change_space_position);
  post("/manage/spaces/{space}/closure", change_space_closure);
  post("/manage/spaces", open_space);
  get("/threads/{thread}/move", show_move);
  post("/threads/{thread}/move", change_space);
  get("/threads/{thread}/split", show_split);
  post("/threads/{thread}/split", create_split);
  get("/threads/{thread}/merge", show_merge);
  post("/threads/{thread}/merge", create_merge);
  post("/threads/{thread}/transfers/{transfer}/removal", take_back_split_or_merge);
  get("/threads/{thread}/deletion", show_thread_deletion);
  post("/threads/{thread}/deletion", change_thread_deletion);
}

}  // namespace

ForumSite::ForumSite() {
  add_reading(routes());
  add_writing(routes());
  add_states(routes());
  const auto make = [&](const char* slug, SpaceKind kind, SpaceVisibility visibility) {
    NewSpace space{.slug = slug, .kind = kind, .visibility = visibility};
    space.name.set(text::Language::en, slug);
    community().store().write([&](store::Transaction& transaction) {
      create_space(transaction, community().timeline(), space, {}, now(), Source::command);
    });
  };
  make("talk", SpaceKind::discussion, SpaceVisibility::everyone);
  make("questions", SpaceKind::questions, SpaceVisibility::everyone);
  make("workshop", SpaceKind::questions, SpaceVisibility::members);
  community().spaces().reload();
  for (const auto* name : {"ana", "ben", "cleo"}) members_[name] = add(name);
  members_["lea"] = add("lea", Role::leader);
  members_["max"] = add("max", Role::manager);
  community().store().write([&](store::Transaction& transaction) {
    for (const auto& each : community().spaces().list()->all()) transaction.run(kLead, each.id, members_["lea"]);
  });
}

Browser& ForumSite::as(const std::string& name) {
  const auto found = browsers_.find(name);
  if (found != browsers_.end()) return found->second;
  auto& browser = browsers_.emplace(name, *this).first->second;
  browser.sign_in(name);
  browser.get("/account");
  return browser;
}

SpaceId ForumSite::space(const std::string& slug) { return community().spaces().list()->find(slug)->id; }

std::string ForumSite::thread(const std::string& author, const std::string& space, const std::string& title,
                              const std::string& body, const std::string& tags) {
  const auto answer =
      as(author).post("/spaces/" + space + "/threads", {{"title", title}, {"body", body}, {"tags", tags}});
  if (answer.status != 303) throw Fault("no thread: " + answer.body);
  return answer.location.substr(9, answer.location.find('/', 9) - 9);
}

std::string ForumSite::reply(const std::string& author, const std::string& thread, const std::string& body) {
  const auto answer = as(author).post("/threads/" + thread + "/posts", {{"body", body}});
  if (answer.status != 303) throw Fault("no reply: " + answer.body);
  return post(thread, std::stoi(answer.location.substr(answer.location.rfind('-') + 1)));
}

std::string ForumSite::post(const std::string& thread, int number) {
  const ThreadId id{parse_id(thread).value_or(0)};
  return id_text(
      community().store().read([&](store::Reader& reader) { return *reader.one<PostId>(kPost, id, number); }));
}

std::int64_t ForumSite::count(const store::Sql& sql) {
  return community().store().read([&](store::Reader& reader) { return reader.one<std::int64_t>(sql).value_or(0); });
}

std::vector<Verb> ForumSite::last_verbs(int count) {
  auto verbs = community().store().read([&](store::Reader& reader) { return reader.all<Verb>(kLastVerbs, count); });
  std::ranges::reverse(verbs);
  return verbs;
}

}  // namespace parvis::forum::testing
