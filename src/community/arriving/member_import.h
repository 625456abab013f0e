// Bringing in a file of members: kept as a draft while its columns are chosen and tried out, then brought in, then its
// people are invited by letter at a set pace. Who is invited becomes a member by the letter's address alone, since it
// proves theirs; until then nobody sees them. Functions over Reader and Transaction, or over the store where a file is
// brought in by portions; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/arriving/member_file.h"
#include "community/members/account_act.h"
#include "community/visibility/viewer.h"
#include "core/jobs/jobs.h"
#include "core/store/store.h"

namespace parvis::community {

using MemberImportId = Id<struct MemberImportTag>;
using ImportedMemberId = Id<struct ImportedMemberTag>;

enum class ImportState { draft = 1, inviting = 2, ended = 3 };

// Invited people who did not come are forgotten after so long: nobody needs their addresses any more.
inline constexpr std::int64_t kKeepInvited = 90 * kDay;
inline constexpr std::int64_t kMostPerHour = 20'000;
inline constexpr int kImportsShown = 20;

struct MemberImport {
  MemberImportId id;
  MemberId made_by;
  std::string file_name;
  std::string plan;  // JSON
  ImportState state = ImportState::draft;
  Instant created_at;
  std::optional<Instant> started_at, ended_at;
  std::int64_t people = 0, merged = 0, known = 0, refused = 0;
};
MemberImportId keep_member_file(store::Transaction& transaction, const Viewer& actor, std::string_view file_name,
                                std::string_view text);
void save_plan(store::Transaction& transaction, MemberImportId id, const ImportPlan& plan);
std::optional<MemberImport> find_import(store::Reader& reader, MemberImportId id);
std::string content_of(store::Reader& reader, MemberImportId id);   // empty once it was brought in
std::string refusals_of(store::Reader& reader, MemberImportId id);  // a table, as csv_line writes it
std::vector<MemberImport> latest_imports(store::Reader& reader);

// Leaves out who has an account (they are counted in `known`), and who is invited by another import already: merged or
// refused, as the plan has it.
void leave_out_known(store::Reader& reader, MemberImportId id, MemberFile& file, const ImportPlan& plan);
// What of the file is refused, with the reasons in this language.
std::string refusals_table(const MemberFile& file, text::Language language);

// Brings the people in, some at a time, and begins to invite them; a draft only, and doing it again after a breakdown
// goes on. `file` was read by `plan` and known people are left out.
void bring_in(store::Store& store, const AccountAct& act, const Viewer& actor, MemberImportId id,
              const ImportPlan& plan, const MemberFile& file);
// No further invitation goes out, and those that did open nothing any more. False when it had ended before.
bool end_import(store::Transaction& transaction, const Timeline& timeline, const Viewer& actor, MemberImportId id);
// A draft that is not wanted after all.
void drop_draft(store::Transaction& transaction, MemberImportId id);

struct ImportProgress {
  std::int64_t waiting = 0, sent = 0, came = 0;
};
ImportProgress progress_of(store::Reader& reader, MemberImportId id);

// Somebody who was invited.
struct ImportedMember {
  ImportedMemberId id;
  MemberImportId import;
  std::string email, name, handle, language, place;
};
std::string imported_token(std::string_view secret, ImportedMemberId id);
// While their invitation opens the door: nothing once they came, or the import ended, or they have another account.
std::optional<ImportedMember> find_invited(store::Reader& reader, std::string_view secret, std::string_view token);
struct ImportedWish {
  std::string display_name, handle, password_hash, time_zone;
  std::int64_t charter_version = 0;
};
// They come in. Conflict when they did so meanwhile.
MemberId accept_imported(store::Transaction& transaction, const AccountAct& act, const ImportedMember& invited,
                         const ImportedWish& wish);

// The job that sends the invitations.
void register_import_jobs(jobs::Runner& runner, const Timeline& timeline, const std::string& secret);

}  // namespace parvis::community
