#include "core/mail/mailer.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <boost/url.hpp>
#include <cstring>

#include "core/ids.h"
#include "core/log/log.h"
#include "core/mail/incoming/report.h"
#include "core/mail/mime.h"
#include "core/mail/refused_letter.h"

namespace parvis::mail {
namespace {

namespace fs = std::filesystem;

Mailbox sender_of(const config::Settings& settings) {
  if (auto from = parse_mailbox(settings.mail.from)) return *from;
  const auto url = boost::urls::parse_uri(settings.server.public_address);
  const std::string address = "no-reply@" + (url ? std::string(url->host()) : "localhost");
  return {"", is_address(address) ? address : "no-reply@localhost"};
}

Mailer::Options options_of(const config::Settings& settings) {
  Mailer::Options options{
      .server = {}, .from = sender_of(settings), .outbox = settings.outbox(), .reply_to = settings.mail.contact};
  if (const auto address = parse_server_address(settings.mail.url)) {
    options.server = SmtpServer{.address = *address, .user = settings.mail.user, .password = settings.mail.password};
  }
  return options;
}

// Whole or not at all, readable by the program's user only: letters hold links that open accounts.
void write_file(const fs::path& path, std::string_view content) {
  const fs::path unfinished = path.string() + ".part";
  const int file = ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) throw Fault(fmt::format("the outbox cannot be written: {}", std::strerror(errno)));
  bool good = true;
  while (good && !content.empty()) {
    const auto written = ::write(file, content.data(), content.size());
    good = written > 0;
    if (good) content.remove_prefix(static_cast<std::size_t>(written));
  }
  good = good && ::fsync(file) == 0;
  const int error = errno;
  ::close(file);
  if (good && ::rename(unfinished.c_str(), path.c_str()) == 0) return;
  ::unlink(unfinished.c_str());
  throw Fault(fmt::format("the outbox cannot be written: {}", std::strerror(good ? errno : error)));
}

// 20251121T200000Z-3f9…: sorts by time.
std::string file_name(const Letter& letter, Instant at) {
  std::string time = to_rfc3339(at).substr(0, 19);
  std::erase_if(time, [](char c) { return c == '-' || c == ':'; });
  const auto id = parse_id(letter.id);
  return fmt::format("{}Z-{}.eml", time, id_text(id.value_or(next_id())));
}

}  // namespace

Mailer::Mailer(const config::Settings& settings) : Mailer(options_of(settings)) {}

Outcome Mailer::deliver(const Letter& letter, std::string_view return_path, const Attachments& attachments) const {
  const Instant at = now();
  const std::string message = mime_message(letter, options_.from, at, options_.reply_to, attachments);
  return options_.server ? send(letter, message, return_path) : keep(letter, message, at);
}

Outcome Mailer::keep(const Letter& letter, const std::string& message, Instant at) const {
  std::error_code error;
  fs::create_directories(options_.outbox, error);
  const fs::path file = options_.outbox / file_name(letter, at);
  write_file(file, message);
  log::info("Kept a letter as a file: no mail server is configured",
            {{"purpose", letter.purpose.kind()}, {"file", file.string()}});
  return Outcome::kept;
}

Outcome Mailer::send(const Letter& letter, const std::string& message, std::string_view return_path) const {
  const std::string from(is_address(return_path) ? return_path : std::string_view(options_.from.address));
  const auto result = send_by_smtp(*options_.server, from, letter.to, message);
  const log::Field purpose("purpose", letter.purpose.kind());
  const log::Field id("letter", letter.id);
  switch (result.answer) {
    case SmtpAnswer::accepted: log::info("Sent a letter", {purpose, id}); return Outcome::sent;
    case SmtpAnswer::refused:
      log::warning("The mail server refused a letter", {purpose, id, {"code", result.code}, {"detail", result.detail}});
      if (!is_about_receiver(result.detail.substr(0, result.detail.find(' '))))
        throw RefusedLetter("the mail server refused a letter, whoever reads it");
      return Outcome::refused;
    case SmtpAnswer::unavailable: break;
  }
  throw Unavailable(fmt::format("the mail server did not take a letter (reply {}): {}", result.code, result.detail));
}

}  // namespace parvis::mail
