// What arrives on a socket: head, request, route, body whole or in two pieces.
#include <algorithm>

#include "core/http/body_reader.h"
#include "core/http/head.h"
#include "core/http/request_maker.h"
#include "core/http/router.h"
#include "fuzz.h"

namespace {

using namespace parvis;

const http::RouteTree& routes() {
  static const auto table = [] {
    http::RouteTree tree;
    std::size_t number = 0;
    for (const char* pattern : {"/", "/threads", "/threads/{thread}", "/threads/{thread}/{slug}", "/threads/new",
                                "/threads/{thread}/{slug}/{number}", "/tags/{tag}", "/theme/{file:rest}"}) {
      tree.add(http::Method::get, pattern, number++);
    }
    tree.add(http::Method::post, "/threads/{thread}/posts", number++);
    return tree;
  }();
  return table;
}

struct Body {
  std::string text;
  int status = 0;
  bool done = false;
};

Body read_body(const http::Head& head, std::string_view first, std::string_view second) {
  http::BodyReader reader(head.body, head.length, 4096);
  Body body;
  std::string left(first);
  for (const auto piece : {std::string_view{}, second}) {
    left += piece;
    while (!left.empty() && !reader.done() && reader.status() == 0) {
      const auto taken = reader.take(left, body.text);
      if (taken == 0) break;
      left.erase(0, taken);
    }
  }
  return {std::move(body.text), reader.status(), reader.done()};
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto input = fuzz::text_of(bytes, size);
  std::size_t scanned = 0;
  const auto measured = http::measure_head(input, scanned, 16 * 1024);
  if (measured.status != 0 || measured.size == 0) return 0;
  http::Head head;
  if (http::parse_head(input.substr(0, measured.size), head) != 0) return 0;
  fuzz::demand(head.target.starts_with('/'), "a target begins with a slash");
  http::Request request;
  const http::ServerOptions options{.trust_forwarded = size % 2 == 0};
  if (http::make_request(head, "192.0.2.1", options, request) != 0) return 0;
  routes().find(request.method, request.raw_path());
  request.origin();
  request.cookie("parvis");
  if (head.body == http::BodyKind::none) return 0;
  const auto rest = input.substr(measured.size);
  const auto whole = read_body(head, rest, {});
  const auto cut = rest.size() / 2;
  const auto pieces = read_body(head, rest.substr(0, cut), rest.substr(cut));
  fuzz::demand(whole.status == pieces.status && whole.done == pieces.done, "pieces end as the whole");
  fuzz::demand(whole.status != 0 || whole.text == pieces.text, "pieces give what the whole gives");
  request.body = whole.text;
  http::read_form(request);
  return 0;
}
