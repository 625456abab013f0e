// Orders: those there are, and files of them, their columns chosen and tried out.
#include <algorithm>

#include "cockpit/returns/return_pages.h"
#include "cockpit/returns/return_views.h"
#include "community/page/form_words.h"
#include "community/page/table_columns.h"
#include "community/page/table_upload.h"
#include "community/returns/order_file.h"
#include "community/tables/refused_lines.h"
#include "core/text/money.h"

namespace parvis::cockpit {

using namespace community;

namespace {

constexpr int kOrdersShown = 50;
constexpr std::size_t kLinesShown = 5, kRefusedShown = 10;

std::string order_path(OrderId id) { return "/cockpit/return/orders/" + id_text(id); }
std::string file_path(OrderImportId id) { return "/cockpit/return/orders/files/" + id_text(id); }

OrderImportId file_asked(const Visit& visit) {
  const auto id = parse_id(visit.request.parameter("order_import"));
  if (!id) throw NotFound();
  return {*id};
}

void write_orders(html::Writer& out, const Visit& visit, const Money& money, const std::vector<Order>& all,
                  const std::map<MemberId, MemberFace>& faces) {
  out.open("ul", {{"class", "list"}});
  for (const auto& order : all) {
    out.open("li", {{"class", "gain-line"}}).open("div");
    out.element("a", {{"class", "name"}, {"href", order_path(order.id)}},
                visit.tr("Order {number}", {{"number", order.reference}}));
    out.open("p", {{"class", "quiet small dots"}});
    out.element("span", text::day(order.at, visit.language, community_zone(visit)));
    if (const auto face = faces.find(order.member.value_or(MemberId{})); face != faces.end()) {
      out.element("span", face->second.display_name);
    }
    if (order.taken_back_at) {
      out.element("span", visit.tr("taken back"));
    } else if (order.standing != OrderStanding::counted) {
      out.element("span", visit.tr(order_standing_words(order.standing)));
    } else {
      out.element("span", visit.trn("after {n} act here", "after {n} acts here", order.acts));
    }
    out.close().close();
    const bool counts = order.standing == OrderStanding::counted && !order.taken_back_at;
    out.element("p", {{"class", counts ? "gain-worth" : "gain-worth quiet"}}, money.exact(order.cents)).close();
  }
  out.close();
}

void write_files(html::Writer& out, const Visit& visit, const std::vector<OrderImport>& files) {
  if (files.empty()) return;
  out.open("section").element("h2", visit.tr("Files so far")).open("ul", {{"class", "list"}});
  for (const auto& file : files) {
    out.open("li");
    if (file.ended_at) {
      out.text(file.file_name);
    } else {
      out.element("a", {{"class", "link"}, {"href", file_path(file.id)}}, file.file_name);
    }
    out.open("p", {{"class", "quiet small dots"}}).open("span");
    write_time(out, visit, file.created_at);
    out.close();
    if (file.ended_at) {
      out.element(
          "span",
          visit.tr("{counted} count, {kept} do not, {known} known already, {refused} refused",
                   {{"counted", file.counted}, {"kept", file.kept}, {"known", file.known}, {"refused", file.refused}}));
      if (file.refused > 0) {
        out.open("span").element("a", {{"class", "link"}, {"href", file_path(file.id) + "/refused.csv"}},
                                 visit.tr("the refused lines"));
        out.close();
      }
    } else {
      out.element("span", visit.tr("not brought in yet"));
    }
    out.close().close();
  }
  out.close().close();
}

void write_upload(html::Writer& out, const Visit& visit, const html::FormState& state) {
  out.open("section", {{"class", "narrow"}, {"id", "from-file"}}).element("h2", visit.tr("From a file"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("What your shop gives out as CSV. You say what each column is and see what would happen before "
                       "anything does. Each order counts once, by its number."));
  out.open("form", {{"class", "form"},
                    {"method", "post"},
                    {"action", "/cockpit/return/orders/files"},
                    {"enctype", "multipart/form-data"}});
  write_form_token(out, visit);
  const auto* message = state.message("file");
  out.open("div", {{"class", message ? "field invalid" : "field"}});
  out.element("label", {{"for", "orders-file"}}, visit.tr("The file"));
  if (message) out.element("p", {{"class", "field-error"}, {"id", "orders-file-error"}}, say_in(visit)(*message));
  out.open("input", {{"type", "file"}, {"id", "orders-file"}, {"name", "file"}, {"accept", ".csv,.tsv,.txt,text/csv"}});
  out.close();
  out.element("button", {{"class", "button main"}}, visit.tr("Look at its columns")).close().close();
}

http::Response render_orders(const Visit& visit, const html::FormState& state, int status) {
  struct Read {
    std::optional<Member> member;
    std::vector<Order> all;
    std::vector<OrderImport> files;
    std::map<MemberId, MemberFace> faces;
    ReturnRules rules;
  };
  OrderPlace place;
  if (const auto after = parse_id(visit.request.query.get("after"))) place.id = OrderId{*after};
  const auto read = visit.community.store().read([&](store::Reader& reader) {
    if (place.id) {
      if (const auto last = find_order(reader, place.id)) place.at = last->at;
    }
    Read read{.member = member_narrowed_to(reader, visit),
              .all = {},
              .files = order_imports(reader),
              .faces = {},
              .rules = read_return_rules(reader)};
    read.all = read.member ? orders_of_member(reader, read.member->id, place, kOrdersShown)
                           : orders(reader, place, kOrdersShown);
    std::vector<MemberId> ids;
    for (const auto& order : read.all) {
      if (order.member) ids.push_back(*order.member);
    }
    read.faces = faces_by_id(reader, ids);
    return read;
  });
  html::Writer out;
  out.open("header");
  if (read.member) write_narrowed_to(out, *read.member);
  out.element("h1", visit.tr("Orders"));
  out.element("p", {{"class", "quiet"}},
              visit.tr("An order is tied to a member by their number at the shop or by their confirmed address, and "
                       "counts when they took part in the {days} days before. What is tied to nobody keeps neither.",
                       {{"days", read.rules.path_days}}));
  // Below a long list it would not be found.
  if (!read.all.empty()) {
    out.open("p").element("a", {{"class", "button"}, {"href", "#from-file"}}, visit.tr("From a file")).close();
  }
  out.close();
  if (read.all.empty() && read.member) {
    write_empty(out, visit.tr("Nothing is on record."));
  } else if (read.all.empty()) {
    write_empty(out, visit.tr("No order is known yet. Bring in a file, or let the shop tell of each."),
                visit.tr("Let the shop tell"), "/cockpit/return/rules#shop");
  } else {
    write_orders(out, visit, Money(visit.language, read.rules.currency), read.all, read.faces);
  }
  if (read.all.size() == kOrdersShown) {
    out.open("p", {{"class", "pager"}});
    out.element(
        "a",
        {{"class", "link next"},
         {"href", narrowed_path("/cockpit/return/orders", read.member) + "after=" + id_text(read.all.back().id)}},
        visit.tr("Earlier ones"));
    out.close();
  }
  write_upload(out, visit, state);
  write_files(out, visit, read.files);
  return return_page(visit, ReturnTab::orders, visit.tr("Orders"), out.take(), status);
}

struct Draft {
  OrderImport import;
  std::string content;
  std::vector<text::CsvRow> lines;
  std::string currency;
};

Draft draft_of(const Visit& visit) {
  const auto id = file_asked(visit);
  return visit.community.store().read([&](store::Reader& reader) {
    const auto found = find_order_import(reader, id);
    if (!found) throw NotFound({"This file is not here any more."});
    Draft draft{*found, order_content(reader, id), {}, read_return_rules(reader).currency};
    draft.lines = text::first_rows(draft.content, kLinesShown);
    return draft;
  });
}

html::FormState plan_state(const OrderPlan& plan) {
  html::FormState state;
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    state.set(column_field(i), std::string(order_column_name(plan.columns[i])));
  }
  if (plan.has_heads) state.set("has_heads", "1");
  return state;
}

std::vector<ColumnChoice> column_choices(const Visit& visit) {
  std::vector<ColumnChoice> choices;
  for (const auto column : kOrderColumns) {
    choices.push_back({order_column_name(column), visit.tr(order_column_words(column))});
  }
  return choices;
}

struct Tried {
  OrderFile file;
  OrdersTried orders;
};

// Each line with all that is wrong with it, and the way to have them as a file.
void write_refused(html::Writer& out, const Visit& visit, OrderImportId id, const OrderFile& file) {
  out.open("ul", {{"class", "bullets small"}});
  for (std::size_t i = 0; i < std::min(kRefusedShown, file.refused.size()); ++i) {
    const auto& one = file.refused[i];
    std::string reasons;
    for (const auto& fault : one.faults) reasons += (reasons.empty() ? "" : " ") + fault_words(visit.language, fault);
    out.element("li", visit.tr("Line {line}: {reason}", {{"line", std::to_string(one.line)}, {"reason", reasons}}));
  }
  out.close().open("p");
  out.element(
      "a", {{"class", "link"}, {"href", file_path(id) + "/refused.csv"}},
      visit.trn("Download the {n} refused line with its reason", "Download the {n} refused lines with their reasons",
                static_cast<std::int64_t>(file.refused.size())));
  out.close();
}

void write_tried(html::Writer& out, const Visit& visit, const Draft& draft, const Tried& tried) {
  const Money money(visit.language, draft.currency);
  out.open("section", {{"class", "notice plain"}, {"role", "status"}, {"id", "tried"}});
  out.element("h2", visit.tr("What would happen")).open("ul", {{"class", "bullets"}});
  out.element("li", visit.trn("{n} order would count, for {amount}", "{n} orders would count, for {amount}",
                              tried.orders.counted, {{"amount", money.exact(tried.orders.cents)}}));
  if (tried.orders.kept > 0) {
    out.element("li", visit.trn("{n} would be kept and count for nothing: of nobody here, or of nobody who took part",
                                "{n} would be kept and count for nothing: of nobody here, or of nobody who took part",
                                tried.orders.kept));
  }
  if (tried.orders.known > 0) {
    out.element("li", visit.trn("{n} is known already", "{n} are known already", tried.orders.known));
  }
  const auto refused = static_cast<std::int64_t>(tried.file.refused.size());
  if (refused > 0) out.element("li", visit.trn("{n} line is refused", "{n} lines are refused", refused));
  out.close();
  if (refused > 0) {
    write_refused(out, visit, draft.import.id, tried.file);
  }
  out.close();
}

http::Response render_draft(const Visit& visit, const Draft& draft, const html::FormState& state,
                            const std::optional<Tried>& tried, int status) {
  html::Writer out;
  out.open("header").element("h1", visit.tr("What each column is"));
  out.element("p", {{"class", "quiet"}}, draft.import.file_name).close();
  if (tried) write_tried(out, visit, draft, *tried);
  html::Form form(out, state, say_in(visit), "plan");
  form.summary(visit.tr(kCheckThis)).open(file_path(draft.import.id), visit.form_token);
  write_table_columns(out, visit, draft.lines, column_choices(visit), state);
  const auto heads = visit.tr("The first line names the columns");
  form.checkbox({.name = "has_heads", .label = heads});
  out.open("p", {{"class", "actions"}});
  const bool ready = tried && !tried->file.orders.empty();
  form.submit(visit.tr("Try it out"), "step", "try", ready ? html::Emphasis::plain : html::Emphasis::main);
  if (ready) form.submit(visit.tr("Bring them in"), "step", "bring_in", html::Emphasis::main);
  out.close();
  form.close();
  out.open("form", {{"method", "post"}, {"action", file_path(draft.import.id) + "/removal"}});
  write_form_token(out, visit);
  out.element("button", {{"class", "button bare"}}, visit.tr("Forget this file")).close();
  return return_page(visit, ReturnTab::orders, visit.tr("Orders"), out.take(), status);
}

}  // namespace

http::Response show_orders(Visit& visit) { return render_orders(visit, {}, 200); }

http::Response create_order_file(Visit& visit) {
  html::FormState state;
  const auto file = read_table_file(visit, state, kMaxOrderBytes);
  if (!file) return render_orders(visit, state, 422);
  const auto plan = guess_order_plan(text::first_rows(file->bytes, 2));
  const auto id = visit.community.store().write([&](store::Transaction& transaction) {
    const auto kept = keep_order_file(transaction, visit.member().member, file->name, file->bytes, now());
    save_order_plan(transaction, kept, plan);
    return kept;
  });
  return http::see_other(file_path(id));
}

http::Response show_order_file(Visit& visit) {
  const auto draft = draft_of(visit);
  if (draft.import.ended_at) return http::see_other("/cockpit/return/orders");
  return render_draft(visit, draft, plan_state(order_plan_from_json(draft.import.plan)), {}, 200);
}

http::Response update_order_file(Visit& visit) {
  const auto draft = draft_of(visit);
  if (draft.import.ended_at) return http::see_other("/cockpit/return/orders");
  html::FormState state(visit.request.form.pairs());
  OrderPlan plan;
  for (std::size_t i = 0; i < (draft.lines.empty() ? 0 : draft.lines.front().size()); ++i) {
    plan.columns.push_back(parse_order_column(state.value(column_field(i))).value_or(OrderColumn::passed_over));
  }
  plan.has_heads = !state.value("has_heads").empty();
  if (const auto problem = missing_in(plan)) state.refuse(column_field(0), *problem);
  if (state.is_refused()) return render_draft(visit, draft, state, {}, 422);
  const auto act = return_act(visit);
  Tried tried{read_order_file(visit.community.store(), draft.content, plan, act, visit.language), {}};
  visit.community.store().write(
      [&](store::Transaction& transaction) { save_order_plan(transaction, draft.import.id, plan); });
  if (state.value("step") != "bring_in" || tried.file.orders.empty()) {
    tried.orders = try_orders(visit.community.store(), act, tried.file);
    return render_draft(visit, draft, state, tried, 200);
  }
  bring_orders_in(visit.community.store(), act, draft.import.id, tried.file,
                  refusals_table(tried.file, visit.language));
  return see_other_with_notice(visit, "/cockpit/return/orders", text::msgid("They are brought in."));
}

http::Response show_order_refusals(Visit& visit) {
  const auto id = file_asked(visit);
  auto& store = visit.community.store();
  struct Read {
    OrderImport import;
    std::string content, refusals;
  };
  const auto read = store.read([&](store::Reader& reader) {
    const auto import = find_order_import(reader, id);
    if (!import) throw NotFound({"This file is not here any more."});
    return Read{*import, order_content(reader, id), refusals_of(reader, id)};
  });
  if (read.import.ended_at) return refused_answer(read.refusals);
  const auto plan = order_plan_from_json(read.import.plan);
  return refused_answer(
      refusals_table(read_order_file(store, read.content, plan, return_act(visit), visit.language), visit.language));
}

http::Response end_order_file(Visit& visit) {
  const auto id = file_asked(visit);
  visit.community.store().write([&](store::Transaction& transaction) { drop_order_file(transaction, id); });
  return see_other_with_notice(visit, "/cockpit/return/orders", text::msgid("The file is forgotten."));
}

}  // namespace parvis::cockpit
