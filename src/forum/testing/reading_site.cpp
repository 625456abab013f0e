#include "forum/testing/reading_site.h"

#include <gtest/gtest.h>

#include "community/page/page.h"
#include "core/crypto/crypto.h"
#include "forum/forum_pages.h"

namespace parvis::forum::testing {

using namespace community;

namespace {

std::string unescaped(std::string text) {
  const std::pair<const char*, const char*> kEscapes[] = {
      {"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
  for (const auto& [escape, character] : kEscapes) {
    for (auto at = text.find(escape); at != std::string::npos; at = text.find(escape, at + 1)) {
      text.replace(at, std::string_view(escape).size(), character);
    }
  }
  return text;
}

// The first attribute that the policy forbids, or nothing. What people wrote is escaped, so that a quotation mark
// always belongs to an attribute and "<" always begins an element.
std::string forbidden_attribute(std::string_view body) {
  for (auto open = body.find('<'); open != std::string_view::npos; open = body.find('<', open + 1)) {
    const auto element = body.substr(open, body.find('>', open) - open);
    bool quoted = false;
    for (std::size_t i = 0; i < element.size(); ++i) {
      if (element[i] == '"') quoted = !quoted;
      if (quoted || element[i] != ' ') continue;
      const auto name = element.substr(i + 1);
      if (name.starts_with("style=") || name.starts_with("on")) return std::string(element);
    }
  }
  return {};
}

}  // namespace

std::size_t Page::count(std::string_view text) const {
  std::size_t count = 0;
  for (auto at = body.find(text); at != std::string::npos; at = body.find(text, at + 1)) ++count;
  return count;
}

std::vector<std::string> Page::addresses() const {
  std::vector<std::string> found;
  for (const std::string_view name : {" href=\"", " action=\"", " src=\""}) {
    for (auto at = body.find(name); at != std::string::npos; at = body.find(name, at + 1)) {
      const auto begin = at + name.size();
      found.push_back(unescaped(body.substr(begin, body.find('"', begin) - begin)));
    }
  }
  return found;
}

ReadingSite::ReadingSite() {
  add("/spaces", show_spaces);
  add("/spaces/{space}", show_space);
  add("/latest", show_latest);
  add("/newest", show_newest);
  add("/appreciated", show_appreciated);
  add("/unanswered", show_unanswered);
  add("/followed", show_followed);
  add("/unread", show_unread);
  add("/tags", show_tags);
  add("/tags/{tag}", show_tag);
  add("/threads/{thread}", show_thread);
  add("/threads/{thread}/{slug}", show_thread);
  add("/threads/{thread}/{slug}/{number}", show_thread);
  add("/threads/{thread}/at", show_thread_at);
  add("/threads/{thread}/unread", show_first_unread);
  add("/threads/{thread}/posts", show_posts_after);
  add("/posts/{post}", show_post);
}

ReadingSite::~ReadingSite() = default;

void ReadingSite::add(const std::string& pattern, Handler handler) { routes_.add(http::Method::get, pattern, handler); }

void ReadingSite::open() { community_ = std::make_unique<Community>(config::Settings{}, std::move(square.store)); }

http::Response ReadingSite::answer(Visit& visit) {
  const auto found = routes_.find(visit.request.method, visit.request.raw_path());
  try {
    if (!found.route) throw NotFound();
    return found.route->handler(visit);
  } catch (const Refusal& refusal) {
    return render_refusal(visit, refusal);
  }
}

Page ReadingSite::get(const Viewer& viewer, const std::string& target, text::Language language) {
  http::Request request;
  request.target = target;
  const auto question = target.find('?');
  request.path = http::percent_decode(target.substr(0, question));
  if (question != std::string::npos) request.query = http::decode_form(target.substr(question + 1));
  request.headers = headers;
  request.parameters = routes_.find(request.method, request.raw_path()).parameters;
  Visit visit{.community = *community_, .request = request, .viewer = viewer, .language = language};
  visit.identity = community_->identity();
  visit.spaces = community_->spaces().list();
  visit.time_zone = "Europe/Paris";
  visit.origin = "https://square.example";
  visit.form_token = "a-form-token";
  Page page{.response = answer(visit)};
  page.status = page.response.status;
  page.body = page.response.body;
  for (const auto& [name, value] : page.response.headers) {
    if (name == "Location") page.location = value;
  }
  return page;
}

void expect_sound(const Page& page) {
  EXPECT_EQ(page.count("<h1"), 1u);
  EXPECT_EQ(page.count("<main"), 1u);
  EXPECT_TRUE(page.has("<!doctype html>"));
  EXPECT_TRUE(page.has("class=\"button skip\" href=\"#content\""));
  EXPECT_EQ(forbidden_attribute(page.body), "");
  EXPECT_FALSE(page.has("<style"));
  EXPECT_EQ(page.count("<script"),
            page.count("<script type=\"module\" src=\"/assets/") + page.count("<script type=\"application/ld+json\">"));
  for (const auto& address : page.addresses()) {
    EXPECT_TRUE(html::is_safe_address(address)) << address;
    EXPECT_FALSE(address.empty());
  }
}

}  // namespace parvis::forum::testing
