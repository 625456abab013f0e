#include "community/letters/letter_reader.h"

#include "community/community.h"
#include "community/letters/stopping.h"
#include "community/members/viewer_of.h"
#include "community/threads/post_text.h"
#include "core/mail/address.h"
#include "core/text/catalogue.h"
#include "core/text/text_blocks.h"

namespace parvis::community {
namespace {

using text::tr;

constexpr store::Sql kAddress{
    "select email from member where id = $1 and email is not null and email_confirmed_at is not null"};

}  // namespace

LetterContext letter_context(Community& community) {
  const auto& settings = community.settings();
  const auto identity = community.identity();
  // Without a public address there is no request that tells it: this machine's own, as on a demo.
  const auto origin = settings.server.public_address.empty()
                          ? "http://" + settings.server.address + ":" + std::to_string(settings.server.port)
                          : settings.server.public_address;
  return {.timeline = community.timeline(),
          .sender = {identity->name, identity->brand_color, origin, settings.mail.contact},
          .identity = identity,
          .spaces = community.spaces().list(),
          .key = stopping_key(community.secret()),
          .answers_domain = settings.incoming.domain,
          .answers_secret = mail::reply_secret(community.secret())};
}

std::optional<LetterReader> letter_reader(store::Reader& reader, const LetterContext& context, MemberId member,
                                          Instant at) {
  auto email = reader.one<std::string>(kAddress, member);
  if (!email || !mail::is_address(*email)) return std::nullopt;
  auto known = viewer_of(reader, member, at);
  if (!known) return std::nullopt;
  const auto& zone = known->preferences.time_zone;
  const auto& languages = context.identity->languages;
  return LetterReader{
      .viewer = std::move(known->viewer),
      .email = std::move(*email),
      .language = known->preferences.language.value_or(languages.empty() ? text::Language::en : languages.front()),
      .zone = text::TimeZone::of(zone.empty() ? context.identity->time_zone : zone),
      .wishes = read_wishes(reader, member)};
}

std::string host_of(std::string_view origin) {
  if (const auto scheme = origin.find("://"); scheme != std::string_view::npos) origin.remove_prefix(scheme + 3);
  return std::string(origin.substr(0, origin.find_first_of(":/")));
}

std::vector<mail::Passage> passages_of(std::string html, std::size_t at_most) {
  std::vector<mail::Passage> passages;
  for (auto& [kind, text] : text::text_blocks(stored_html(std::move(html)), at_most)) {
    passages.push_back({static_cast<mail::Passage::Kind>(kind), std::move(text)});
  }
  return passages;
}

std::string name_in_letter(text::Language language, std::string_view name, MemberStatus status) {
  return status == MemberStatus::former ? tr(language, "a former member") : std::string(name);
}

mail::Letter frame_letter(const LetterContext& context, const LetterReader& to, mail::Purpose purpose,
                          std::string title, mail::Parts parts, std::string_view stops) {
  const auto in = to.language;
  const auto& origin = context.sender.origin;
  const auto leave = stopping_address(origin, context.key, to.member(), stops);
  mail::Letter letter{.to = to.email,
                      .subject = std::move(title),
                      .language = std::string(text::tag(in)),
                      .from_name = context.sender.community,
                      .purpose = std::move(purpose)};
  parts.change = mail::Button{tr(in, "Choose what comes to you, and when"), origin + "/account/letters"};
  parts.leave = mail::Button{tr(in, "Receive no more of these e-mails"), leave};
  mail::lay_out(letter, parts, {.community = context.sender.community, .brand = context.sender.brand});
  mail::add_unsubscribe(letter, leave);
  return letter;
}

}  // namespace parvis::community
