# SQLite from its amalgamation, with the options its makers recommend for embedding, and FTS5.
set(SQLITE_SOURCE ${PARVIS_NODE_MODULES}/better-sqlite3/deps/sqlite3)
if(NOT EXISTS ${SQLITE_SOURCE}/sqlite3.c)
  message(FATAL_ERROR "SQLite's source is missing. Run bin/install, which fetches it with npm.")
endif()
add_library(parvis_sqlite STATIC ${SQLITE_SOURCE}/sqlite3.c)
target_include_directories(parvis_sqlite SYSTEM PUBLIC ${SQLITE_SOURCE})
target_compile_options(parvis_sqlite PRIVATE -w ${PARVIS_FOREIGN_OPTIONS})
target_compile_definitions(parvis_sqlite PRIVATE
  SQLITE_DQS=0 SQLITE_THREADSAFE=2 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_MAX_EXPR_DEPTH=0
  SQLITE_OMIT_DEPRECATED SQLITE_OMIT_SHARED_CACHE SQLITE_USE_ALLOCA
  SQLITE_OMIT_AUTOINIT SQLITE_STRICT_SUBTYPE=1 SQLITE_OMIT_LOAD_EXTENSION SQLITE_ENABLE_FTS5
  SQLITE_TRUSTED_SCHEMA=0 SQLITE_DEFAULT_FOREIGN_KEYS=1 SQLITE_ENABLE_STAT4 SQLITE_TEMP_STORE=2 HAVE_USLEEP=1)
