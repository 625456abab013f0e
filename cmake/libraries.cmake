# What Debian 12 gives, and the SQLite amalgamation that the npm package better-sqlite3 carries (Debian's 3.40.1
# predates the fix of a WAL corruption; see docs/decisions/0002-which-sqlite.md).
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS url json)
pkg_check_modules(PARVIS_PKG REQUIRED IMPORTED_TARGET
  md4c md4c-html gumbo libsodium libssl libcrypto libcurl libpq icu-uc icu-i18n zlib libdeflate pugixml fmt spdlog
  prometheus-cpp-core libarchive)

find_library(PARVIS_QRCODEGEN qrcodegencpp REQUIRED)
pkg_check_modules(PARVIS_VIPS REQUIRED IMPORTED_TARGET vips gmodule-2.0)
# What draws documents. Its headers are for core/pdf alone; see docs/decisions/0033-paper.md.
pkg_check_modules(PARVIS_PDF REQUIRED cairo-pdf cairo-ft freetype2 harfbuzz)

set(PARVIS_NODE_MODULES ${CMAKE_SOURCE_DIR}/node_modules)
set(PARVIS_SQLITE_DIR ${CMAKE_BINARY_DIR}/sqlite)
include(cmake/sqlite.cmake)

add_library(parvis_libraries INTERFACE)
target_link_libraries(parvis_libraries INTERFACE PkgConfig::PARVIS_PKG Boost::headers Boost::url Boost::json
  parvis_sqlite stemmer ${PARVIS_QRCODEGEN} ${PARVIS_PDF_LINK_LIBRARIES} Threads::Threads)
target_compile_definitions(parvis_libraries INTERFACE BOOST_ASIO_NO_DEPRECATED BOOST_BEAST_USE_STD_STRING_VIEW)
