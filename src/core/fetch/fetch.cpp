#include "core/fetch/fetch.h"

#include <curl/curl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <boost/url.hpp>
#include <memory>
#include <optional>

#include "core/errors.h"

namespace parvis::fetch {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kMostHead = 64 * 1024;  // bytes of an answer's headers; servers send one to four kilobytes
constexpr std::size_t kMostUrl = 8 * 1024;

struct EndHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct EndList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, EndHandle>;
using List = std::unique_ptr<curl_slist, EndList>;

struct Target {
  std::string url;  // without a fragment
  std::string host;
  std::uint16_t port = 0;
  std::string origin;
};

Target target_of(std::string_view url) {
  const auto parsed = boost::urls::parse_uri(url);
  const bool is_web = parsed && (parsed->scheme() == "http" || parsed->scheme() == "https");
  if (!is_web || url.size() > kMostUrl || parsed->has_userinfo() || parsed->encoded_host().empty()) {
    throw Failure(Trouble::bad_address, "not an address of the web that may be asked");
  }
  Target target;
  target.url = std::string(url.substr(0, url.find('#')));
  target.host = parsed->host();
  target.port = parsed->has_port() ? parsed->port_number() : parsed->scheme() == "https" ? 443 : 80;
  target.origin = std::string(parsed->scheme()) + "://" + target.host + ":" + std::to_string(target.port);
  if (target.port == 0) throw Failure(Trouble::bad_address, "port 0");
  return target;
}

// What the callbacks of one exchange share.
struct Exchange {
  bool may_go_inside = false;
  std::size_t most_bytes = 0;
  std::size_t head_bytes = 0;
  bool refused = false;  // a socket was
  bool too_long = false;
  std::string body;
};

curl_socket_t open_socket(void* pointer, curlsocktype, curl_sockaddr* address) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  if (!exchange.may_go_inside && is_special(address->addr)) {
    exchange.refused = true;
    return CURL_SOCKET_BAD;
  }
  return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* from, std::size_t size, std::size_t count, void* pointer) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  const auto bytes = size * count;
  if (exchange.body.size() + bytes > exchange.most_bytes) {
    exchange.too_long = true;
    return 0;
  }
  try {
    exchange.body.append(from, bytes);
  } catch (const std::bad_alloc&) {
    return 0;
  }
  return bytes;
}

std::size_t take_head(char*, std::size_t size, std::size_t count, void* pointer) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  exchange.head_bytes += size * count;
  if (exchange.head_bytes <= kMostHead) return size * count;
  exchange.too_long = true;
  return 0;
}

Handle new_handle() {
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  Handle handle(ready ? curl_easy_init() : nullptr);
  if (!handle) throw Fault("libcurl cannot start");
  return handle;
}

void set_guards(CURL* handle, Exchange& exchange) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  curl_easy_setopt(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Parvis/" PARVIS_VERSION);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_head);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
}

Trouble trouble_of(CURLcode outcome, const Exchange& exchange) {
  if (exchange.too_long) return Trouble::too_long;
  switch (outcome) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return Trouble::bad_address;
    case CURLE_COULDNT_RESOLVE_HOST: return Trouble::no_such_host;
    case CURLE_COULDNT_CONNECT: return exchange.refused ? Trouble::forbidden_place : Trouble::no_connection;
    case CURLE_OPERATION_TIMEDOUT: return Trouble::too_slow;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS: return Trouble::certificate;
    default: return exchange.refused ? Trouble::forbidden_place : Trouble::broken;
  }
}

struct Step {
  Answer answer;
  std::string location;  // of a redirect, as an absolute address
};

List list_of(const std::vector<std::string>& lines) {
  List list;
  for (const auto& line : lines) {
    auto* longer = curl_slist_append(list.get(), line.c_str());
    if (!longer) throw std::bad_alloc();
    list.release();
    list.reset(longer);
  }
  return list;
}

