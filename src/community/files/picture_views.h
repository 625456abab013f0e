// Pictures in stored words as a page shows them: each of this community's becomes the copies that fit the reader's
// screen, WebP where it is understood and JPEG elsewhere, with its measures, so that nothing jumps. The names of the
// copies follow from the picture's width, so nothing is asked of the database. Pure.
#pragma once

#include <string>

namespace parvis::community {

// `html` is as the sanitiser writes it (core/text/sanitise.h); what is not stays as it is.
std::string with_copies(std::string html);

}  // namespace parvis::community
