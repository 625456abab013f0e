// Costs and orders as files, for programs: tried out, brought in, and taken along; and the key the shop signs its
// orders with. For who manages the community.
#include <map>

#include "api/handlers.h"
#include "api/idempotency.h"
#include "api/input.h"
#include "api/table_files.h"
#include "community/members/member.h"
#include "community/returns/cost_file.h"
#include "community/returns/order_file.h"
#include "community/returns/return_rules.h"
#include "community/tables/table_stream.h"

namespace parvis::api {

using namespace community;

namespace {

constexpr int kRowsAtOnce = 500;

ReturnAct act_on_returns(const Visit& visit) {
  return {visit.community.timeline(), visit.member().member, now(), text::TimeZone::of(visit.identity->time_zone),
          visit.source};
}

// Of costs and of orders, whose columns have their names by `name_of`.
template <class File, class NameOf>
json::array refused_lines(const Visit& visit, const File& file, const NameOf& name_of) {
  json::array lines;
  for (const auto& refused : file.refused) {
    if (lines.size() == kRefusedLinesTold) break;
    json::array faults;
    for (const auto& fault : refused.faults) {
      faults.push_back(fault_object(name_of(fault.column), fault.value, text::tr(visit.language, fault.reason)));
    }
    lines.push_back(line_object(refused.line, std::move(faults), refused.values));
  }
  return lines;
}

json::object order_outcome(const Visit& visit, const SentTable& sent, const OrderPlan& plan, const OrderFile& file,
                           const OrdersTried& orders) {
  json::array columns;
  for (const auto column : plan.columns) {
    const auto name = order_column_name(column);
    columns.emplace_back(name.empty() ? std::string_view("none") : name);
  }
  return {{"url", visit.origin + "/cockpit/return/orders"},
          {"brought_in", sent.step == Step::brought_in},
          {"columns", std::move(columns)},
          {"heads", plan.has_heads},
          {"counted", orders.counted},
          {"kept", orders.kept},
          {"known", orders.known},
          {"amount", orders.cents},
          {"refused", file.refused.size()},
          {"refused_lines", refused_lines(visit, file, order_column_name)}};
}

std::map<MemberId, std::string> handles_in(store::Reader& reader, const std::vector<Order>& orders) {
  std::vector<MemberId> members;
  for (const auto& order : orders) {
    if (order.member) members.push_back(*order.member);
  }
  std::map<MemberId, std::string> handles;
  if (members.empty()) return handles;
  for (auto& face : faces_of(reader, members)) handles.emplace(face.id, std::move(face.handle));
  return handles;
}

json::object key_object(const Visit& visit, const std::string& secret, bool shown) {
  return {{"id", "shop-key"},
          {"url", visit.origin + "/cockpit/return/rules#shop"},
          {"exists", !secret.empty()},
          {"key", shown ? json::value(secret) : json::value(nullptr)}};
}

}  // namespace

http::Response bring_costs(Visit& visit) {
  const auto sent = table_sent(visit, kMaxCostFileBytes);
  const auto file = read_cost_file(sent.text);
  if (file.unreadable) throw Refusal(422, *file.unreadable);
  auto& store = visit.community.store();
  const auto told = [&](const CostsBrought& brought) -> json::object {
    return {{"url", visit.origin + "/cockpit/return/costs"},
            {"brought_in", sent.step == Step::brought_in},
            {"recorded", brought.recorded},
            {"known", brought.known},
            {"refused", file.refused.size()},
            {"refused_lines", refused_lines(visit, file, cost_column_name)}};
  };
  if (sent.step == Step::tried) {
    return answer(told(store.read([&](store::Reader& reader) { return try_costs(reader, file); })));
  }
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    return {200, told(bring_costs_in(transaction, act_on_returns(visit), file))};
  });
}

http::Response get_cost_table(Visit& visit) {
  return csv_answer(cost_table(visit.community.store().read([](store::Reader& reader) { return costs(reader); })),
                    "costs");
}

http::Response bring_orders(Visit& visit) {
  const auto sent = table_sent(visit, kMaxOrderBytes);
  auto plan = guess_order_plan(text::first_rows(sent.text, 2));
  take_columns(visit, plan, [](const std::string& name) {
    return name == "none" ? std::optional(OrderColumn::passed_over) : parse_order_column(name);
  });
  if (const auto missing = missing_in(plan)) throw Refusal(422, *missing);
  const auto act = act_on_returns(visit);
  auto& store = visit.community.store();
  const auto file = read_order_file(store, sent.text, plan, act, visit.language);
  return answer_of_step(visit, sent.step, [&] {
    if (sent.step == Step::tried) return order_outcome(visit, sent, plan, file, try_orders(store, act, file));
    const auto id = store.write([&](store::Transaction& transaction) {
      const auto kept = keep_order_file(transaction, act.actor, sent.name, sent.text, act.at);
      save_order_plan(transaction, kept, plan);
      return kept;
    });
    const auto brought = bring_orders_in(store, act, id, file, refusals_table(file, visit.language));
    return order_outcome(visit, sent, plan, file, brought);
  });
}

http::Response get_order_table(Visit& visit) {
  auto& store = visit.community.store();
  return stream_table(
      visit,
      [&store, place = OrderPlace(), begun = false](std::string& piece) mutable {
        if (!begun) piece = order_heads();
        begun = true;
        const auto all = store.read([&](store::Reader& reader) {
          auto all = orders(reader, place, kRowsAtOnce);
          auto handles = handles_in(reader, all);
          for (const auto& order : all) piece += order_line(order, handles[order.member.value_or(MemberId{})]);
          return all;
        });
        if (!all.empty()) place = {all.back().at, all.back().id};
        return all.size() == static_cast<std::size_t>(kRowsAtOnce);
      },
      "orders");
}

http::Response get_shop_key(Visit& visit) {
  return answer(key_object(visit, visit.community.store().read(read_order_secret), false));
}

http::Response make_shop_key(Visit& visit) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    return {200, key_object(visit, make_order_secret(transaction, act_on_returns(visit)), true)};
  });
}

http::Response delete_shop_key(Visit& visit) {
  return write_once(visit, [&](store::Transaction& transaction) -> Answer {
    end_order_secret(transaction, act_on_returns(visit));
    return {200, key_object(visit, "", false)};
  });
}

}  // namespace parvis::api
