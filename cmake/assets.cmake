# What the program carries inside itself: the browser's files (web/dist, made by esbuild), the translations, the schema,
# the demo community and the table of known passwords.
set(PARVIS_GENERATED ${CMAKE_BINARY_DIR}/generated)
set(PARVIS_WEB_DIST ${CMAKE_BINARY_DIR}/web)
file(GLOB_RECURSE PARVIS_WEB_SOURCES CONFIGURE_DEPENDS web/*)
file(GLOB_RECURSE PARVIS_CARRIED CONFIGURE_DEPENDS locales/*.po schema/* demo/* passwords/*.bin)
# The fonts of documents, beside the display face of the pages. Debian's package fonts-noto-core.
set(PARVIS_FONTS ${PARVIS_GENERATED}/fonts)
find_file(PARVIS_FONT_TEXT NotoSans-Regular.ttf PATHS /usr/share/fonts/truetype/noto NO_DEFAULT_PATH)
find_file(PARVIS_FONT_STRONG NotoSans-Bold.ttf PATHS /usr/share/fonts/truetype/noto NO_DEFAULT_PATH)
if(NOT PARVIS_FONT_TEXT OR NOT PARVIS_FONT_STRONG)
  message(FATAL_ERROR "The fonts of documents are missing. Run bin/install, which installs fonts-noto-core.")
endif()
configure_file(${PARVIS_FONT_TEXT} ${PARVIS_FONTS}/text.ttf COPYONLY)
configure_file(${PARVIS_FONT_STRONG} ${PARVIS_FONTS}/strong.ttf COPYONLY)
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
    fonts=${PARVIS_FONTS} passwords=${CMAKE_SOURCE_DIR}/passwords
  DEPENDS ${PARVIS_WEB_DIST}/built ${PARVIS_CARRIED} ${PARVIS_FONTS}/text.ttf ${PARVIS_FONTS}/strong.ttf ${CMAKE_SOURCE_DIR}/tools/embed.mjs
  COMMENT "Embedding files")
# A library of its own: commands wait for all that their target links, and these need not wait for SQLite's long compile.
add_library(parvis_assets OBJECT ${PARVIS_GENERATED}/embedded.cpp)
target_include_directories(parvis_assets PRIVATE src)
