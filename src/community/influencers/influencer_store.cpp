#include <set>
#include <unordered_map>

#include "community/influencers/influencer_rows.h"
#include "community/threads/act.h"
#include "core/errors.h"
#include "core/text/words.h"

namespace parvis::community {
namespace {

constexpr store::Sql kById{"where i.id = $1"};
constexpr store::Sql kNamed{"where i.name_key = $1 order by i.id"};
constexpr store::Sql kEverybody{"order by i.id"};
constexpr store::Sql kOfMember{"select id from influencer where member = $1"};
constexpr store::Sql kSites{"select influencer, address from influencer_site where influencer in ("};
constexpr store::Sql kInOrder{") order by influencer, position"};

constexpr store::Sql kInsert{R"(
  insert into influencer (id, name, name_key, member, specialities, places, notes, contact_day, contact_by, contact_way,
    next_what, next_day, next_who, basis, source, made_by, made_at, changed_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $17))"};
constexpr store::Sql kChange{R"(
  update influencer set name = $2, name_key = $3, member = $4, specialities = $5, places = $6, notes = $7,
    contact_day = $8, contact_by = $9, contact_way = $10, next_what = $11, next_day = $12, next_who = $13, basis = $14,
    source = $15, changed_at = $16
  where id = $1)"};
constexpr store::Sql kNameKey{"update influencer set name_key = $2 where id = $1"};
constexpr store::Sql kAddSite{"insert into influencer_site (influencer, position, address) values ($1, $2, $3)"};
constexpr store::Sql kAddWord{"insert into influencer_word (influencer, word) values ($1, $2)"};
constexpr store::Sql kDropSites{"delete from influencer_site where influencer = $1"};
constexpr store::Sql kDropWords{"delete from influencer_word where influencer = $1"};
constexpr store::Sql kDrop{"delete from influencer where id = $1"};
constexpr store::Sql kNoteTask{"update influencer set task = $2 where id = $1"};

struct SiteRow {
  InfluencerId influencer;
  std::string address;
};

std::optional<std::int64_t> or_null(MemberId id) { return id ? std::optional(id.value) : std::nullopt; }

void add_words(std::set<std::string>& words, std::string_view text, std::string_view before = {}) {
  const auto folded = text::fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const auto end = std::min(folded.find(' ', at), folded.size());
    auto word = folded.substr(at, std::min(end - at, text::kMaxWord));
    if (!word.empty()) {
      if (!before.empty()) words.insert(std::string(before) + word);
      words.insert(std::move(word));
    }
    at = end + 1;
  }
}

void index(store::Transaction& transaction, InfluencerId id, const InfluencerWords& words) {
  std::set<std::string> found;
  add_words(found, words.name);
  for (const auto& site : words.sites) add_words(found, site_key(site));
  add_words(found, words.specialities, "s:");
  add_words(found, words.places, "p:");
  add_words(found, words.notes);
  transaction.run(kDropWords, id);
  for (const auto& word : found) transaction.run(kAddWord, id, word);
}

void keep_sites(store::Transaction& transaction, InfluencerId id, const std::vector<std::string>& sites) {
  transaction.run(kDropSites, id);
  std::int64_t position = 0;
  for (const auto& site : sites) transaction.run(kAddSite, id, ++position, site);
}

// Whoever is inside is named, so that what is held about them says so.
void record(store::Transaction& transaction, const SpaceAct& act, InfluencerId id, MemberId member,
            std::string_view what) {
  Activity activity{.at = act.at,
                    .actor = act.actor,
                    .verb = Verb::influencer_changed,
                    .object_kind = ObjectKind::influencer,
                    .object = id.value,
                    .counterpart = member,
                    .detail = std::string(what),
                    .source = act.source};
  activity.id = act.timeline.record(transaction, activity);
  act.timeline.echo(transaction, activity, PostContext{});
}

void change_row(store::Transaction& transaction, const SpaceAct& act, InfluencerId id, const InfluencerWords& words) {
  transaction.run(kChange, id, words.name, text::fold(words.name), or_null(words.member), words.specialities,
                  words.places, words.notes, words.contact_day, or_null(words.contact_by), words.contact_way,
                  words.next_what, words.next_day, or_null(words.next_who), words.basis, words.source, act.at);
  keep_sites(transaction, id, words.sites);
  index(transaction, id, words);
}

Influencer known(store::Reader& reader, InfluencerId id) {
  auto found = find_influencer(reader, id);
  if (!found) throw NotFound({"There is nobody at this address of the table."});
  return std::move(*found);
}

}  // namespace

