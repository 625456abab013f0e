# What the program carries inside itself: the browser's files (web/dist, made by esbuild), the translations, the schema,
# the demo community and the table of known passwords.
set(PARVIS_GENERATED ${CMAKE_BINARY_DIR}/generated)
set(PARVIS_WEB_DIST ${CMAKE_BINARY_DIR}/web)
file(GLOB_RECURSE PARVIS_WEB_SOURCES CONFIGURE_DEPENDS web/*)
file(GLOB_RECURSE PARVIS_CARRIED CONFIGURE_DEPENDS locales/*.po schema/* demo/* passwords/*.bin)
list(FILTER PARVIS_WEB_SOURCES EXCLUDE REGEX "/(dist|node_modules)/")

add_custom_command(
  OUTPUT ${PARVIS_WEB_DIST}/built
  COMMAND node ${CMAKE_SOURCE_DIR}/tools/build_web.mjs ${PARVIS_WEB_DIST}
  COMMAND ${CMAKE_COMMAND} -E touch ${PARVIS_WEB_DIST}/built
  DEPENDS ${PARVIS_WEB_SOURCES} ${CMAKE_SOURCE_DIR}/tools/build_web.mjs
  WORKING_DIRECTORY ${CMAKE_SOURCE_DIR} COMMENT "Building the browser's files")
add_custom_command(
  OUTPUT ${PARVIS_GENERATED}/embedded.cpp
  COMMAND node ${CMAKE_SOURCE_DIR}/tools/embed.mjs ${PARVIS_GENERATED}/embedded.cpp
    web=${PARVIS_WEB_DIST} locales=${CMAKE_SOURCE_DIR}/locales schema=${CMAKE_SOURCE_DIR}/schema demo=${CMAKE_SOURCE_DIR}/demo
    passwords=${CMAKE_SOURCE_DIR}/passwords
  DEPENDS ${PARVIS_WEB_DIST}/built ${PARVIS_CARRIED} ${CMAKE_SOURCE_DIR}/tools/embed.mjs
  COMMENT "Embedding files")
# A library of its own: commands wait for all that their target links, and these need not wait for SQLite's long compile.
add_library(parvis_assets OBJECT ${PARVIS_GENERATED}/embedded.cpp)
target_include_directories(parvis_assets PRIVATE src)