std::vector<std::string> header_lines(const Request& request, bool is_first) {
  std::vector<std::string> lines{"Expect:"};
  if (!is_first) return lines;
  for (const auto& [name, value] : request.headers) {
    if ((name + value).find_first_of("\r\n") != std::string::npos) {
      throw Failure(Trouble::bad_address, "a header with a line break");
    }
    lines.push_back(name + ": " + value);
  }
  return lines;
}

std::string text_info(CURL* handle, CURLINFO what) {
  char* text = nullptr;
  curl_easy_getinfo(handle, what, &text);
  return text ? text : "";
}

Step ask_once(const Request& request, const Target& target, bool may_go_inside, bool is_first,
              Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  if (left.count() <= 0) throw Failure(Trouble::too_slow, "no time is left");
  auto handle = new_handle();
  Exchange exchange{.may_go_inside = may_go_inside, .most_bytes = request.limits.bytes};
  set_guards(handle.get(), exchange);
  const auto headers = list_of(header_lines(request, is_first)), names = list_of(request.names);
  curl_easy_setopt(handle.get(), CURLOPT_URL, target.url.c_str());
  curl_easy_setopt(handle.get(), CURLOPT_HTTPHEADER, headers.get());
  if (names) curl_easy_setopt(handle.get(), CURLOPT_RESOLVE, names.get());
  curl_easy_setopt(handle.get(), CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(request.limits.connect.count()));
  curl_easy_setopt(handle.get(), CURLOPT_TIMEOUT_MS, static_cast<long>(left.count()));
  if (request.method == Request::Method::post) {
    curl_easy_setopt(handle.get(), CURLOPT_POST, 1L);
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
    curl_easy_setopt(handle.get(), CURLOPT_POSTFIELDS, request.body.data());
  }
  char detail[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(handle.get(), CURLOPT_ERRORBUFFER, detail);
  const auto outcome = curl_easy_perform(handle.get());
  if (outcome != CURLE_OK) {
    throw Failure(trouble_of(outcome, exchange), *detail ? detail : curl_easy_strerror(outcome));
  }
  Step step;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &step.answer.status);
  step.answer.content_type = text_info(handle.get(), CURLINFO_CONTENT_TYPE);
  step.answer.body = std::move(exchange.body);
  step.answer.url = target.url;
  if (step.answer.status >= 300 && step.answer.status < 400) {
    step.location = text_info(handle.get(), CURLINFO_REDIRECT_URL);
  }
  return step;
}

}  // namespace

const char* trouble_words(Trouble trouble) {
  switch (trouble) {
    case Trouble::bad_address: return "bad address";
    case Trouble::forbidden_place: return "forbidden place";
    case Trouble::no_such_host: return "no such host";
    case Trouble::no_connection: return "no connection";
    case Trouble::certificate: return "certificate";
    case Trouble::too_slow: return "too slow";
    case Trouble::too_long: return "too long";
    case Trouble::too_many_redirects: return "too many redirects";
    case Trouble::broken: return "broken";
  }
  return "";
}

Answer fetch(const Request& request, const Allowance& allowance) {
  const auto until = Clock::now() + request.limits.time;
  auto target = target_of(request.url);
  const auto first_origin = target.origin;
  for (int redirects = 0;; ++redirects) {
    const bool may_go_inside = allowance.allows(target.host, target.port);
    auto step = ask_once(request, target, may_go_inside, target.origin == first_origin, until);
    if (step.location.empty()) return std::move(step.answer);
    if (request.method == Request::Method::post || redirects >= request.limits.redirects) {
      throw Failure(Trouble::too_many_redirects, "led on to " + step.location.substr(0, 200));
    }
    // From a verified connection nothing leads to an open one.
    const bool was_verified = target.url.starts_with("https:");
    target = target_of(step.location);
    if (was_verified && !target.url.starts_with("https:")) {
      throw Failure(Trouble::forbidden_place, "https led on to http");
    }
  }
}

}  // namespace parvis::fetch
