// Row 2 and row 20 of the security page: requests that must not be made, and servers that never come to an end.
#include "core/fetch/fetch.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "core/fetch/testing/small_server.h"

namespace parvis::fetch {
namespace {

using testing::SmallServer;
using Line = SmallServer::Line;

Allowance allowing(const std::string& text) { return *Allowance::parse(text); }

std::optional<Trouble> trouble_with(const Request& request, const Allowance& allowance = {}) {
  try {
    fetch(request, allowance);
    return std::nullopt;
  } catch (const Failure& failure) {
    return failure.trouble;
  }
}

std::optional<Trouble> trouble_at(const std::string& url, const Allowance& allowance = {}) {
  Request request;
  request.url = url;
  return trouble_with(request, allowance);
}

void say_hello(const std::string&, const Line& line) { line.answer("200 OK", "hello", "Content-Type: text/plain\r\n"); }

void lead_to(const Line& line, const std::string& url) { line.answer("302 Found", "", "Location: " + url + "\r\n"); }

TEST(Fetch, BringsWhatAServerAnswersWhereItIsAllowed) {
  SmallServer server(say_hello);
  Request request;
  request.url = server.origin() + "/x#y";
  request.headers = {{"Accept", "text/plain"}};
  const auto answer = fetch(request, allowing("127.0.0.1"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.content_type, "text/plain");
  EXPECT_TRUE(server.requests().front().starts_with("GET /x HTTP/1.1\r\n"));
  EXPECT_NE(server.requests().front().find("Accept: text/plain"), std::string::npos);
}

TEST(Fetch, DoesNotReachThisMachineHoweverItIsSpelt) {
  SmallServer server(say_hello);
  const auto port = ":" + std::to_string(server.port()) + "/";
  for (const auto* host : {"127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0", "0.0.0.0",
                           "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.0.0.1.", "localhost.", "LOCALHOST"}) {
    const auto trouble = trouble_at("http://" + (host + port));
    ASSERT_TRUE(trouble) << host;
    const bool is_refused =
        trouble == Trouble::forbidden_place || trouble == Trouble::bad_address || trouble == Trouble::no_such_host;
    EXPECT_TRUE(is_refused) << host << ": " << trouble_words(*trouble);
  }
  EXPECT_EQ(trouble_at(server.origin()), Trouble::forbidden_place);
  EXPECT_EQ(trouble_at(server.origin(), allowing("127.0.0.1:1")), Trouble::forbidden_place);
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetch, JudgesTheAddressANameLeadsToAndNotTheName) {
  SmallServer server(say_hello);
  const auto port = std::to_string(server.port());
  Request request;
  request.url = "http://rebound.example:" + port + "/";
  for (const auto* address : {"127.0.0.1", "[::1]", "169.254.169.254", "[::ffff:10.0.0.1]"}) {
    request.names = {"rebound.example:" + port + ":" + address};
    EXPECT_EQ(trouble_with(request), Trouble::forbidden_place) << address;
  }
  EXPECT_TRUE(server.requests().empty());
}

TEST(Fetch, RefusesOtherSchemesAndUserNames) {
  for (const auto* url : {"file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "dict://example.org/",
                          "http://user:word@example.org/", "//example.org/", "/etc/passwd", "", "http://",
                          "http://example.org:0/", "http:// example.org/", "http://exa\nmple.org/"}) {
    EXPECT_EQ(trouble_at(url), Trouble::bad_address) << url;
  }
}

TEST(Fetch, FollowsARedirectAndForgetsTheHeadersElsewhere) {
  SmallServer second(say_hello);
  SmallServer first([&](const std::string&, const Line& line) { lead_to(line, second.origin() + "/there"); });
  Request request;
  request.url = first.origin();
  request.headers = {{"Authorization", "Bearer word"}};
  const auto answer = fetch(request, allowing("127.0.0.1"));
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.url, second.origin() + "/there");
  EXPECT_NE(first.requests().front().find("Bearer word"), std::string::npos);
  EXPECT_EQ(second.requests().front().find("Bearer word"), std::string::npos);
}

TEST(Fetch, DoesNotFollowARedirectToAForbiddenPlace) {
  SmallServer inner(say_hello);
  const std::vector<std::pair<std::string, Trouble>> ways{{inner.origin(), Trouble::forbidden_place},
                                                          {"http://[::1]/", Trouble::forbidden_place},
                                                          {"http://169.254.169.254/latest", Trouble::forbidden_place},
                                                          {"file:///etc/passwd", Trouble::bad_address}};
  for (const auto& [place, trouble] : ways) {
    SmallServer first([&](const std::string&, const Line& line) { lead_to(line, place); });
    EXPECT_EQ(trouble_at(first.origin(), allowing("127.0.0.1:" + std::to_string(first.port()))), trouble) << place;
  }
  EXPECT_TRUE(inner.requests().empty());
}

TEST(Fetch, GivesUpOnACircleAndRedirectsNoPost) {
  std::string origin;
  SmallServer server([&](const std::string&, const Line& line) { lead_to(line, origin + "/again"); });
  origin = server.origin();
  EXPECT_EQ(trouble_at(origin, allowing("127.0.0.1")), Trouble::too_many_redirects);
  const auto before = server.requests().size();
  EXPECT_EQ(before, 4u);
  Request post;
  post.url = origin;
  post.method = Request::Method::post;
  post.body = "code=word";
  EXPECT_EQ(trouble_with(post, allowing("127.0.0.1")), Trouble::too_many_redirects);
  EXPECT_EQ(server.requests().size(), before + 1);
  EXPECT_TRUE(server.requests().back().ends_with("\r\n\r\ncode=word"));
}

TEST(Fetch, TakesNoMoreThanItsLimitOfABodyWithoutEnd) {
  SmallServer server([](const std::string&, const Line& line) {
    line.send("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
    while (line.send(std::string(16'384, 'x'))) {
    }
  });
  Request request;
  request.url = server.origin();
  request.limits.bytes = 100'000;
  EXPECT_EQ(trouble_with(request, allowing("127.0.0.1")), Trouble::too_long);
}

TEST(Fetch, TakesNoHeadersWithoutEnd) {
  SmallServer server([](const std::string&, const Line& line) {
    line.send("HTTP/1.1 200 OK\r\n");
    while (line.send("X-More: " + std::string(1000, 'x') + "\r\n")) {
    }
  });
  const auto trouble = trouble_at(server.origin(), allowing("127.0.0.1"));
  EXPECT_EQ(trouble, Trouble::too_long);
}

TEST(Fetch, WaitsNoLongerThanItsTimeForAServerThatDripsOrSaysNothing) {
  for (const auto* said : {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx"}) {
    SmallServer server([&](const std::string&, const Line& line) {
      line.send(said);
      line.wait_until_gone();
    });
    Request request;
    request.url = server.origin();
    request.limits.time = std::chrono::milliseconds(200);
    EXPECT_EQ(trouble_with(request, allowing("127.0.0.1")), Trouble::too_slow) << said;
  }
}

// Speaks TLS with a certificate that it signed itself.
class SelfSigned {
 public:
  SelfSigned() : context_(SSL_CTX_new(TLS_server_method()), SSL_CTX_free) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(X509_new(), X509_free);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    SSL_CTX_use_certificate(context_.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context_.get(), key.get());
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, plain, size) != 0 || ::listen(listener_, 1) != 0) throw std::runtime_error("no port");
    ::getsockname(listener_, plain, &size);
    port = ntohs(address.sin_port);
    thread_ = std::thread([this] { serve(); });
  }
  ~SelfSigned() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
  }
  int port = 0;
  std::atomic<bool> was_believed = false;

 private:
  void serve() {
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) return;
    const std::unique_ptr<SSL, decltype(&SSL_free)> line(SSL_new(context_.get()), SSL_free);
    SSL_set_fd(line.get(), connection);
    char byte;
    was_believed = SSL_accept(line.get()) == 1 && SSL_read(line.get(), &byte, 1) == 1;
    ::close(connection);
  }
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context_;
  int listener_ = ::socket(AF_INET, SOCK_STREAM, 0);
  std::thread thread_;
};

TEST(Fetch, BelievesNoServerWhoseCertificateNobodySigned) {
  SelfSigned server;
  const auto trouble = trouble_at("https://127.0.0.1:" + std::to_string(server.port), allowing("127.0.0.1"));
  EXPECT_EQ(trouble, Trouble::certificate);
  EXPECT_FALSE(server.was_believed);
}

}  // namespace
}  // namespace parvis::fetch
