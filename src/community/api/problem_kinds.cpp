#include "community/api/problem_kinds.h"

#include <algorithm>
#include <array>

namespace parvis::community {
namespace {

constexpr int kFirstFault = 500;

constexpr std::array<ProblemKind, 16> kKinds{{
    {400, "bad-request", "Bad request", "The call cannot be read as it is; the detail says what to mend."},
    {401, "sign-in-needed", "Sign-in needed",
     "Give a token with Authorization: Bearer. Given one, it is unknown here or was ended."},
    {403, "forbidden", "Forbidden", "The scope of the token, or the role of its member, does not allow it."},
    {404, "not-found", "Not found", "It is not there, or not for this member."},
    {405, "method-not-allowed", "Method not allowed", "The Allow header names the methods that the address takes."},
    {408, "too-slow", "Too slow", "The call did not arrive whole in time. Send it again."},
    {409, "conflict", "Conflict", "It changed in the meantime. Read it again, then decide."},
    {413, "too-large", "Too large", "The body is longer than may be sent at once."},
    {414, "address-too-long", "Address too long", "No address of the API is that long. Shorten it."},
    {415, "unsupported-media-type", "Unsupported media type", "Send the body as application/json."},
    {422, "invalid", "Invalid fields", "The member errors says what is wrong, field by field."},
    {429, "too-many-requests", "Too many requests", "Wait as many seconds as the Retry-After header says."},
    {431, "headers-too-large", "Headers too large", "The headers are longer than may be sent. Shorten them."},
    {503, "unavailable", "Unavailable", "Wait a moment, then send the same call again."},
    {0, "fault", "Fault", "Something broke on the side of the server. The member instance names the call in its log."},
    {0, "refused", "Refused", "The call was refused; the detail says why."},
}};

}  // namespace

std::span<const ProblemKind> problem_kinds() { return kKinds; }

const ProblemKind& problem_kind(int status) {
  const auto found = std::ranges::find(kKinds, status, &ProblemKind::status);
  if (found != kKinds.end()) return *found;
  return *problem_kind_named(status >= kFirstFault ? "fault" : "refused");
}

const ProblemKind* problem_kind_named(std::string_view name) {
  const auto found = std::ranges::find(kKinds, name, &ProblemKind::name);
  return found == kKinds.end() ? nullptr : &*found;
}

std::string problem_type(std::string_view origin, const ProblemKind& kind) {
  return std::string(origin) + kProblemsPath + "/" + std::string(kind.name);
}

}  // namespace parvis::community
