// The part of a connection that runs scripts: several commands in one text, outside of the pipeline.
#include <string>

#include "core/store/postgres_connection.h"
#include "core/store/postgres_error.h"

namespace parvis::store {

void PostgresConnection::leave_pipeline() {
  begin_now();
  let_gathered_go();
  foresight_.clear();  // what comes may change anything
  settle();
  if (PQexitPipelineMode(connection_) == 0) fail(postgres_error(connection_, nullptr, "leaving the pipeline"));
}

void PostgresConnection::run_script(const std::string& script) { ask(script); }

std::string PostgresConnection::ask(const std::string& question) { return ask(question, question); }

std::string PostgresConnection::ask(const std::string& question, std::string_view shown) {
  const bool in_pipeline = PQpipelineStatus(connection_) != PQ_PIPELINE_OFF;
  if (in_pipeline) leave_pipeline();
  const Result answer(PQexec(connection_, question.c_str()));
  if (in_pipeline) PQenterPipelineMode(connection_);
  if (!is_good(answer.get())) fail(postgres_error(connection_, answer.get(), shown));
  return PQntuples(answer.get()) > 0 ? PQgetvalue(answer.get(), 0, 0) : "";
}

// Texts compare by their bytes, as in SQLite and in the program, whatever language the database was made for.
constexpr const char* kCompareByBytes = R"(
do $$ declare col record; begin
  for col in
    select attrelid::regclass as tab, attname from pg_attribute
    join pg_class on pg_class.oid = attrelid join pg_collation on pg_collation.oid = attcollation
    where relnamespace = current_schema()::regnamespace and relkind = 'r' and attnum > 0 and not attisdropped
      and atttypid = 'text'::regtype and collname <> 'C'
  loop execute format('alter table %s alter column %I type text collate "C"', col.tab, col.attname); end loop;
end $$)";

void PostgresConnection::run_file(const assets::Carried& file) {
  ask("set local statement_timeout to 0;\n" + std::string(file.begin, file.end) + ";\n" + kCompareByBytes, file.name);
}

}  // namespace parvis::store
