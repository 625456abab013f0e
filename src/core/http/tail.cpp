// The lines of a head that differ from one answer to the next: written for every answer, so kept cheap.
#include <array>
#include <ctime>

#include "core/http/wire.h"

namespace parvis::http {
namespace {

// "Sat, 21 Nov 2026 19:22:00 GMT" (RFC 9110 section 5.6.7), written anew once per second and thread.
std::string_view date_text() {
  thread_local std::time_t written_for = -1;
  thread_local std::array<char, 32> text{};
  thread_local std::size_t size = 0;
  timespec clock{};
  ::clock_gettime(CLOCK_REALTIME_COARSE, &clock);
  if (clock.tv_sec != written_for) {
    std::tm parts{};
    ::gmtime_r(&clock.tv_sec, &parts);
    size = std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    written_for = clock.tv_sec;
  }
  return {text.data(), size};
}

}  // namespace

void append_tail(std::string& text, const Tail& tail) {
  text += "Date: ";
  text += date_text();
  text += "\r\nX-Request-Id: ";
  text += tail.request_id;
  text += "\r\n";
  if (tail.secure) text += "Strict-Transport-Security: max-age=31536000\r\n";
  if (tail.close) text += "Connection: close\r\n";
  if (tail.keep_alive) text += "Connection: keep-alive\r\n";
  text += "\r\n";
}

}  // namespace parvis::http
