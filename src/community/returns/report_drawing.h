// The month on paper as a PDF: four pages of A4, each a sheet. Takes some tens of milliseconds and one document is
// drawn at a time (core/pdf), so jobs and workers call it.
#pragma once

#include <string>
#include <string_view>

#include "community/returns/report.h"
#include "core/http/response.h"

namespace parvis::community {

// The same document gives the same bytes. `origin`: "https://square.example", before the paths of links.
std::string draw_report(const ReportDocument& document, std::string_view origin);

// "atelier-minuit-2026-10-fr.pdf"
std::string report_file_name(const ReportDocument& document);

// Drawn, to be kept under that name; no cache keeps what only a few may read.
http::Response report_as_pdf(const ReportDocument& document, std::string_view origin);

}  // namespace parvis::community
