// Who receives the month on paper by letter, and on which day. Managers may be added as they are, and end it with one
// click; anybody else is asked by a letter first, and nothing is sent before they said yes. Rules over Reader and
// Transaction; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "community/returns/return_act.h"
#include "core/text/language.h"

namespace parvis::community {

struct LetterContext;
using ReportReaderId = Id<struct ReportReaderTag>;

inline constexpr std::size_t kMostReportReaders = 30;
inline constexpr std::size_t kMaxReaderBasis = 300;
inline constexpr std::int64_t kLastReportDay = 28;  // every month has it
inline constexpr char kReportLetter[] = "report";   // the purpose; its person is the ReportReaderId

// On which day of the month the one before is put on paper and sent; 0: never.
struct ReportPlan {
  std::int64_t day = 0;
  std::int64_t from = 0;  // the first month in which it is due
};
ReportPlan read_report_plan(store::Reader& reader);
// From the next such day on: what is past this month waits for the next one.
void save_report_plan(store::Transaction& transaction, const ReturnAct& act, std::int64_t day);

struct ReportReader {
  ReportReaderId id;
  std::optional<MemberId> member;
  std::string email;
  text::Language language = text::Language::en;
  std::string basis;
  Instant added_at;
  std::optional<Instant> agreed_at;
};
std::vector<ReportReader> report_readers(store::Reader& reader);
std::optional<ReportReader> find_report_reader(store::Reader& reader, ReportReaderId id);
// Where their letters go, if they may have any: a manager's confirmed address, or that of who agreed.
std::optional<std::string> address_of(store::Reader& reader, const ReportReader& to);
// The purpose of a letter to them still stands.
bool receives_reports(store::Reader& reader, ReportReaderId id);

// `asked_before`: a letter asked them once, and none asks them again; they answer by its link when they like.
enum class ReaderAdded { now, asked, asked_before, known, too_many };
struct NewReportReader {
  MemberId member;    // zero: somebody from outside, at
  std::string email;  // this address, in small letters
  text::Language language = text::Language::en;
  std::string basis;
};
// Asks somebody from outside by a letter, in the same transaction, and once for ever. Who said yes before and did not
// take it back receives the next one.
ReaderAdded add_report_reader(store::Transaction& transaction, const ReturnAct& act, const LetterContext& context,
                              const NewReportReader& reader);
// False when there was none.
bool end_report_reader(store::Transaction& transaction, const ReturnAct& act, ReportReaderId id);

// The address under which a reader says yes or no, without an account.
std::string report_reader_token(std::string_view key, ReportReaderId id);
std::optional<ReportReaderId> read_report_reader_token(std::string_view key, std::string_view token);
// Their own answer, told on the timeline. Done again it changes nothing; false when they are no reader any more.
bool agree_to_reports(store::Transaction& transaction, const Timeline& timeline, ReportReaderId id,
                      std::string_view proof, Instant at);
void leave_reports(store::Transaction& transaction, const Timeline& timeline, ReportReaderId id, Instant at);

}  // namespace parvis::community
