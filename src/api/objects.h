// The objects of the API as JSON. Every object carries `id` and `url`, the address of its page; those with an address
// in the API carry it as `self`. Pure functions.
#pragma once

#include <boost/json.hpp>

#include "community/members/member.h"
#include "community/threads/comment.h"
#include "community/threads/post_lists.h"
#include "community/threads/thread_lists.h"
#include "community/visit.h"

namespace parvis::api {

using community::Visit;
namespace json = boost::json;

struct Person {
  community::MemberId id;
  std::string_view handle, name;
};
json::object person(const Visit& visit, const Person& person);
// The address of the picture of a member whose column `hue` says so; null where they brought none.
json::value picture(const Visit& visit, int hue);
json::object space(const Visit& visit, const community::Space& space, const community::SpaceFigures& figures);
json::object thread(const Visit& visit, const community::ThreadRow& row);
// `author` and `thread_slug` are of this post and its thread.
json::object post(const Visit& visit, const community::Post& post, const Person& author, std::string_view thread_slug);
json::object comment(const Visit& visit, const community::Comment& comment, const Person& author,
                     community::ThreadId thread, std::string_view thread_slug, std::int64_t number);
json::object member_line(const Visit& visit, const community::MemberLine& line);  // of a list
json::object member(const Visit& visit, const community::Member& member);

// The address of an object in the API: api_address(visit, "threads", "1mz4k8").
json::string api_address(const Visit& visit, std::string_view collection, std::string_view id);

// {"items": […], "next": …}: `next` is null on the last page.
json::object page(json::array items, std::string_view next);
json::value instant(Instant at);
json::value instant(const std::optional<Instant>& at);

http::Response answer(const json::value& value, int status = 200);

}  // namespace parvis::api
