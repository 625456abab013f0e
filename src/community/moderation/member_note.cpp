#include "community/moderation/member_note.h"

#include "community/activity/activity.h"

namespace parvis::community {
namespace {

constexpr store::Sql kOf{R"(
  select member_note.id, member_note.author, member.display_name, member_note.body, member_note.written_at
  from member_note join member on member.id = member_note.author
  where member_note.member = $1 order by member_note.id desc limit 200)"};
constexpr store::Sql kInsert{
    "insert into member_note (id, member, author, body, written_at) values ($1, $2, $3, $4, $5)"};
constexpr store::Sql kAbout{"select member from member_note where id = $1 and author = $2"};
constexpr store::Sql kDelete{"delete from member_note where id = $1"};

void record(store::Transaction& transaction, const Timeline& timeline, MemberId author, MemberId member, NoteId id,
            Verb verb, Source source) {
  timeline.record(transaction, {.actor = author,
                                .verb = verb,
                                .object_kind = ObjectKind::note,
                                .object = id.value,
                                .counterpart = member,
                                .source = source});
}

}  // namespace

std::vector<MemberNote> notes_on(store::Reader& reader, MemberId member) { return reader.all<MemberNote>(kOf, member); }

NoteId write_note(store::Transaction& transaction, const Timeline& timeline, MemberId author, MemberId member,
                  std::string_view body, Source source) {
  const auto id = make_id<NoteId>();
  transaction.run(kInsert, id, member, author, body, now());
  record(transaction, timeline, author, member, id, Verb::note_written, source);
  return id;
}

bool remove_note(store::Transaction& transaction, const Timeline& timeline, MemberId author, NoteId id, Source source) {
  const auto member = transaction.one<MemberId>(kAbout, id, author);
  if (!member) return false;
  transaction.run(kDelete, id);
  record(transaction, timeline, author, *member, id, Verb::note_removed, source);
  return true;
}

}  // namespace parvis::community
