// A field that people do not see and programs fill in: what comes with it is answered like everything else and nothing
// is done. Functions of one visit.
#pragma once

#include "community/page/page.h"

namespace parvis::community {

void write_honeypot(html::Writer& out, const Visit& visit);
// Did a program fill it in?
bool is_caught(const Visit& visit);

}  // namespace parvis::community
