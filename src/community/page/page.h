// The frame every page stands in: head, top bar, navigation of spaces, main column, context at the right, foot. A
// handler gives what is its own; the frame knows the visit. Pure functions, one thread.
#pragma once

#include <string>
#include <vector>

#include "community/visit.h"
#include "core/html/html.h"

namespace parvis::community {

struct Portrait;

enum class Indexing { allowed, refused };
enum class Width { reading, wide };  // reading: navigation, column, context; wide: navigation and one wide column

struct Feed {
  std::string title;
  std::string path;
};

struct PageHead {
  std::string title;        // without the community's name, which the frame adds; empty on the home page
  std::string description;  // for search engines and cards; empty: the community's
  std::string canonical;    // path of the one address of this page; empty: none is stated
  Indexing indexing = Indexing::allowed;
  std::vector<Feed> feeds;
  html::Html structured_data;  // made by `structured_data` in page/structured_data.h
  std::string previous, next;  // paths of neighbouring pages
  std::string current;         // which navigation entry is lit: "home", "space:<slug>", "search", …
  std::string body_data;       // JSON for the page's scripts, in a data attribute of <main>; usually empty
  Width width = Width::reading;
};

// The whole page. `aside` may be empty. The answer is text/html; add `.kept(tags)` for pages without a viewer.
http::Response render_page(const Visit& visit, const PageHead& head, html::Html main, html::Html aside = {},
                           int status = 200);

// The page for a refusal: what happened, what to do next, in the frame.
http::Response render_refusal(const Visit& visit, const Refusal& refusal);

// Makes the answer keepable for visitors without a session; does nothing for signed-in viewers.
http::Response keep_for_visitors(const Visit& visit, http::Response response, std::vector<std::string> tags,
                                 std::chrono::seconds at_most = std::chrono::seconds{60});

// A line shown once at the top of the next page ("Your reply was published."), carried over a redirect by a
// short-lived cookie that holds only the message's key.
http::Response see_other_with_notice(const Visit& visit, std::string_view location, const char* message_key);

// Pieces pages are made of.
// The face of a member: a drawn portrait or their initial, on their hue (`hue` as members/portrait.h packs it). Silent
// for screen readers: the name stands beside it.
void write_face(html::Writer& out, std::string_view name, int hue, std::string_view css_class = "face");
void write_portrait(html::Writer& out, const Portrait& portrait, std::string_view css_class);
void write_time(html::Writer& out, const Visit& visit, Instant at);  // <time>, as people say it
// The same in the few characters a list has room for: "8 min ago", "5 h ago", "yesterday", "17 Nov".
void write_brief_time(html::Writer& out, const Visit& visit, Instant at);
void write_badge(html::Writer& out, std::string_view text,
                 std::string_view tone = "plain");  // plain good warn bad brand
// Empty state: a sentence and, if any, what to do first.
void write_empty(html::Writer& out, std::string_view sentence, std::string_view action = "",
                 std::string_view path = "");
// Hidden field with the form token; every form that is posted has one.
void write_form_token(html::Writer& out, const Visit& visit);

// Addresses, in one place so that they never differ.
std::string thread_path(ThreadId thread, std::string_view slug);
std::string thread_slug(std::string_view slug);  // as it stands in the address: never empty, never a word of the routes
std::string post_path(ThreadId thread, std::string_view slug, std::int64_t number);  // "/threads/ID/slug/12#post-12"
// Of a comment: on the page of its post, "/threads/ID/slug/12#comment-ID".
std::string comment_path(ThreadId thread, std::string_view slug, std::int64_t number, CommentId comment);
std::string space_path(std::string_view slug);
std::string tag_path(std::string_view name_key);
std::string member_path(std::string_view handle);

}  // namespace parvis::community
