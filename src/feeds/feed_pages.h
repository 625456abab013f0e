// What readers of feeds and search engines fetch: Atom feeds and the sitemap. Whoever asks, they show what a visitor
// may read and nothing else: a feed's address travels, and so does what a reader keeps of it.
#pragma once

#include "community/visit.h"

namespace parvis::feeds {

inline constexpr int kFeedEntries = 30;  // a week of a busy square; one answer under 200 kB
inline constexpr int kSitemapEntries =
    5000;  // of the 50,000 that sitemaps.org allows: one answer in milliseconds, under 1 MB

http::Response show_site_feed(community::Visit& visit);    // GET /feed.atom: newest threads
http::Response show_space_feed(community::Visit& visit);   // GET /spaces/{space}/feed.atom: newest threads
http::Response show_tag_feed(community::Visit& visit);     // GET /tags/{tag}/feed.atom: newest threads
http::Response show_thread_feed(community::Visit& visit);  // GET /threads/{thread}/feed.atom: latest posts
http::Response show_member_feed(community::Visit& visit);  // GET /members/{handle}/feed.atom: latest posts

http::Response show_group_feed(community::Visit& visit);  // GET /groups/{group}/feed.atom: newest threads

http::Response show_sitemap_index(community::Visit& visit);  // GET /sitemap.xml
// GET /sitemap/{file}, "7041.xml": the threads after thread 7041 by identifier; "0.xml" begins, with the spaces.
http::Response show_sitemap(community::Visit& visit);

}  // namespace parvis::feeds
