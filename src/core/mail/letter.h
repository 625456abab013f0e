// A letter (e-mail) as the rest of the program sees it, and its form as the payload of a durable job. Who sends it and
// how it travels is the Mailer's. Plain values.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/mail/purpose.h"

namespace parvis::mail {

struct Letter {
  std::string to;         // one bare address (is_address)
  std::string subject;    // UTF-8
  std::string text;       // plain text, UTF-8, always there
  std::string html;       // a whole document, or empty
  std::string language;   // "en", "fr"
  std::string from_name;  // shown in place of the configured sender's name when that has none: the community's name
  std::vector<std::pair<std::string, std::string>> headers = {};  // further ones: References, List-Id
  Purpose purpose;                                                // why it may be sent; also for the log
  std::string reply_to = {};  // a bare address where answers to this letter go; empty: where the mailer sends them
  std::string id = {};        // makes the Message-ID, the same at each attempt; `to_json` gives one where there is none
};

// One click to leave (RFC 8058): `address` is an https address that unsubscribes when POSTed to and asks when opened.
void add_unsubscribe(Letter& letter, std::string_view address);

// Letters about one thing (`conversation`: "thread 4q0tn0g00040") stand together in the reader's mail: they all refer
// to the same first letter, which need not exist. `host`: of the community.
void add_conversation(Letter& letter, std::string_view conversation, std::string_view host);
// What these letters are, for rules that people make: "Name" <name.square.example>.
void add_list(Letter& letter, std::string_view name, std::string_view list, std::string_view host);

std::string to_json(const Letter& letter);
// Throws Fault when `json` is no letter.
Letter letter_from_json(std::string_view json);

}  // namespace parvis::mail
