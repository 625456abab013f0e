// Letters about the month on paper: the one that asks somebody from outside, and the one that brings a month, with the
// figures that matter in it and the PDF beside them. Pure, given what they tell.
#pragma once

#include <optional>
#include <string>

#include "community/letters/letter_reader.h"
#include "community/returns/kept_report.h"
#include "community/returns/report_reader.h"
#include "core/mail/letter.h"

namespace parvis::community {

mail::Letter ask_letter(const LetterContext& context, const ReportReader& to);

// `address` is where it goes. The PDF goes beside it.
mail::Letter report_letter(const LetterContext& context, const ReportReader& to, std::string address,
                           mail::Purpose purpose, ReportId id, const ReportDocument& document);

}  // namespace parvis::community
