#include "core/mail/incoming/mailbox_address.h"

#include <boost/url.hpp>

namespace parvis::mail {
namespace {

constexpr std::string_view kFolderLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/";

// The part of a folder's name without quoting in any language of mailboxes.
std::optional<std::string> folder_of(std::string_view path) {
  while (path.starts_with('/')) path.remove_prefix(1);
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.empty()) return "INBOX";
  if (path.find_first_not_of(kFolderLetters) != std::string_view::npos) return std::nullopt;
  return std::string(path);
}

}  // namespace

std::optional<MailboxAddress> parse_mailbox_address(std::string_view text) {
  const auto url = boost::urls::parse_uri(text);
  if (!url || (url->scheme() != "imaps" && url->scheme() != "imap")) return std::nullopt;
  auto folder = folder_of(std::string(url->path()));
  if (!folder) return std::nullopt;
  // Host, port and what may not stand there are as for letters that leave.
  const bool secure = url->scheme() == "imaps";
  const std::string authority(url->encoded_authority().data(), url->encoded_authority().size());
  if (url->has_query() || url->has_fragment()) return std::nullopt;
  auto server = parse_server_address((secure ? "smtps://" : "smtp://") + authority);
  if (!server) return std::nullopt;
  if (!url->has_port() || url->port().empty()) server->port = secure ? 993 : 143;
  return MailboxAddress{std::move(*server), std::move(*folder)};
}

}  // namespace parvis::mail
