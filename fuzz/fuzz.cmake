# The fuzz targets, each a file of this folder, with clang's libFuzzer and sanitisers (bin/fuzz): only the sources they
# reach, in one library.
file(GLOB PARVIS_REACHED
  src/core/ids.cpp src/core/text/*.cpp src/core/html/*.cpp src/core/time/*.cpp src/core/log/*.cpp
  src/core/http/request.cpp src/core/http/request_maker.cpp src/core/http/multipart.cpp src/core/http/multipart_head.cpp
  src/core/http/head.cpp src/core/http/router.cpp src/core/crypto/base64url.cpp src/core/crypto/public_key.cpp
  src/core/jose/key_set.cpp src/core/jose/signed_token.cpp src/core/webauthn/cbor.cpp src/core/webauthn/passkey_answer.cpp
  src/core/mail/address.cpp src/core/mail/incoming/header.cpp src/core/mail/incoming/incoming_letter.cpp
  src/core/mail/incoming/reply_*.cpp src/core/mail/incoming/report.cpp src/core/mail/incoming/transfer.cpp
  fuzz/words/*.cpp src/core/http/body_reader.cpp src/community/search/search_query.cpp src/api/body.cpp src/exchange/words.cpp src/community/threads/comment_markdown.cpp
  src/exchange/stackexchange/dump_file.cpp src/exchange/stackexchange/dump_row.cpp
  src/exchange/stackexchange/dump_items.cpp)
list(FILTER PARVIS_REACHED EXCLUDE REGEX "_test\\.cpp$|/catalogue\\.cpp$|/form_state\\.cpp$")

add_compile_options(-O1 -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=undefined)
add_link_options(-fsanitize=address,undefined)
add_library(parvis_reached STATIC ${PARVIS_REACHED})
target_compile_options(parvis_reached PUBLIC -fsanitize=fuzzer-no-link)
target_include_directories(parvis_reached PUBLIC src cmake)
target_link_libraries(parvis_reached PUBLIC parvis_libraries)
target_precompile_headers(parvis_reached PRIVATE <precompiled.h>)

file(GLOB PARVIS_FUZZED CONFIGURE_DEPENDS fuzz/*.cpp)
foreach(file ${PARVIS_FUZZED})
  get_filename_component(name ${file} NAME_WE)
  add_executable(fuzz_${name} ${file})
  target_include_directories(fuzz_${name} PRIVATE fuzz)
  target_link_libraries(fuzz_${name} PRIVATE parvis_reached)
  target_link_options(fuzz_${name} PRIVATE -fsanitize=fuzzer)
endforeach()
