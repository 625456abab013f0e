#include "community/arriving/member_import.h"

#include <algorithm>
#include <unordered_set>

#include "community/activity/activity.h"
#include "community/arriving/first_steps.h"
#include "community/arriving/import_jobs.h"
#include "community/members/new_member.h"
#include "core/crypto/crypto.h"
#include "core/store/many_rows.h"
#include "core/text/catalogue.h"

namespace parvis::community {
namespace {

constexpr std::size_t kPortion = 2000;  // people brought in by one transaction: others write in between
constexpr std::size_t kMark = 22;       // base64url characters: 132 bits

constexpr store::Sql kKeep{R"(
  insert into member_import (id, made_by, file_name, content, state, created_at) values ($1, $2, $3, $4, 1, $5))"};
constexpr store::Sql kSavePlan{"update member_import set plan = $2 where id = $1 and state = 1"};
constexpr store::Sql kImport{R"(
  select id, made_by, file_name, plan, state, created_at, started_at, ended_at, people, merged, known, refused
  from member_import where )"};
constexpr store::Sql kOfId{"id = $1"};
constexpr store::Sql kLatest{"state > 0 order by id desc limit $1"};
constexpr store::Sql kContent{"select content from member_import where id = $1"};
constexpr store::Sql kRefusals{"select refusals from member_import where id = $1"};
constexpr store::Sql kMemberKeys{"select email_key from member where email_key is not null"};
constexpr store::Sql kInvitedKeys{"select email_key from imported_member where import <> $1"};
constexpr store::Sql kAddPeople{
    "insert into imported_member (id, import, email, email_key, name, handle, language, place)"};
constexpr store::Sql kUnlessThere{"on conflict (email_key) do nothing"};
constexpr store::Sql kStart{R"(
  update member_import
  set state = 2, started_at = $2, content = '', people = (select count(*) from imported_member where import = $1),
      merged = $3, known = $4, refused = $5, refusals = $6
  where id = $1 and state = 1)"};
constexpr store::Sql kEnd{"update member_import set state = 3, ended_at = $2 where id = $1 and state = 2"};
constexpr store::Sql kForgetWaiting{"delete from imported_member where import = $1 and member is null"};
constexpr store::Sql kDropPeople{"delete from imported_member where import = $1"};
constexpr store::Sql kDrop{"delete from member_import where id = $1 and state = 1"};
constexpr store::Sql kProgress{R"(
  select coalesce(sum(case when sent_at is null then 1 else 0 end), 0),
         coalesce(sum(case when sent_at is null then 0 else 1 end), 0),
         coalesce(sum(case when member is null then 0 else 1 end), 0)
  from imported_member where import = $1)"};
constexpr store::Sql kInvited{R"(
  select imported_member.id, import, email, name, handle, language, place
  from imported_member join member_import on member_import.id = imported_member.import
  where imported_member.id = $1 and member is null and member_import.state = 2
    and not exists (select 1 from member where member.email_key = imported_member.email_key))"};
constexpr store::Sql kCame{"update imported_member set member = $2, came_at = $3 where id = $1 and member is null"};

std::string mark_of(std::string_view secret, ImportedMemberId id) {
  return crypto::keyed_hash(secret, "imported:" + id_text(id)).substr(0, kMark);
}

}  // namespace

MemberImportId keep_member_file(store::Transaction& transaction, const Viewer& actor, std::string_view file_name,
                                std::string_view text) {
  if (!actor.is_manager()) throw Forbidden();
  const auto id = make_id<MemberImportId>();
  transaction.run(kKeep, id, actor.member, file_name, text, now());
  return id;
}

void save_plan(store::Transaction& transaction, MemberImportId id, const ImportPlan& plan) {
  transaction.run(kSavePlan, id, to_json(plan));
}

std::optional<MemberImport> find_import(store::Reader& reader, MemberImportId id) {
  return reader.one<MemberImport>(kImport + kOfId, id);
}

std::string content_of(store::Reader& reader, MemberImportId id) {
  return reader.one<std::string>(kContent, id).value_or(std::string());
}

std::string refusals_of(store::Reader& reader, MemberImportId id) {
  return reader.one<std::string>(kRefusals, id).value_or(std::string());
}

std::vector<MemberImport> latest_imports(store::Reader& reader) {
  return reader.all<MemberImport>(kImport + kLatest, kImportsShown);
}

void leave_out_known(store::Reader& reader, MemberImportId id, MemberFile& file, const ImportPlan& plan) {
  std::unordered_set<std::string> members, invited;
  reader.each<std::string>(kMemberKeys, [&](std::string&& key) { members.insert(std::move(key)); });
  reader.each<std::string>(
      kInvitedKeys, [&](std::string&& key) { invited.insert(std::move(key)); }, id);
  std::vector<ImportedPerson> left;
  left.reserve(file.people.size());
  for (auto& person : file.people) {
    if (members.contains(person.email_key)) {
      ++file.known;
    } else if (!invited.contains(person.email_key)) {
      left.push_back(std::move(person));
    } else if (plan.duplicates == Duplicates::merged) {
      ++file.merged;
    } else {
      file.refused.push_back(
          {person.line, text::msgid("Invited by an earlier file already"), {person.email, person.name}});
    }
  }
  file.people = std::move(left);
}

std::string refusals_table(const MemberFile& file, text::Language language) {
  if (file.refused.empty()) return {};
  text::CsvRow heads{text::tr(language, "Line"), text::tr(language, "Reason")};
  heads.insert(heads.end(), file.heads.begin(), file.heads.end());
  auto table = "\xef\xbb\xbf" + text::csv_line(heads, ';');
  for (const auto& refused : file.refused) {
    text::CsvRow row{std::to_string(refused.line), text::tr(language, refused.reason)};
    row.insert(row.end(), refused.values.begin(), refused.values.end());
    table += text::csv_line(row, ';');
  }
  return table;
}

void bring_in(store::Store& store, const AccountAct& act, const Viewer& actor, MemberImportId id,
              const ImportPlan& plan, const MemberFile& file) {
  if (!actor.is_manager()) throw Forbidden();
  for (std::size_t from = 0; from < file.people.size(); from += kPortion) {
    store.write([&](store::Transaction& transaction) {
      const auto present = find_import(transaction, id);
      if (!present || present->state != ImportState::draft) throw Conflict({"This file has been brought in already."});
      store::ManyRows rows(transaction, kAddPeople, 8, kUnlessThere);
      for (std::size_t i = from; i < std::min(from + kPortion, file.people.size()); ++i) {
        const auto& person = file.people[i];
        rows.add(make_id<ImportedMemberId>(), id, person.email, person.email_key, person.name, person.handle,
                 person.language, person.place);
      }
      rows.put_in();
    });
  }
  store.write([&](store::Transaction& transaction) {
    const auto at = now();
    transaction.run(kSavePlan, id, to_json(plan));
    const auto started =
        transaction.run(kStart, id, at, file.merged, file.known, static_cast<std::int64_t>(file.refused.size()),
                        refusals_table(file, act.language));
    if (started == 0) throw Conflict({"This file has been brought in already."});
    act.timeline.record(transaction, {.at = at,
                                      .actor = actor.member,
                                      .verb = Verb::members_imported,
                                      .object_kind = ObjectKind::member_import,
                                      .object = id.value,
                                      .amount = static_cast<std::int64_t>(file.people.size()),
                                      .source = act.source});
    ask_for_invitations(transaction, act, id, at);
  });
}

bool end_import(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor, MemberImportId id) {
  if (!actor.is_manager()) throw Forbidden();
  if (!find_import(transaction, id)) throw NotFound();
  if (transaction.run(kEnd, id, now()) == 0) return false;
  transaction.run(kForgetWaiting, id);
  timeline.record(transaction, {.actor = actor.member,
                                .verb = Verb::import_ended,
                                .object_kind = ObjectKind::member_import,
                                .object = id.value});
  return true;
}

void drop_draft(store::Transaction& transaction, MemberImportId id) {
  const auto found = find_import(transaction, id);
  if (!found || found->state != ImportState::draft) throw NotFound();
  transaction.run(kDropPeople, id);
  transaction.run(kDrop, id);
}

ImportProgress progress_of(store::Reader& reader, MemberImportId id) {
  return reader.one<ImportProgress>(kProgress, id).value_or(ImportProgress{});
}

std::string imported_token(std::string_view secret, ImportedMemberId id) {
  return id_text(id) + "." + mark_of(secret, id);
}

std::optional<ImportedMember> find_invited(store::Reader& reader, std::string_view secret, std::string_view token) {
  const auto dot = token.find('.');
  if (dot == std::string_view::npos || token.size() != dot + 1 + kMark) return std::nullopt;
  const auto id = parse_id(token.substr(0, dot));
  if (!id || !crypto::constant_time_equal(token.substr(dot + 1), mark_of(secret, {*id}))) return std::nullopt;
  return reader.one<ImportedMember>(kInvited, ImportedMemberId{*id});
}

MemberId accept_imported(store::Transaction& transaction, const AccountAct& act, const ImportedMember& invited,
                         const ImportedWish& wish) {
  const auto member =
      add_member(transaction, act.timeline,
                 {.display_name = wish.display_name,
                  .handle = wish.handle,
                  .email = invited.email,
                  .password_hash = wish.password_hash,
                  .language = invited.language.empty() ? std::string(text::tag(act.language)) : invited.language,
                  .time_zone = wish.time_zone,
                  .place = invited.place,
                  .charter_version = wish.charter_version},
                 act.source);
  if (transaction.run(kCame, invited.id, member, now()) == 0) {
    throw Conflict({"This invitation was used already."});
  }
  send_welcome(transaction, act, member);
  return member;
}

}  // namespace parvis::community
