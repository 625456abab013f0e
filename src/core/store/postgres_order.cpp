// The part of a connection that sends earlier or later than it is asked to: what is foreseen, and what is gathered.
#include "core/store/postgres_connection.h"

namespace parvis::store {

// What this statement does to what is gathered and foreseen.
void PostgresConnection::heed(const Footprint& footprint) {
  if (gathering_.must_precede(footprint)) let_gathered_go();
  if (!footprint.changes()) return;
  ++changing_;
  foresight_.forget_disturbed_by(footprint);
}

void PostgresConnection::let_gathered_go() {
  if (gathering_.empty()) return;
  gathering_.let_go([this](PostgresStatement& statement) {
    put_in_line_now(statement);
    gathered_.insert(next_ - 1);
  });
}

void PostgresConnection::foresee(Statement& statement) {
  auto& foreseen = static_cast<PostgresStatement&>(statement);
  if (auto noted = foresight_.note(foreseen)) put_in_line(foreseen, std::move(noted));
}

void PostgresConnection::gather(const Gathered& what, Statement& statement) {
  const auto& gathered = static_cast<PostgresStatement&>(statement);
  const auto& footprint = gathered.footprint();
  if (gathering_.must_precede_gathering(what, footprint)) let_gathered_go();
  ++changing_;
  foresight_.forget_disturbed_by(footprint);
  gathering_.add(what, gathered);
}

}  // namespace parvis::store
