// Marks that French sets apart by a blank. Pure; usable from any thread.
#pragma once

#include <string>
#include <string_view>

namespace parvis::text {

// The plain blank before ; : ? ! and », as many type it, becomes one that does not break, so that no mark begins a line
// alone: narrow before ; ? and !, of full width before : and ». For titles as they are shown; what is kept stays as it
// was typed.
std::string tie_marks(std::string_view title);

}  // namespace parvis::text
