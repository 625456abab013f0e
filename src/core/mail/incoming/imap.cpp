#include "core/mail/incoming/imap.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "core/mail/incoming/incoming_letter.h"

namespace parvis::mail {
namespace {

constexpr std::size_t kMostAtOnce = 100;

struct EndHandle {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};

// What is beyond the bound is read and let go: to break off would break the connection.
std::size_t keep(char* from, std::size_t size, std::size_t count, void* into) {
  auto& text = *static_cast<std::string*>(into);
  text.append(from, std::min(size * count, kMostLetter - std::min(text.size(), kMostLetter)));
  return size * count;
}

class Conversation {
 public:
  explicit Conversation(const ImapServer& server) {
    static const bool ready = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    handle_.reset(ready ? curl_easy_init() : nullptr);
    if (!handle_) throw Fault("libcurl cannot start");
    const auto& host = server.address.server;
    const bool is_ipv6 = host.host.find(':') != std::string::npos;
    url_ = fmt::format("{}://{}{}{}:{}/{}", host.encryption == Encryption::from_start ? "imaps" : "imap",
                       is_ipv6 ? "[" : "", host.host, is_ipv6 ? "]" : "", host.port, server.address.folder);
    set(server);
  }

  // The server's lines in answer to a command in the folder.
  std::string ask(const std::string& command) { return perform(url_, command.c_str()); }
  std::string letter(const std::string& uid) { return perform(url_ + "/;UID=" + uid, nullptr); }

 private:
  void set(const ImapServer& server) {
    auto* handle = handle_.get();
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "imap,imaps");
    curl_easy_setopt(handle, CURLOPT_PROXY, "");
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(server.connect_time.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(server.whole_time.count()));
    curl_easy_setopt(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    const bool encrypted = server.address.server.encryption != Encryption::none;
    curl_easy_setopt(handle, CURLOPT_USE_SSL, static_cast<long>(encrypted ? CURLUSESSL_ALL : CURLUSESSL_NONE));
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, keep);
    curl_easy_setopt(handle, CURLOPT_USERNAME, server.user.c_str());
    curl_easy_setopt(handle, CURLOPT_PASSWORD, std::string(server.password.reveal()).c_str());
  }

  std::string perform(const std::string& url, const char* command) {
    std::string answer;
    curl_easy_setopt(handle_.get(), CURLOPT_URL, url.c_str());
    curl_easy_setopt(handle_.get(), CURLOPT_CUSTOMREQUEST, command);
    curl_easy_setopt(handle_.get(), CURLOPT_WRITEDATA, &answer);
    const auto outcome = curl_easy_perform(handle_.get());
    if (outcome != CURLE_OK) throw Fault(fmt::format("the mailbox cannot be read: {}", curl_easy_strerror(outcome)));
    return answer;
  }

  std::unique_ptr<CURL, EndHandle> handle_;
  std::string url_;
};

// "* SEARCH 4 7 12": numbers only, so that nothing else of the server's reaches a command.
std::vector<std::string> numbers_in(std::string_view answer) {
  constexpr std::string_view kSearch = "* SEARCH";
  std::vector<std::string> numbers;
  auto at = answer.find(kSearch);
  if (at == std::string_view::npos) return numbers;
  at += kSearch.size();
  while (at < answer.size() && answer[at] == ' ' && numbers.size() < kMostAtOnce) {
    const auto begin = ++at;
    while (at < answer.size() && answer[at] >= '0' && answer[at] <= '9') ++at;
    if (at > begin && at - begin <= 10) numbers.emplace_back(answer.substr(begin, at - begin));
  }
  return numbers;
}

}  // namespace

int collect_imap(const ImapServer& server, const std::function<bool(std::string_view raw)>& take) {
  Conversation conversation(server);
  int removed = 0;
  for (const auto& uid : numbers_in(conversation.ask("UID SEARCH UNDELETED"))) {
    if (!take(conversation.letter(uid))) continue;
    conversation.ask("UID STORE " + uid + " +FLAGS.SILENT (\\Deleted)");
    ++removed;
  }
  if (removed > 0) conversation.ask("EXPUNGE");
  return removed;
}

}  // namespace parvis::mail
