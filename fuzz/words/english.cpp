// The words of pages, which no target looks at: the English ones, without the catalogues embedded in the program.
#include "core/text/catalogue.h"

namespace parvis::text {

std::string tr(Language, const char* key, std::initializer_list<Value>) { return key; }
std::string trn(Language, const char* one, const char* many, std::int64_t count, std::initializer_list<Value>) {
  return count == 1 ? one : many;
}

}  // namespace parvis::text
