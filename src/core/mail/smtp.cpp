#include "core/mail/smtp.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

#include "core/errors.h"
#include "core/mail/address.h"
#include "core/mail/incoming/reply_lines.h"
#include "core/mail/incoming/report.h"

namespace parvis::mail {
namespace {

struct EndHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct EndList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};
using Handle = std::unique_ptr<CURL, EndHandle>;

std::size_t give(char* into, std::size_t size, std::size_t count, void* source) {
  auto& left = *static_cast<std::string_view*>(source);
  const std::size_t taken = std::min(left.size(), size * count);
  std::memcpy(into, left.data(), taken);
  left.remove_prefix(taken);
  return taken;
}

constexpr std::size_t kMostReplies = 8 * 1024;

std::size_t keep_reply(const char* line, std::size_t size, std::size_t count, void* into) {
  auto& replies = *static_cast<std::string*>(into);
  if (replies.size() + size * count <= kMostReplies) replies.append(line, size * count);
  return size * count;
}

// The lines of the reply with this code, where the server says why.
std::string reply_of(std::string_view replies, long code) {
  const auto number = std::to_string(code);
  std::string reply;
  for (const auto& line : lines_of(replies)) {
    if (line.starts_with(number)) reply += line.substr(number.size()) + "\n";
  }
  return reply;
}

std::string url_of(const ServerAddress& server) {
  const bool is_ipv6 = server.host.find(':') != std::string::npos;
  return fmt::format("{}://{}{}{}:{}", server.encryption == Encryption::from_start ? "smtps" : "smtp",
                     is_ipv6 ? "[" : "", server.host, is_ipv6 ? "]" : "", server.port);
}

void set_server(CURL* handle, const SmtpServer& server) {
  curl_easy_setopt(handle, CURLOPT_URL, url_of(server.address).c_str());
  curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(handle, CURLOPT_PROXY, "");  // whatever the environment says of proxies
  curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_time.count()));
  curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(server.whole_time.count()));
  curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  const bool encrypted = server.address.encryption != Encryption::none;
  curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE));
  if (server.user.empty()) return;
  curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.c_str());
  curl_easy_setopt(handle, CURLOPT_PASSWORD, std::string(server.password.reveal()).c_str());
}

// A reply of 5xx to the envelope or the letter is for good. One to the password or to STARTTLS is a matter of
// configuration: the letter waits until it is mended.
SmtpAnswer judge(CURLcode outcome, long code) {
  if (outcome == CURLE_OK) return SmtpAnswer::accepted;
  const bool about_letter =
      outcome == CURLE_SEND_ERROR || outcome == CURLE_WEIRD_SERVER_REPLY || outcome == CURLE_RECV_ERROR;
  return about_letter && code >= 500 && code <= 599 ? SmtpAnswer::refused : SmtpAnswer::unavailable;
}

}  // namespace

SmtpResult send_by_smtp(const SmtpServer& server, const std::string& from, const std::string& to,
                        std::string_view message) {
  if (!is_address(from) || !is_address(to)) throw Fault("an envelope needs two proper addresses");
  static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
  const Handle handle(ready ? curl_easy_init() : nullptr);
  if (!handle) throw Fault("libcurl cannot start");
  set_server(handle.get(), server);
  const std::unique_ptr<curl_slist, EndList> recipients(curl_slist_append(nullptr, ("<" + to + ">").c_str()));
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_FROM, ("<" + from + ">").c_str());
  curl_easy_setopt(handle.get(), CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(handle.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(handle.get(), CURLOPT_READFUNCTION, give);
  curl_easy_setopt(handle.get(), CURLOPT_READDATA, &message);
  curl_easy_setopt(handle.get(), CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(message.size()));

  std::string replies;
  curl_easy_setopt(handle.get(), CURLOPT_HEADERFUNCTION, keep_reply);
  curl_easy_setopt(handle.get(), CURLOPT_HEADERDATA, &replies);

  const CURLcode outcome = curl_easy_perform(handle.get());
  SmtpResult result;
  curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &result.code);
  result.answer = judge(outcome, result.code);
  if (outcome != CURLE_OK) result.detail = curl_easy_strerror(outcome);
  // The status alone: the words may name the receiver.
  const auto status = status_of_reply(reply_of(replies, result.code));
  if (result.answer == SmtpAnswer::refused && !status.empty()) result.detail = status + " " + result.detail;
  return result;
}

}  // namespace parvis::mail
