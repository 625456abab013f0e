// libcurl signs what it is given and puts nothing in order (7.88.1, the library of Debian 12), so here
// - the query is sorted and encoded as the signature wants it, before libcurl sees it (curl issues 9717, 8107, 11794),
//   and keys hold only characters that nobody encodes (issues 13058, 13754);
// - every request carries x-amz-content-sha256, the sum of its body or of nothing: libcurl sends UNSIGNED-PAYLOAD for
//   uploads or none at all, and neither protects the bytes or is taken everywhere (pull requests 8935, 9995);
// - no header is switched off by an empty value ("Expect:"): it would be signed and not sent. libcurl's own
//   Expect: 100-continue is not signed and welcome: a refusal comes before the bytes.
#include "core/blobs/s3_connection.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <exception>

#include "core/errors.h"

namespace parvis::blobs {
namespace {

constexpr char kSumOfNothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
constexpr std::size_t kMostKept = 4 * 1024 * 1024;  // of an answer held in memory: a page of a listing is 400 kB
constexpr std::chrono::milliseconds kLeastTime{60'000};
constexpr std::uint64_t kSlowest = 64 * 1024;  // bytes a second, below which a transfer is given up in the end
constexpr long kWaitForContinue = 500;         // ms, where a store does not know it
constexpr std::size_t kMostIdle = 8;

struct EndList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

std::string encoded(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += is_unreserved(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  return out;
}

// What the callbacks of one request share.
struct Exchange {
  CURL* handle;
  const S3Request& request;
  S3Answer& answer;
  std::uint64_t sent = 0;
  bool stopped = false;  // by the sink
  std::exception_ptr thrown = {};
};

std::size_t send_piece(char* into, std::size_t size, std::size_t count, void* pointer) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  const auto& body = *exchange.request.body;
  const auto most = std::min<std::uint64_t>(size * count, body.size - exchange.sent);
  const auto read = ::pread(body.descriptor, into, most, static_cast<off_t>(exchange.sent));
  if (read < 0) return CURL_READFUNC_ABORT;
  exchange.sent += static_cast<std::uint64_t>(read);
  return static_cast<std::size_t>(read);
}

// A kept connection that turns out to be closed makes libcurl begin the body again.
int seek_to(void* pointer, curl_off_t offset, int origin) {
  if (origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
  static_cast<Exchange*>(pointer)->sent = static_cast<std::uint64_t>(offset);
  return CURL_SEEKFUNC_OK;
}

std::size_t take_piece(char* from, std::size_t size, std::size_t count, void* pointer) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  const std::string_view piece(from, size * count);
  curl_easy_getinfo(exchange.handle, CURLINFO_RESPONSE_CODE, &exchange.answer.status);
  const auto& range = exchange.request.range;
  // A store that knows no ranges sends all of it: the wrong bytes.
  if (exchange.answer.status == 200 && !range.empty() && !range.starts_with("0-")) return 0;
  const bool is_good = exchange.answer.status >= 200 && exchange.answer.status < 300;
  try {
    if (is_good && exchange.request.to_sink) {
      if (exchange.request.to_sink(piece)) return piece.size();
      exchange.stopped = true;
      return 0;
    }
    if (exchange.answer.body.size() + piece.size() > kMostKept) return 0;
    exchange.answer.body += piece;
    return piece.size();
  } catch (...) {
    exchange.thrown = std::current_exception();
    return 0;
  }
}

std::size_t take_header(char* from, std::size_t size, std::size_t count, void* pointer) {
  auto& exchange = *static_cast<Exchange*>(pointer);
  const std::string_view line(from, size * count);
  constexpr std::string_view kDate = "date:";
  const bool is_date = line.size() > kDate.size() && ::strncasecmp(line.data(), kDate.data(), kDate.size()) == 0;
  if (!is_date) return line.size();
  const auto seconds = curl_getdate(std::string(line.substr(kDate.size())).c_str(), nullptr);
  if (seconds > 0) exchange.answer.date = Instant{seconds * kSecond};
  return line.size();
}

long milliseconds_for(const S3Request& request) {
  const auto bytes = request.most_bytes + (request.body ? request.body->size : 0);
  return static_cast<long>(kLeastTime.count() + bytes * 1000 / kSlowest);
}

void set_server(CURL* handle, const S3Server& server) {
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
  curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(handle, CURLOPT_PROXY, "");
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(handle, CURLOPT_AWS_SIGV4, fmt::format("aws:amz:{}:s3", server.region).c_str());
  curl_easy_setopt(handle, CURLOPT_USERNAME, server.access_key.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, std::string(server.secret_key.reveal()).c_str());
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_time.count()));
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
  curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, std::max<long>(1, server.stall_time.count() / 1000));
  curl_easy_setopt(handle, CURLOPT_USERAGENT, "Parvis/" PARVIS_VERSION);
}

