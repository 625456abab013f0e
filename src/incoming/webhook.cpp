// Letters, and what a mail service says of those it could not deliver, handed in by a program of the operator's.
#include <boost/json.hpp>

#include "community/incoming/letter_stop.h"
#include "community/incoming/letters_in.h"
#include "community/members/account.h"
#include "core/crypto/crypto.h"
#include "core/crypto/signed_body.h"
#include "core/mail/address.h"
#include "incoming/incoming_pages.h"

namespace parvis::incoming {

using namespace community;

namespace {

namespace json = boost::json;

struct Said {
  std::string address;
  mail::Report report;
};

std::string text_of(const json::object& object, const char* key) {
  const auto* value = object.if_contains(key);
  return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

// {"kind": "bounce", "address": "ana@example.org", "permanent": true, "status": "5.1.1"}
Said read_said(std::string_view body) {
  boost::system::error_code error;
  const auto value = json::parse(json::string_view(body.data(), body.size()), error);
  if (error || !value.is_object())
    throw BadRequest({"This is not a report that can be read."}, "the report is no JSON");
  const auto& object = value.as_object();
  const auto kind = text_of(object, "kind");
  const auto* permanent = object.if_contains("permanent");
  Said said{.address = text_of(object, "address"), .report = {mail::ReportKind::temporary, text_of(object, "status")}};
  const bool known = kind == "complaint" || (kind == "bounce" && permanent && permanent->is_bool());
  if (!known || !mail::is_address(said.address) || said.report.status.size() > 20) {
    throw BadRequest({"This is not a report that can be read."}, "kind, address or permanent is wrong");
  }
  if (kind == "complaint") said.report.kind = mail::ReportKind::complaint;
  if (kind == "bounce" && permanent->as_bool()) said.report.kind = mail::ReportKind::permanent;
  return said;
}

// What was signed is obeyed once, however often it arrives.
void obey(Visit& visit, const Said& said) {
  const auto sum = crypto::sha256_hex(std::string(visit.request.header("parvis-signature")));
  visit.community.store().write([&](store::Transaction& transaction) {
    if (!mark_read(transaction, sum)) return;
    const auto account = account_with_email(transaction, said.address);
    if (!account) return;
    note_report(transaction, visit.community.timeline(), account->id, said.report,
                visit.community.settings().incoming.failures, now(), Source::letter);
  });
}

bool is_json(const http::Request& request) { return request.header("content-type").starts_with("application/json"); }
bool is_letter(const http::Request& request) { return request.header("content-type").starts_with("message/rfc822"); }

}  // namespace

http::Response take_in(Visit& visit) {
  const auto& request = visit.request;
  const auto& secret = visit.community.settings().incoming.webhook;
  if (!crypto::is_signed_body(secret.reveal(), request.header("parvis-signature"), request.body, now())) {
    throw Forbidden({"This is not signed as it must be."});
  }
  if (is_json(request)) {
    obey(visit, read_said(request.body));
  } else if (is_letter(request)) {
    take_letter(visit.community, request.body);
  } else {
    throw Refusal(415, {"Send a letter (message/rfc822) or a report (application/json)."});
  }
  return http::no_content();
}

}  // namespace parvis::incoming
