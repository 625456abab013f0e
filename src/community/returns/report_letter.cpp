#include "community/returns/report_letter.h"

#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using text::tr;

std::string answer_address(const LetterContext& context, const ReportReader& to) {
  return context.sender.origin + "/letters/month/" + report_reader_token(context.key, to.id);
}

mail::Look look_of(const LetterContext& context) {
  return {.community = context.sender.community, .brand = context.sender.brand};
}

// The figures of the first sheet: "Members: 312, 12 new".
mail::Section figures_of(text::Language in, const ReportDocument& document) {
  mail::Entry entry;
  for (const auto& block : document.sheets.front().blocks) {
    if (block.part != ReportPart::figures) continue;
    for (const auto& row : block.rows) {
      entry.passages.push_back({.kind = mail::Passage::Kind::item,
                                .text = tr(in, "{what}: {figure}, {beside}",
                                           {{"what", row[0].text}, {"figure", row[1].text}, {"beside", row[2].text}})});
    }
  }
  return {.title = tr(in, "In figures"), .entries = {std::move(entry)}};
}

mail::Section to_decide(text::Language in, const ReportDocument& document) {
  mail::Section section{.title = tr(in, "To decide"), .entries = {}};
  for (const auto& block : document.sheets.back().blocks) {
    if (block.part != ReportPart::bullets) continue;
    mail::Entry entry;
    for (const auto& row : block.rows) {
      entry.passages.push_back({.kind = mail::Passage::Kind::item, .text = row.front().text});
    }
    section.entries.push_back(std::move(entry));
  }
  return section;
}

}  // namespace

mail::Letter ask_letter(const LetterContext& context, const ReportReader& to) {
  const auto in = to.language;
  const text::Values community{{"community", context.sender.community}};
  mail::Letter letter{.to = to.email,
                      .subject = tr(in, "The month of {community} by letter?", community),
                      .language = std::string(text::tag(in)),
                      .from_name = context.sender.community,
                      .purpose = mail::Purpose::service("report_question")};
  mail::Parts parts{
      .headline = letter.subject,
      .paragraphs = {tr(in,
                        "Those who run {community} would like to send you one letter a month: how the community "
                        "lives, what was done, what it cost and brought in, on four pages.",
                        community),
                     tr(in, "Nothing comes before you say yes.")},
      .button = mail::Button{tr(in, "Answer"), answer_address(context, to)},
      .closing = {tr(in, "You would rather not? Then do nothing: there is no second letter.")},
      .footer = tr(in, "Somebody who runs {community} gave us this address.", community)};
  mail::lay_out(letter, parts, look_of(context));
  return letter;
}

mail::Letter report_letter(const LetterContext& context, const ReportReader& to, std::string address,
                           mail::Purpose purpose, ReportId id, const ReportDocument& document) {
  const auto in = document.language;
  const auto& first = document.sheets.front();
  const text::Values values{{"month", document.month_words}, {"community", document.community}};
  mail::Letter letter{.to = std::move(address),
                      .subject = tr(in, "{month} at {community}: level, health, return", values),
                      .language = std::string(text::tag(in)),
                      .from_name = document.community,
                      .purpose = std::move(purpose)};
  mail::Parts parts{.headline = tr(in, "{month} at {community}", values),
                    .paragraphs = {first.title},
                    .sections = {figures_of(in, document), to_decide(in, document)},
                    .closing = {tr(in, "The four pages are attached, with their charts.")},
                    .footer = tr(in, "This letter comes once a month, with the month before on paper.")};
  for (const auto& block : first.blocks) {
    if (block.part == ReportPart::lead) parts.paragraphs.push_back(block.text);
  }
  // The page is for who manages the community; others have the paper.
  if (to.member) {
    parts.button =
        mail::Button{tr(in, "Read it on the square"), context.sender.origin + "/cockpit/return/reports/" + id_text(id)};
  }
  const auto leave = answer_address(context, to);
  parts.leave = mail::Button{tr(in, "Receive no more of these e-mails"), leave};
  mail::lay_out(letter, parts, look_of(context));
  mail::add_unsubscribe(letter, leave);
  mail::add_list(letter, document.community, "month", host_of(context.sender.origin));
  return letter;
}

}  // namespace parvis::community
