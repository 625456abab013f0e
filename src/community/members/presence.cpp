#include "community/members/presence.h"

#include <algorithm>

namespace parvis::community {
namespace {

// Old entries are looked for once in a while, not at every question.
constexpr std::int64_t kBetweenSweeps = 10 * kSecond;

}  // namespace

void Presence::seen(const MemberFace& face, Instant at) {
  const std::lock_guard lock(mutex_);
  here_.insert_or_assign(face.id, Seen{face, at});
  if (shared_) seen_.insert(face.id);
}

std::vector<MemberId> Presence::take_seen() {
  const std::lock_guard lock(mutex_);
  shared_ = true;
  std::vector<MemberId> seen(seen_.begin(), seen_.end());
  seen_.clear();
  return seen;
}

std::vector<MemberId> Presence::seen_elsewhere(const std::vector<MemberId>& members, Instant at) {
  std::vector<MemberId> unknown;
  const std::lock_guard lock(mutex_);
  for (const auto member : members) {
    const auto found = here_.find(member);
    if (found == here_.end()) {
      unknown.push_back(member);
    } else {
      found->second.at = std::max(found->second.at, at);
    }
  }
  return unknown;
}

void Presence::seen_elsewhere(const MemberFace& face, Instant at) {
  const std::lock_guard lock(mutex_);
  here_.try_emplace(face.id, Seen{face, at});
}

void Presence::left(MemberId member) {
  const std::lock_guard lock(mutex_);
  here_.erase(member);
  seen_.erase(member);
}

void Presence::drop_old(Instant at) {
  if (at - swept_at_ < kBetweenSweeps && swept_at_ <= at) return;
  swept_at_ = at;
  std::erase_if(here_, [at](const auto& entry) { return at - entry.second.at > kHere; });
}

std::size_t Presence::count(Instant at) {
  const std::lock_guard lock(mutex_);
  drop_old(at);
  return here_.size();
}

bool Presence::is_here(MemberId member, Instant at) {
  const std::lock_guard lock(mutex_);
  const auto found = here_.find(member);
  return found != here_.end() && at - found->second.at <= kHere;
}

std::vector<MemberFace> Presence::faces(Instant at, std::size_t at_most) {
  std::vector<Seen> all;
  {
    const std::lock_guard lock(mutex_);
    drop_old(at);
    all.reserve(here_.size());
    for (const auto& [id, seen] : here_) all.push_back(seen);
  }
  const auto count = static_cast<std::ptrdiff_t>(std::min(at_most, all.size()));
  std::partial_sort(all.begin(), all.begin() + count, all.end(),
                    [](const Seen& a, const Seen& b) { return a.at != b.at ? a.at > b.at : a.face.id < b.face.id; });
  std::vector<MemberFace> faces;
  for (auto& seen : std::span(all).first(static_cast<std::size_t>(count))) faces.push_back(std::move(seen.face));
  return faces;
}

}  // namespace parvis::community
