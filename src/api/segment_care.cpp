// Segments changed and asked about by programs: what they would hold, who came and went, why somebody is in or out, and
// letters to them. For who manages the community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "api/segment_objects.h"
#include "api/today_objects.h"
#include "api/yes_no.h"
#include "community/accounts/visit_account.h"
#include "community/segments/condition_json.h"
#include "community/segments/member_draw.h"
#include "community/segments/segment_letter.h"
#include "community/segments/segment_moves.h"
#include "community/segments/segment_why.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr int kLettersTold = 50;

SpaceAct act_of(const Visit& visit) { return {visit.community.timeline(), visit.member().member, now(), visit.source}; }

json::object reason_object(const SegmentReason& reason) {
  json::array parts;
  for (const auto& part : reason.parts) parts.push_back(reason_object(part));
  return {{"condition", to_text(reason.condition)},
          {"holds", reason.holds},
          {"figure", reason.figure ? json::value(*reason.figure) : json::value(nullptr)},
          {"parts", std::move(parts)}};
}

json::object letter_object(const Visit& visit, const Segment& segment, const SentLetter& letter) {
  return {{"url", visit.origin + "/cockpit/segments/" + segment.slug + "/letter"},
          {"subject", letter.subject},
          {"author", letter.author_name},
          {"purpose", letter.purpose},
          {"written_at", instant(letter.written_at)},
          {"receivers", letter.receivers},
          {"waited", letter.waited},
          {"held_back", letter.held_back},
          {"stopped", letter.stopped}};
}

std::string_view how_name(ConditionCount::How how) {
  switch (how) {
    case ConditionCount::How::exactly: break;
    case ConditionCount::How::about: return "about";
    case ConditionCount::How::at_most: return "at_most";
  }
  return "exactly";
}

struct ToldLetter {
  PurposeId purpose;
  BulkLetterWords words;
};

ToldLetter letter_told(const Visit& visit, Body& body) {
  const auto slug = body.text("purpose");
  auto subject = text::check_text(body.text("subject"), {.min = 1, .max = kMaxLetterSubject});
  auto words =
      text::check_text(body.text("letter"), {.min = 1, .max = kMaxSegmentLetterBody, .lines = text::Lines::many});
  if (subject.problem) body.add("subject", *subject.problem);
  if (words.problem) body.add("letter", *words.problem);
  ToldLetter letter{{}, {std::move(subject.value), std::move(words.value)}};
  visit.community.store().read([&](store::Reader& reader) {
    const auto segment = segment_named(visit, reader);
    const auto purpose = find_purpose(reader, slug);
    if (!purpose || purpose->ended) return body.add("purpose", {"Choose what they agreed to."});
    letter.purpose = purpose->id;
    if (count_receivers(reader, segment.id, purpose->id) == 0) {
      body.add("purpose", {"Nobody of this segment agreed to it."});
    }
  });
  return letter;
}

}  // namespace

http::Response put_segment(Visit& visit) {
  const auto present =
      visit.community.store().read([&](store::Reader& reader) { return segment_named(visit, reader); });
  auto body = body_of(visit);
  const auto words = segment_told(visit, body, present.slug);
  if (!body.problems().empty()) return invalid(visit, body.problems());
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    change_segment(transaction, act_of(visit), segment_named(visit, transaction), words);
    return {200, segment_object(visit, segment_named(visit, transaction))};
  });
}

http::Response delete_segment(Visit& visit) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto segment = segment_named(visit, transaction);
    remove_segment(transaction, act_of(visit), segment, visit.language);
    return {200,
            json::object{{"id", id_text(segment.id)}, {"url", visit.origin + "/cockpit/segments"}, {"removed", true}}};
  });
}

http::Response get_segment_count(Visit& visit) {
  const auto asked = visit.request.query.get("condition");
  const auto read = read_condition(asked);
  if (!read.ok()) throw BadRequest(*read.problem);
  const bool exactly = yes_asked(visit, "exact", false);
  return visit.community.store().read([&](store::Reader& reader) {
    if (const auto wrong = wrong_in(reader, read.condition, "")) throw BadRequest(*wrong);
    const auto count =
        exactly ? count_all(reader, read.condition, now()) : count_members(reader, read.condition, now());
    const bool is_estimate = count.how != ConditionCount::How::exactly;
    return answer(json::object{{"condition", to_text(read.condition)},
                               {"members", count.members},
                               {"how", how_name(count.how)},
                               {"estimate", is_estimate},
                               {"asked", is_estimate ? json::value(count.drawn) : json::value(nullptr)}});
  });
}

http::Response list_segment_moves(Visit& visit) {
  MovesAsked asked{.at_most = limit_asked(visit, kMaxLimit)};
  const auto show = visit.request.query.get("show");
  if (show == "entered" || show == "left") {
    asked.list = show == "left" ? MoveList::left : MoveList::entered;
    asked.since = now() - kFlowLooksBack;
  }
  asked.before =
      parse_move_place(place_asked(visit, [](std::string_view text) { return parse_move_place(text).has_value(); }));
  return visit.community.store().read([&](store::Reader& reader) {
    asked.segment = segment_named(visit, reader).id;
    const auto found = moves_of(reader, asked);
    json::array items;
    for (const auto& move : found.moves) {
      items.push_back(json::object{{"id", id_text(move.id)},
                                   {"url", visit.origin + "/cockpit/members/" + move.handle},
                                   {"at", instant(move.at)},
                                   {"entered", move.entered},
                                   {"handle", move.handle},
                                   {"name", move.name}});
    }
    return answer(page(std::move(items), found.next ? place_text(*found.next) : ""));
  });
}

http::Response get_segment_why(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto segment = segment_named(visit, reader);
    const auto member = member_asked(visit, reader);
    auto object = person(visit, {member.id, member.handle, member.display_name});
    object["is_in"] = is_in_segment(reader, segment.id, member.id);
    object["why"] = reason_object(why(reader, condition_of(segment), read_ground(reader, now()), member.id));
    return answer(object);
  });
}

http::Response list_segment_letters(Visit& visit) {
  return visit.community.store().read([&](store::Reader& reader) {
    const auto segment = segment_named(visit, reader);
    json::array items;
    for (const auto& letter : letters_of(reader, segment.id, kLettersTold)) {
      items.push_back(letter_object(visit, segment, letter));
    }
    return answer(page(std::move(items), ""));
  });
}

http::Response create_segment_letter(Visit& visit) {
  auto body = body_of(visit);
  const auto letter = letter_told(visit, body);
  if (!body.problems().empty()) return invalid(visit, body.problems());
  const auto sender = account_act_of(visit).sender;
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto segment = segment_named(visit, transaction);
    write_to_segment(transaction, act_of(visit), segment, letter.purpose, letter.words, sender,
                     visit.community.secret());
    return {kAccepted, letter_object(visit, segment, letters_of(transaction, segment.id, 1).front())};
  });
}

}  // namespace parvis::api
