#include "exchange/stackexchange/revisions.h"

namespace parvis::exchange {
namespace {

constexpr store::Insert kKeep{R"(
  insert into imported_revision (post, revision, foreign_id, created_at, editor, title, tags, body, reason))",
                              R"(
  on conflict (post, revision) do update set
    title = coalesce(excluded.title, imported_revision.title),
    tags = coalesce(excluded.tags, imported_revision.tags),
    body = coalesce(excluded.body, imported_revision.body),
    reason = case when imported_revision.reason = '' then excluded.reason else imported_revision.reason end)"};

}  // namespace

void Revisions::keep(std::int64_t post, const std::string& name, Revision revision) {
  const auto [place, added] = kept_.try_emplace({post, name}, std::move(revision));
  if (added) return;
  auto& kept = place->second;
  if (revision.title) kept.title = std::move(revision.title);
  if (revision.tags) kept.tags = std::move(revision.tags);
  if (revision.body) kept.body = std::move(revision.body);
  if (kept.reason.empty()) kept.reason = std::move(revision.reason);
}

void Revisions::put_in(store::BulkRows& rows) {
  for (const auto& [which, revision] : kept_) {
    rows.add(kKeep, which.first, which.second, revision.foreign, revision.created_at, revision.editor, revision.title,
             revision.tags, revision.body, revision.reason);
  }
  kept_.clear();
}

}  // namespace parvis::exchange
