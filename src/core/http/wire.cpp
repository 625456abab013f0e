#include "core/http/wire.h"

#include <array>

#include "core/http/encoding.h"
#include "core/http/head.h"
#include "core/http/request_maker.h"
#include "core/time/instant.h"

namespace parvis::http {
namespace {

using Line = std::pair<std::string_view, std::string_view>;

// Nothing runs, frames, sends or shows that is not ours: no page asks anything of anybody else.
constexpr std::string_view kContentSecurityPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; manifest-src 'self'; "
    "require-trusted-types-for 'script'; trusted-types parvis";

constexpr std::array kCommon = {
    Line{"Content-Security-Policy", kContentSecurityPolicy},
    Line{"X-Content-Type-Options", "nosniff"},
    Line{"Referrer-Policy", "same-origin"},
    Line{"Cross-Origin-Opener-Policy", "same-origin"},
    Line{"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
};

constexpr int kKeptLevel = 6;  // a page is compressed once and read many times
constexpr int kFastLevel = 1;  // for one reader: 45 kB in some 150 µs

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if ((a[i] | 0x20) != (b[i] | 0x20)) return false;
  }
  return true;
}

std::string_view header_of(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (same_name(known, name)) return value;
  }
  return {};
}

bool has_header(const Response& response, std::string_view name) {
  for (const auto& [known, value] : response.headers) {
    if (same_name(known, name)) return true;
  }
  return false;
}

void append_clean(std::string& text, std::string_view value) {
  for (const char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) text.push_back(c);
  }
}

void append_line(std::string& text, std::string_view name, std::string_view value) {
  append_clean(text, name);
  text += ": ";
  append_clean(text, value);
  text += "\r\n";
}

bool may_have_body(int status) { return status >= 200 && status != 204 && status != 304; }

// A head for this body length; `live` streams have none.
std::string sized_head(const Response& response, std::size_t length, bool secure) {
  auto head = head_of(response, secure);
  if (may_have_body(response.status) && !response.live) append_line(head, "Content-Length", std::to_string(length));
  return head;
}

void add_vary(Response& response, std::string_view what) {
  const auto vary = header_of(response, "Vary");
  if (vary.empty()) {
    response.header("Vary", std::string(what));
  } else if (vary.find("Accept-Encoding") == std::string_view::npos) {
    response.header("Vary", "Accept-Encoding, " + std::string(vary));
  }
}

Response without_body(const Response& response) {
  Response bare;
  bare.status = 304;
  for (const auto& [name, value] : response.headers) {
    if (!same_name(name, "Content-Encoding")) bare.headers.emplace_back(name, value);
  }
  bare.cookies = response.cookies;
  return bare;
}

}  // namespace

std::string_view reason_phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 421: return "Misdirected Request";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    case 507: return "Insufficient Storage";
    default: return status < 300 ? "Success" : status < 400 ? "Redirection" : status < 500 ? "Refused" : "Fault";
  }
}

std::string set_cookie(const Cookie& cookie, bool secure) {
  std::string text;
  append_clean(text, cookie.name);
  text.push_back('=');
  append_clean(text, cookie.value);
  if (cookie.max_age.count() < 0) {
    text += "; Max-Age=0";
  } else if (cookie.max_age.count() > 0) {
    text += "; Max-Age=" + std::to_string(cookie.max_age.count());
  }
  text += "; Path=/; SameSite=Lax";
  if (cookie.http_only) text += "; HttpOnly";
  if (secure) text += "; Secure";
  return text;
}

std::string head_of(const Response& response, bool secure) {
  std::string head;
  head.reserve(1024);
  head += "HTTP/1.1 " + std::to_string(response.status) + ' ';
  head += reason_phrase(response.status);
  head += "\r\n";
  if (!response.content_type.empty() && may_have_body(response.status))
    append_line(head, "Content-Type", response.content_type);
  for (const auto& [name, value] : response.headers) append_line(head, name, value);
  for (const auto& cookie : response.cookies) append_line(head, "Set-Cookie", set_cookie(cookie, secure));
  // Answers are for this visitor alone unless their handler says otherwise.
  if (!has_header(response, "Cache-Control")) append_line(head, "Cache-Control", "private, no-cache");
  for (const auto& [name, value] : kCommon) {
    if (!has_header(response, name)) append_line(head, name, value);
  }
  return head;
}

std::shared_ptr<const KeptPage> kept_page(const Response& response) {
  if (response.status != 200 || response.live || !response.cookies.empty() || has_header(response, "Set-Cookie"))
    return nullptr;
  Response kept;
  kept.content_type = response.content_type;
  kept.headers = response.headers;
  auto page = std::make_shared<KeptPage>();
  page->etag = std::string(header_of(response, "ETag"));
  if (page->etag.empty()) page->etag = entity_tag(response.body);
  kept.header("ETag", page->etag);
  if (!has_header(kept, "Vary")) kept.header("Vary", "Accept-Encoding, Accept-Language, Cookie");
  page->plain_body = response.body;
  page->plain_head = sized_head(kept, page->plain_body.size(), false);
  page->not_modified = head_of(without_body(kept), false);
  if (response.body.size() >= kWorthCompressing && is_compressible(response.content_type)) {
    page->gzip_body = gzip(response.body, kKeptLevel);
    kept.header("Content-Encoding", "gzip");
    page->gzip_head = sized_head(kept, page->gzip_body.size(), false);
  }
  if (response.keep) page->until = now() + response.keep->at_most.count() * kSecond;
  return page;
}

Answer prepare(const Request& request, Response response, Compression compression) {
  Answer answer;
  answer.source = take_source(response);
  const bool reading = request.method == Method::get || request.method == Method::head;
  if (reading && response.status == 200 && matches(request.header("if-none-match"), header_of(response, "ETag"))) {
    response = without_body(response);
  }
  if (response.live) {
    answer.live = std::move(response.live);
    response.live = std::make_unique<live::Subscription>();  // its head has no length
    if (!has_header(response, "Cache-Control")) response.header("Cache-Control", "no-store");
    response.header("X-Accel-Buffering", "no");  // a proxy in front must hand each event on at once
    answer.head = head_of(response, request.secure);
    if (request.method == Method::head) answer.live.reset();
    return answer;
  }
  if (answer.source) {
    answer.head = head_of(response, request.secure);
    if (request.method == Method::head || !may_have_body(response.status)) answer.source.reset();
    return answer;
  }
  answer.body = std::move(response.body);
  const bool compressible = answer.body.size() >= kWorthCompressing && is_compressible(response.content_type) &&
                            !has_header(response, "Content-Encoding");
  if (compressible) {
    add_vary(response, "Accept-Encoding");
    if (compression == Compression::fast && accepts_gzip(request.header("accept-encoding"))) {
      answer.body = gzip(answer.body, kFastLevel, Padding::random);
      response.header("Content-Encoding", "gzip");
    }
  }
  answer.head = sized_head(response, answer.body.size(), request.secure);
  if (request.method == Method::head || !may_have_body(response.status)) answer.body.clear();
  return answer;
}

Response refusal(int status, std::string_view target) {
  const auto number = std::to_string(status);
  const std::string phrase(reason_phrase(status));
  auto response = target.starts_with(kForPrograms)
                      ? bytes(R"({"type":"about:blank","title":")" + phrase + R"(","status":)" + number + '}',
                              "application/problem+json", status)
                      : refusal_page(status);
  if (status == 503) response.header("Retry-After", "1");
  response.header("Cache-Control", "no-store");
  return response;
}

}  // namespace parvis::http
