#include "core/blobs/s3_answers.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdlib>
#include <pugixml.hpp>

namespace parvis::blobs {
namespace {

constexpr std::int64_t kMostSkew = 15 * kMinute;  // what the signature allows

std::optional<Blob> read_object(const pugi::xml_node& node, std::string_view prefix) {
  const std::string_view key = node.child_value("Key");
  if (!key.starts_with(prefix)) return std::nullopt;
  const auto sum = Sum::parse(key.substr(std::min(key.size(), key.rfind('/') + 1)));
  if (!sum || key.substr(prefix.size()) != sum->place()) return std::nullopt;
  const std::string_view size = node.child_value("Size");
  Blob blob{*sum};
  std::from_chars(size.data(), size.data() + size.size(), blob.size);
  blob.at = parse_rfc3339(node.child_value("LastModified")).value_or(Instant{});
  return blob;
}

std::string hint_of_region(const S3Error& error) {
  return error.region.empty() ? "check [blobs] region and endpoint"
                              : "write region = \"" + error.region + "\" under [blobs]";
}

std::string about_clock(const S3Answer& answer, const std::string& place) {
  const auto seconds = answer.date ? std::abs(now() - answer.date) / kSecond : 0;
  const auto by = seconds > 60 ? fmt::format(" by {} minutes", seconds / 60) : "";
  return fmt::format("The clock of this machine differs{} from that of {}: set it by the network's time.", by, place);
}

bool is_skewed(const S3Answer& answer) { return answer.date && std::abs(now() - answer.date) > kMostSkew; }

// Nothing when the answer is no matter of configuration.
std::string about_configuration(const S3Answer& answer, const S3Server& server, const std::string& place) {
  const auto error = parse_error(answer.body);
  if (error.code == "RequestTimeTooSkewed" || (answer.status == 403 && is_skewed(answer)))
    return about_clock(answer, place);
  if (error.code == "InvalidAccessKeyId") {
    return fmt::format("{} does not know the access key: check [blobs] access_key.", place);
  }
  if (error.code == "SignatureDoesNotMatch") {
    return fmt::format("{} refuses the signature: check [blobs] secret_key, and region.", place);
  }
  if (error.code == "NoSuchBucket") {
    return fmt::format("There is no bucket {} at {}: make it, or check [blobs] store.", server.bucket, server.endpoint);
  }
  if (error.code == "AuthorizationHeaderMalformed" || error.code == "PermanentRedirect" || answer.status / 100 == 3) {
    return fmt::format("{} sends elsewhere: {}.", place, hint_of_region(error));
  }
  if (answer.status == 401 || answer.status == 403) {
    return fmt::format("{} does not allow this to the access key{}: it must list, read, write and delete there.", place,
                       error.code.empty() ? "" : " (" + error.code + ")");
  }
  return "";
}

std::string about_connection(const S3Answer& answer, const S3Server& server) {
  switch (answer.trouble) {
    case S3Trouble::no_such_host:
      return fmt::format("The name in {} leads nowhere: check [blobs] endpoint and the network.", server.endpoint);
    case S3Trouble::no_connection: return fmt::format("Nobody answers at {} ({}).", server.endpoint, answer.detail);
    case S3Trouble::too_slow: return fmt::format("{} did not answer in time ({}).", server.endpoint, answer.detail);
    default: return fmt::format("The connection to {} broke ({}).", server.endpoint, answer.detail);
  }
}

}  // namespace

S3Page parse_page(std::string_view xml, std::string_view prefix) {
  pugi::xml_document document;
  const auto parsed = document.load_buffer(xml.data(), xml.size());
  const auto root = document.child("ListBucketResult");
  if (!parsed || !root) throw Unavailable("The store's listing cannot be read: is [blobs] endpoint an S3 store's?");
  S3Page page;
  for (const auto& node : root.children("Contents")) {
    if (auto blob = read_object(node, prefix)) page.blobs.push_back(std::move(*blob));
  }
  if (std::string_view(root.child_value("IsTruncated")) != "true") return page;
  page.next = root.child_value("NextContinuationToken");
  if (page.next.empty()) throw Unavailable("The store's listing ends in the middle without saying how to go on.");
  return page;
}

S3Error parse_error(std::string_view xml) {
  pugi::xml_document document;
  if (!document.load_buffer(xml.data(), xml.size())) return {};
  const auto root = document.child("Error");
  return {root.child_value("Code"), root.child_value("Region")};
}

bool is_worth_another(const S3Answer& answer) {
  if (!answer.arrived) return answer.trouble != S3Trouble::certificate;
  if (answer.status == 408 || answer.status == 429 || answer.status >= 500) return true;
  const auto code = parse_error(answer.body).code;
  return code == "RequestTimeout" || code == "SlowDown" || code == "OperationAborted";
}

void refuse_answer(const S3Answer& answer, const S3Server& server, const std::string& place) {
  if (!answer.arrived) {
    if (answer.trouble != S3Trouble::certificate) throw Unavailable(about_connection(answer, server));
    throw Misconfigured(fmt::format("The certificate of {} is not trusted ({}): install its authority's.",
                                    server.endpoint, answer.detail));
  }
  const auto sentence = about_configuration(answer, server, place);
  if (!sentence.empty()) throw Misconfigured(sentence);
  const auto code = parse_error(answer.body).code;
  throw Unavailable(fmt::format("{} answered {}{}.", place, answer.status, code.empty() ? "" : " " + code));
}

}  // namespace parvis::blobs
