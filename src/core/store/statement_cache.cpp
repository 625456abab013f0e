#include "core/store/statement_cache.h"

#include <algorithm>

namespace parvis::store {

StatementCache::Shortcut& StatementCache::shortcut(std::string_view text) {
  const auto mixed = (reinterpret_cast<std::uintptr_t>(text.data()) + text.size()) * 0x9E3779B97F4A7C15u;
  return shortcuts_[mixed >> 54];
}

StatementCache::Entries::iterator StatementCache::find(const Sql& sql) {
  const auto text = sql.text();
  if (sql.is_literal()) {
    const auto& known = shortcut(text);
    if (known.begin == text.data() && known.length == text.size()) return known.entry;
  }
  const auto found = by_text_.find(text);
  if (found == by_text_.end()) return entries_.end();
  if (sql.is_literal()) shortcut(text) = {text.data(), text.size(), found->second};
  return found->second;
}

Statement& StatementCache::lend(const Sql& sql) {
  if (!sql.is_lasting()) return lend_temporary(prepare_(sql.text(), Lasting::no));
  auto entry = find(sql);
  if (entry != entries_.end() && entry->lent) return lend_temporary(prepare_(sql.text(), Lasting::no));
  if (entry == entries_.end()) {
    entry = keep(prepare_(sql.text(), Lasting::yes));
    if (sql.is_literal()) shortcut(sql.text()) = {sql.text().data(), sql.text().size(), entry};
  } else {
    entries_.splice(entries_.begin(), entries_, entry);
  }
  lent_.push_back({entry->statement.get(), entry, nullptr});
  entry->lent = true;
  return *entry->statement;
}

Statement& StatementCache::lend_temporary(std::unique_ptr<Statement> statement) {
  auto* lent = statement.get();
  lent_.push_back({lent, entries_.end(), std::move(statement)});
  return *lent;
}

StatementCache::Entries::iterator StatementCache::keep(std::unique_ptr<Statement> statement) {
  if (entries_.size() >= limit_) drop_oldest();
  entries_.push_front({std::move(statement)});
  by_text_.emplace(entries_.front().statement->text(), entries_.begin());
  return entries_.begin();
}

void StatementCache::drop_oldest() {
  auto oldest = entries_.end();
  while (oldest != entries_.begin()) {
    --oldest;
    if (oldest->lent) continue;
    for (auto& known : shortcuts_) {
      if (known.begin != nullptr && known.entry == oldest) known = {};
    }
    by_text_.erase(oldest->statement->text());
    entries_.erase(oldest);
    return;
  }
}

void StatementCache::give_back(Statement& statement) noexcept {
  statement.reset();
  const auto last_first =
      std::find_if(lent_.rbegin(), lent_.rend(), [&](const Lent& lent) { return lent.statement == &statement; });
  if (last_first == lent_.rend()) return;
  if (last_first->entry != entries_.end()) last_first->entry->lent = false;
  lent_.erase(std::next(last_first).base());
}

}  // namespace parvis::store
