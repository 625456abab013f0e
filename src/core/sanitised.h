// Whether this build has a sanitiser that takes memory and system calls of its own, so that neither can be bounded.
#pragma once

namespace parvis {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool kSanitised = true;
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
inline constexpr bool kSanitised = true;
#else
inline constexpr bool kSanitised = false;
#endif
#else
inline constexpr bool kSanitised = false;
#endif

}  // namespace parvis
