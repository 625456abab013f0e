#include "community/segments/segment_letter.h"

#include "community/letters/stopping.h"
#include "core/crypto/crypto.h"
#include "core/errors.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

using text::tr;

constexpr store::Sql kLately{"select count(*) from segment_letter where purpose = $1 and written_at > $2"};
constexpr store::Sql kKeep{R"(
  insert into segment_letter (id, segment, purpose, author, subject, body, written_at)
  values ($1, $2, $3, $4, $5, $6, $7))"};
constexpr store::Sql kLetter{R"(
  select segment_letter.segment, segment_letter.purpose, '', purpose.slug, segment_letter.subject,
    segment_letter.body, author.id, author.display_name, segment_letter.after_member
  from segment_letter join purpose on purpose.id = segment_letter.purpose
    join member as author on author.id = segment_letter.author
  where segment_letter.id = $1 and segment_letter.finished_at is null)"};
constexpr store::Sql kNext{R"(
  select member.id,
    case when member.status = 1 and member.email_confirmed_at is not null then coalesce(member.email, '') else '' end,
    member.display_name, member.language
  from segment_member join member on member.id = segment_member.member
  where segment_member.segment = $1 and segment_member.member > $2 order by segment_member.member limit $3)"};
constexpr store::Sql kReceivers{R"(
  select count(*) from segment_member join member on member.id = segment_member.member
  where segment_member.segment = $1 and segment_member.member > $3 and member.status = 1
    and member.email_confirmed_at is not null and exists (
      select 1 from consent where consent.member = member.id and consent.purpose = $2 and consent.agrees = 1
        and consent.id = (select max(latest.id) from consent latest
                          where latest.member = member.id and latest.purpose = $2)
        and consent.version >= (select coalesce(max(version), 1) from purpose_text
                                where purpose_text.purpose = $2 and asks_again = 1)))"};
constexpr store::Sql kSent{R"(
  select segment_letter.subject, member.display_name, purpose.slug, segment_letter.written_at, segment_letter.receivers,
    segment_letter.waited, segment_letter.held_back, segment_letter.stopped
  from segment_letter join member on member.id = segment_letter.author
    join purpose on purpose.id = segment_letter.purpose
  where segment_letter.segment = $1 order by segment_letter.id desc limit $2)"};

std::int64_t count_after(store::Reader& reader, SegmentId segment, PurposeId purpose, MemberId after) {
  return reader.one<std::int64_t>(kReceivers, segment, purpose, after).value_or(0);
}

std::optional<BulkFrame> frame_of(store::Reader& reader, const BulkLetter& letter, MemberId to, text::Language in) {
  auto purpose = consent_ledger().purpose(reader, letter.slug, to.value, letter.agreed);
  if (!purpose) return std::nullopt;
  return BulkFrame{.purpose = std::move(*purpose),
                   .subject = letter.subject,
                   .list = {},
                   .button = tr(in, "Open the square"),
                   .path = "/",
                   .closing = letter.author_name,
                   .leave = tr(in, "Receive no more of these letters"),
                   .stops = stop_purpose({letter.agreed})};
}

const BulkKind& to_segments() {
  static const BulkKind kind{.sort = LetterSort::segment,
                             .job = "segments.letter",
                             .table = "segment_letter",
                             .letter = kLetter,
                             .receivers = kNext,
                             .left =
                                 [](store::Reader& reader, const BulkLetter& letter) {
                                   return count_after(reader, {letter.among}, {letter.agreed}, letter.after);
                                 },
                             .frame = frame_of};
  return kind;
}

}  // namespace

void write_to_segment(store::Transaction& transaction, const SpaceAct& act, const Segment& segment, PurposeId purpose,
                      const BulkLetterWords& letter, const Sender& sender, std::string_view secret) {
  const auto lately = transaction.one<std::int64_t>(kLately, purpose, act.at - kDay).value_or(0);
  if (lately >= kLettersADay) {
    throw Conflict({"Two letters went out for this purpose within a day. Write again tomorrow."});
  }
  const auto id = next_id();
  transaction.run(kKeep, id, segment.id, purpose, act.actor, letter.subject, letter.body, act.at);
  act.timeline.record(transaction, {.at = act.at,
                                    .actor = act.actor,
                                    .verb = Verb::segment_letter_sent,
                                    .object_kind = ObjectKind::segment,
                                    .object = segment.id.value,
                                    .amount = count_receivers(transaction, segment.id, purpose),
                                    .source = act.source});
  send_to_many(transaction, to_segments(), id, sender, secret);
}

std::int64_t count_receivers(store::Reader& reader, SegmentId segment, PurposeId purpose) {
  return count_after(reader, segment, purpose, {});
}

std::vector<SentLetter> letters_of(store::Reader& reader, SegmentId segment, int at_most) {
  return reader.all<SentLetter>(kSent, segment, at_most);
}

void deliver_segment_letters(jobs::Runner& runner) { deliver_to_many(runner, to_segments()); }

std::string segment_leaving_key(std::string_view secret) { return crypto::keyed_hash(secret, "letters of segments"); }

}  // namespace parvis::community
