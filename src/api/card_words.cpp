// What a card keeps beside the card itself, for programs: words to the member, notes that go, whom they exchange with,
// and the circles there are. For who manages the community.
#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/objects.h"
#include "api/today_objects.h"
#include "community/card/card_path.h"
#include "community/card/circle.h"
#include "community/card/exchange.h"
#include "community/moderation/member_note.h"
#include "community/today/word_sending.h"
#include "core/id_pair.h"
#include "core/text/validate.h"

namespace parvis::api {

using namespace community;

namespace {

json::object word_object(const Visit& visit, const Member& member, const PersonalWord& word) {
  const auto self = std::string(api_address(visit, "members", member.handle)) + "/words";
  return {{"id", id_text(word.id)},
          {"url", visit.origin + card_path(member.handle) + "/words"},
          {"self", self},
          {"author", person(visit, {word.author.id, word.author.handle, word.author.display_name})},
          {"words", word.body},
          {"written_at", instant(word.written_at)},
          {"read_at", instant(word.read_at)}};
}

bool is_identifier(std::string_view text) { return parse_id(text).has_value(); }

std::optional<PartnerPlace> read_place(std::string_view text) {
  const auto place = parse_pair(text);
  return place ? std::optional(PartnerPlace{place->first, {place->second}}) : std::nullopt;
}
bool is_place(std::string_view text) { return read_place(text).has_value(); }

std::string place_of(const Partner& last) { return pair_text({last.given + last.received, last.face.id.value}); }

json::array circle_objects(const Visit& visit, store::Reader& reader) {
  json::array all;
  for (const auto& one : circles(reader)) {
    all.push_back(json::object{{"id", one.slug},
                               {"url", visit.origin + "/cockpit/circles"},
                               {"name", one.words ? visit.tr(one.words) : one.name},
                               {"own", one.words == nullptr}});
  }
  return all;
}

}  // namespace

http::Response delete_member_note(Visit& visit) {
  const auto id = id_of<NoteId>(visit, "note");
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto member = member_asked(visit, transaction);
    const auto notes = notes_on(transaction, member.id);
    const auto note = std::ranges::find(notes, id, &MemberNote::id);
    if (note == notes.end()) throw NotFound();
    if (note->author != visit.member().member) throw Forbidden({"Only who wrote a note removes it."});
    remove_note(transaction, visit.community.timeline(), visit.member().member, id, visit.source);
    return {200,
            json::object{
                {"id", id_text(id)}, {"url", visit.origin + card_path(member.handle) + "#notes"}, {"removed", true}}};
  });
}

http::Response list_member_words(Visit& visit) {
  const PersonalWordId before{parse_id(place_asked(visit, is_identifier)).value_or(0)};
  const auto limit = limit_asked(visit, kMaxLimit);
  return visit.community.store().read([&](store::Reader& reader) {
    const auto member = member_asked(visit, reader);
    const auto words = personal_words(reader, member.id, before, limit);
    json::array items;
    for (const auto& word : words) items.push_back(word_object(visit, member, word));
    const bool full = words.size() == static_cast<std::size_t>(limit);
    return answer(page(std::move(items), full ? id_text(words.back().id) : ""));
  });
}

http::Response write_to_member(Visit& visit) {
  auto body = body_of(visit);
  auto words = text::check_text(body.text("words"), {.min = 1, .max = kMaxPersonalWord, .lines = text::Lines::many});
  if (words.problem) body.add("words", *words.problem);
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    const auto member = member_asked(visit, transaction);
    send_word(transaction, visit, member.id, std::nullopt, words.value);
    return {kCreated, word_object(visit, member, personal_words(transaction, member.id, {}, 1).front())};
  });
}

http::Response list_exchanges(Visit& visit) {
  const auto after = read_place(place_asked(visit, is_place));
  const auto limit = limit_asked(visit, kMaxLimit);
  return visit.community.store().read([&](store::Reader& reader) {
    const auto member = member_asked(visit, reader);
    const auto partners = partners_of(reader, member.id, after, limit);
    json::array items;
    for (const auto& partner : partners) {
      if (partner.status == MemberStatus::former) continue;
      auto item = person(visit, {partner.face.id, partner.face.handle, partner.face.display_name});
      item["given"] = partner.given;
      item["received"] = partner.received;
      item["last_day"] = to_rfc3339({partner.last_day * kDay}).substr(0, 10);
      items.push_back(std::move(item));
    }
    const bool full = partners.size() == static_cast<std::size_t>(limit);
    return answer(page(std::move(items), full ? place_of(partners.back()) : ""));
  });
}

http::Response list_circles(Visit& visit) {
  return visit.community.store().read(
      [&](store::Reader& reader) { return answer(page(circle_objects(visit, reader), "")); });
}

http::Response put_circles(Visit& visit) {
  auto body = body_of(visit);
  if (!body.has("names")) body.add("names", {"This is needed."});
  std::vector<std::string> names;
  for (const auto& typed : body.texts("names")) {
    auto checked = text::check_text(typed, {.min = 1, .max = kMaxCircleName, .lines = text::Lines::single});
    if (checked.problem) body.add("names", *checked.problem);
    names.push_back(std::move(checked.value));
  }
  if (names.size() > kMostOwnCircles) body.add("names", {"These are more than ten."});
  if (const auto& problems = body.problems(); !problems.empty()) return invalid(visit, problems);
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    name_circles(transaction, {visit.community.timeline(), visit.member().member, now(), visit.source}, names);
    return {200, page(circle_objects(visit, transaction), "")};
  });
}

}  // namespace parvis::api
