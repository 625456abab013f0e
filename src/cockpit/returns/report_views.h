// The month on paper as a page: the same document that the PDF is drawn from. Pure.
#pragma once

#include "community/returns/report.h"
#include "core/html/html.h"

namespace parvis::cockpit {

// Four sheets, each headed by whose it is, of when and which page.
void write_report(html::Writer& out, const community::ReportDocument& document);

}  // namespace parvis::cockpit
