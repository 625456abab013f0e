#include "community/letters/digest.h"
#include "community/letters/letter_kinds.h"
#include "community/letters/stopping.h"
#include "community/privacy/consent.h"
#include "core/text/catalogue.h"
#include "core/text/dates.h"

namespace parvis::community {
namespace {

using text::tr;

std::string meta_of(text::Language in, const DigestItem& item) {
  auto meta = tr(in, "{member} in {space}", {{"member", item.author}, {"space", item.space}});
  if (item.posts > 1) meta += " · " + text::trn(in, "{n} reply", "{n} replies", item.posts - 1);
  return meta;
}

mail::Section tidings_of(text::Language in, const LetterContext& context, const LetterReader& to, const Digest& digest,
                         Instant at) {
  mail::Section section{.title = tr(in, "What concerns you"), .entries = {}};
  for (const auto& tiding : digest.tidings) {
    section.entries.push_back({.title = tiding.sentence,
                               .address = context.sender.origin + tiding.path,
                               .meta = text::date_and_time(tiding.at, at, in, to.zone)});
  }
  if (digest.more_tidings > 0) {
    section.entries.push_back({.title = text::trn(in, "and {n} more", "and {n} more", digest.more_tidings),
                               .address = context.sender.origin + "/notifications"});
  }
  return section;
}

mail::Section items_of(text::Language in, const LetterContext& context, const Digest& digest) {
  mail::Section section{.title = tr(in, "You may like to read"), .entries = {}};
  for (const auto& item : digest.items) {
    mail::Entry entry{.title = item.title,
                      .address = context.sender.origin + item.path,
                      .name = item.author,
                      .hue = item.hue,
                      .meta = meta_of(in, item),
                      .reason = item.reason};
    if (!item.beginning.empty()) entry.passages.push_back({.text = item.beginning});
    section.entries.push_back(std::move(entry));
  }
  return section;
}

}  // namespace

std::optional<mail::Letter> write_digest_letter(store::Reader& reader, const LetterContext& context,
                                                const LetterReader& to, const Digest& digest,
                                                const DigestScope& scope) {
  auto purpose = consent_ledger().wish(reader, kDigestLetter, to.member().value, 0);
  if (!purpose || digest.is_empty()) return std::nullopt;
  const auto in = to.language;
  const auto& community = context.sender.community;
  const auto first = digest.items.empty() ? digest.tidings.front().sentence : digest.items.front().title;
  const text::Values values{{"community", community}, {"title", first}};
  const auto subject = scope.weekly ? tr(in, "Your week at {community}: {title}", values)
                                    : tr(in, "Your day at {community}: {title}", values);
  mail::Parts parts;
  parts.headline = scope.weekly ? tr(in, "Your week at {community}", {{"community", community}})
                                : tr(in, "Your day at {community}", {{"community", community}});
  if (!digest.tidings.empty()) parts.sections.push_back(tidings_of(in, context, to, digest, scope.until));
  if (!digest.items.empty()) parts.sections.push_back(items_of(in, context, digest));
  parts.button = mail::Button{tr(in, "Go to the square"), context.sender.origin + "/"};
  parts.footer = scope.weekly
                     ? tr(in,
                          "This digest comes once a week. It is made of what you read, write and follow; only you "
                          "receive it so.")
                     : tr(in,
                          "This digest comes once a day. It is made of what you read, write and follow; only you "
                          "receive it so.");
  auto letter = frame_letter(context, to, std::move(*purpose), subject, std::move(parts), stop_digests());
  const auto host = host_of(context.sender.origin);
  mail::add_conversation(letter, "digests of " + id_text(to.member()), host);
  mail::add_list(letter, community, "digest", host);
  letter.headers.emplace_back("Precedence", "bulk");
  return letter;
}

}  // namespace parvis::community