std::vector<Influencer> with_sites(store::Reader& reader, std::vector<InfluencerRow> rows) {
  std::vector<Influencer> people;
  std::vector<std::int64_t> ids;
  std::unordered_map<InfluencerId, std::size_t> places;
  for (auto& row : rows) {
    places[row.id] = people.size();
    ids.push_back(row.id.value);
    people.push_back(
        {.id = row.id,
         .words = {.name = std::move(row.name),
                   .member = row.member,
                   .sites = {},
                   .specialities = std::move(row.specialities),
                   .places = std::move(row.places),
                   .notes = std::move(row.notes),
                   .contact_day = row.contact_day,
                   .contact_by = row.contact_by,
                   .contact_way = row.contact_way,
                   .next_what = std::move(row.next_what),
                   .next_day = row.next_day,
                   .next_who = row.next_who,
                   .basis = row.basis,
                   .source = std::move(row.source)},
         .member = {row.member_handle, row.member_name, row.member_hue, row.member_role, row.member_status},
         .contact_by = {row.contact_handle, row.contact_name, 0, Role::member, row.contact_status},
         .next_who = {row.next_handle, row.next_name, 0, Role::member, row.next_status},
         .task = row.task,
         .step_is_settled = row.step_is_settled,
         .made_at = row.made_at,
         .changed_at = row.changed_at});
  }
  if (ids.empty()) return people;
  for (auto& site : reader.all<SiteRow>(kSites + store::Sql::numbers(ids) + kInOrder)) {
    people[places.at(site.influencer)].words.sites.push_back(std::move(site.address));
  }
  return people;
}

std::optional<Influencer> find_influencer(store::Reader& reader, InfluencerId id) {
  auto found = with_sites(reader, reader.all<InfluencerRow>(kInfluencers + kById, id));
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

std::optional<InfluencerId> influencer_of(store::Reader& reader, MemberId member) {
  return reader.one<InfluencerId>(kOfMember, member);
}

std::vector<Influencer> influencers_named(store::Reader& reader, std::string_view name) {
  return with_sites(reader, reader.all<InfluencerRow>(kInfluencers + kNamed, text::fold(name)));
}

InfluencerId make_influencer(store::Transaction& transaction, const SpaceAct& act, const InfluencerWords& words) {
  const auto id = make_id<InfluencerId>();
  transaction.run(kInsert, id, words.name, text::fold(words.name), or_null(words.member), words.specialities,
                  words.places, words.notes, words.contact_day, or_null(words.contact_by), words.contact_way,
                  words.next_what, words.next_day, or_null(words.next_who), words.basis, words.source,
                  or_null(act.actor), act.at);
  keep_sites(transaction, id, words.sites);
  index(transaction, id, words);
  record(transaction, act, id, words.member, influencer_acts::kMade);
  return id;
}

bool change_influencer(store::Transaction& transaction, const SpaceAct& act, InfluencerId id,
                       const InfluencerWords& words) {
  const auto present = known(transaction, id);
  if (present.words == words) return false;
  change_row(transaction, act, id, words);
  record(transaction, act, id, words.member, influencer_acts::kChanged);
  return true;
}

void finish_step(store::Transaction& transaction, const SpaceAct& act, InfluencerId id, ContactWay way,
                 std::int64_t today) {
  const auto present = known(transaction, id);
  if (present.words.next_what.empty()) throw Conflict({"Nothing is to be done with them at the moment."});
  auto words = present.words;
  words.contact_day = today;
  words.contact_by = act.actor;
  words.contact_way = way;
  words.next_what.clear();
  words.next_day.reset();
  words.next_who = {};
  change_row(transaction, act, id, words);
  record(transaction, act, id, words.member, influencer_acts::kStepDone);
}

void remove_influencer(store::Transaction& transaction, const SpaceAct& act, InfluencerId id) {
  const auto present = known(transaction, id);
  // What stands behind them hears of it while they are still there.
  record(transaction, act, id, present.words.member, influencer_acts::kRemoved);
  transaction.run(kDropWords, id);
  transaction.run(kDropSites, id);
  transaction.run(kDrop, id);
}

void index_influencers_anew(store::Transaction& transaction) {
  const auto all = with_sites(transaction, transaction.all<InfluencerRow>(kInfluencers + kEverybody));
  for (const auto& one : all) index(transaction, one.id, one.words);
}

void index_influencer_anew(store::Transaction& transaction, InfluencerId id) {
  const auto one = find_influencer(transaction, id);
  if (!one) return;
  transaction.run(kNameKey, id, text::fold(one->words.name));
  index(transaction, id, one->words);
}

void note_task_of_step(store::Transaction& transaction, InfluencerId id, std::int64_t task) {
  transaction.run(kNoteTask, id, task == 0 ? std::nullopt : std::optional(task));
}

}  // namespace parvis::community