void set_body(CURL* handle, const S3Body& body, Exchange& exchange) {
  curl_easy_setopt(handle, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle, CURLOPT_READFUNCTION, send_piece);
  curl_easy_setopt(handle, CURLOPT_READDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, seek_to);
  curl_easy_setopt(handle, CURLOPT_SEEKDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(body.size));
  curl_easy_setopt(handle, CURLOPT_EXPECT_100_TIMEOUT_MS, kWaitForContinue);
}

void set_request(CURL* handle, const S3Server& server, const S3Request& request, Exchange& exchange) {
  const std::string_view method = request.method;
  curl_easy_setopt(handle, CURLOPT_URL, s3_url(server, request).c_str());
  if (method == "HEAD") curl_easy_setopt(handle, CURLOPT_NOBODY, 1L);
  if (method == "DELETE") curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, "DELETE");
  if (request.body) set_body(handle, *request.body, exchange);
  if (!request.range.empty()) curl_easy_setopt(handle, CURLOPT_RANGE, request.range.c_str());
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, milliseconds_for(request));
  curl_easy_setopt(handle, CURLOPT_FILETIME, 1L);
  curl_easy_setopt(handle, CURLOPT_BUFFERSIZE, 64L * 1024);  // a piece
  curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, take_piece);
  curl_easy_setopt(handle, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(handle, CURLOPT_HEADERDATA, &exchange);
}

S3Trouble trouble_of(CURLcode outcome) {
  switch (outcome) {
    case CURLE_COULDNT_RESOLVE_HOST: return S3Trouble::no_such_host;
    case CURLE_COULDNT_CONNECT: return S3Trouble::no_connection;
    case CURLE_OPERATION_TIMEDOUT: return S3Trouble::too_slow;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS: return S3Trouble::certificate;
    default: return S3Trouble::broken;
  }
}

void read_outcome(CURL* handle, CURLcode outcome, const Exchange& exchange, S3Answer& answer) {
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &answer.status);
  curl_off_t length = -1;
  curl_easy_getinfo(handle, CURLINFO_CONTENT_LENGTH_DOWNLOAD_T, &length);
  answer.length = length;
  curl_off_t modified = -1;
  curl_easy_getinfo(handle, CURLINFO_FILETIME_T, &modified);
  if (modified > 0) answer.modified = Instant{modified * kSecond};
  answer.arrived = outcome == CURLE_OK || exchange.stopped;
  if (!answer.arrived) answer.trouble = trouble_of(outcome);
}

}  // namespace

std::string s3_url(const S3Server& server, const S3Request& request) {
  const auto host = server.endpoint.find("://") + 3;
  std::string url = server.path_style
                        ? server.endpoint + "/" + server.bucket
                        : server.endpoint.substr(0, host) + server.bucket + "." + server.endpoint.substr(host);
  if (!request.key.empty() || !server.path_style) url += "/" + request.key;
  auto query = request.query;
  std::sort(query.begin(), query.end());
  char before = '?';
  for (const auto& [name, value] : query) {
    url += before + encoded(name) + "=" + encoded(value);
    before = '&';
  }
  return url;
}

S3Connections::~S3Connections() {
  for (void* handle : idle_) curl_easy_cleanup(handle);
}

void* S3Connections::take() {
  {
    const std::scoped_lock lock(mutex_);
    if (!idle_.empty()) {
      void* handle = idle_.back();
      idle_.pop_back();
      curl_easy_reset(handle);  // keeps its connections
      return handle;
    }
  }
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  void* handle = ready ? curl_easy_init() : nullptr;
  if (!handle) throw Fault("libcurl cannot start");
  return handle;
}

void S3Connections::give_back(void* handle) {
  const std::scoped_lock lock(mutex_);
  if (idle_.size() < kMostIdle) {
    idle_.push_back(handle);
  } else {
    curl_easy_cleanup(handle);
  }
}

S3Answer S3Connections::ask(const S3Request& request) {
  CURL* handle = take();
  S3Answer answer;
  Exchange exchange{handle, request, answer};
  char detail[CURL_ERROR_SIZE] = "";
  const auto sum = request.body ? request.body->sum : std::string_view(kSumOfNothing);
  const std::unique_ptr<curl_slist, EndList> headers(
      curl_slist_append(nullptr, fmt::format("x-amz-content-sha256: {}", sum).c_str()));
  set_server(handle, server_);
  set_request(handle, server_, request, exchange);
  curl_easy_setopt(handle, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, detail);
  const CURLcode outcome = curl_easy_perform(handle);
  read_outcome(handle, outcome, exchange, answer);
  if (!answer.arrived) answer.detail = *detail ? detail : curl_easy_strerror(outcome);
  curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, nullptr);
  give_back(handle);
  if (exchange.thrown) std::rethrow_exception(exchange.thrown);
  return answer;
}

}  // namespace parvis::blobs
