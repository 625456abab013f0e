// One HTTP request as a handler sees it: already read whole, within the limits of `server.h`, and decoded. A plain
// value owned by the worker that runs the handler; never shared between threads.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parvis::http {

enum class Method { get, head, post, put, patch, del, options, other };
std::string_view method_name(Method method);

// Named values in their order (query, form, headers, route parameters). Lookup is linear: there are few.
class Fields {
 public:
  using Pair = std::pair<std::string, std::string>;

  void add(std::string name, std::string value) { pairs_.emplace_back(std::move(name), std::move(value)); }
  // The first value named so, or nothing.
  std::optional<std::string_view> find(std::string_view name) const;
  // The first value named so, or the empty string.
  std::string_view get(std::string_view name) const { return find(name).value_or(std::string_view{}); }
  bool has(std::string_view name) const { return find(name).has_value(); }
  std::vector<std::string_view> all(std::string_view name) const;
  const std::vector<Pair>& pairs() const { return pairs_; }

 private:
  std::vector<Pair> pairs_;
};

// Decodes `a=b&c=d` with %XX and + as space. Invalid escapes stay as they are; bytes that are no UTF-8 stay as they
// are too: the rule that reads a field refuses them with a message of its own.
Fields decode_form(std::string_view text);
// Decodes %XX only: for paths.
std::string percent_decode(std::string_view text);
// Encodes everything but unreserved characters (RFC 3986 section 2.3), for use in a path segment or a query value.
std::string percent_encode(std::string_view text);

// The value of a cookie in one Cookie header, or empty.
std::string_view cookie_in(std::string_view header, std::string_view name);

struct Request {
  Method method = Method::get;
  std::string path;            // decoded, begins with '/'
  std::string target;          // as sent: path and query, undecoded (without the scheme and host of an absolute form)
  std::string host;            // without port, lower case
  std::string authority;       // as sent in Host: host and port
  bool secure = false;         // came over TLS, ours or the trusted proxy's (X-Forwarded-Proto)
  std::string remote_address;  // the visitor's, through a trusted proxy when one is configured
  std::string id;              // of this request, in the log and in X-Request-Id
  Fields headers;              // names in lower case
  Fields query;
  Fields form;        // the fields of a posted form, plain or multipart; its files stay in the body (multipart.h)
  Fields parameters;  // of the route: /threads/{thread}
  std::string body;

  std::string_view header(std::string_view name) const { return headers.get(name); }
  std::string_view parameter(std::string_view name) const { return parameters.get(name); }
  // The value of a cookie, or empty.
  std::string_view cookie(std::string_view name) const;
  // Where this site is as the browser sees it: "https://square.example" (no trailing slash).
  std::string origin() const;
  // The path as sent, undecoded, without the query: what routes are matched against, so that an encoded slash stays
  // inside its segment.
  std::string_view raw_path() const;
  // The name under which this site keeps the cookie `name`: "__Host-name" over TLS, so that no sibling host and no
  // plain connection can plant it; plain "name" otherwise, since a browser refuses the prefix without Secure.
  std::string cookie_name(std::string_view name) const;
};

}  // namespace parvis::http
