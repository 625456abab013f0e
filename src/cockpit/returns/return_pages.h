// What the community costs and brings in, down to each act: the pages under /cockpit/return. Handlers for the route
// table of app; addresses beside them. The rules are community/returns and community/ledger.
#pragma once

#include "community/visit.h"

namespace parvis::cockpit {

http::Response show_return(community::Visit& visit);        // GET  /cockpit/return
http::Response show_return_month(community::Visit& visit);  // GET  /cockpit/return/months/{month}
http::Response show_gains(community::Visit& visit);         // GET  /cockpit/return/months/{month}/gains/{gain_kind}
http::Response show_month_gains(community::Visit& visit);   // GET  /cockpit/return/months/{month}/gains
http::Response show_year_gains(community::Visit& visit);    // GET  /cockpit/return/gains/{gain_kind}
http::Response show_all_gains(community::Visit& visit);     // GET  /cockpit/return/gains
http::Response create_idea(community::Visit& visit);        // POST /cockpit/return/ideas
http::Response end_idea(community::Visit& visit);           // POST /cockpit/return/ideas/{thread}/removal

http::Response show_costs(community::Visit& visit);            // GET  /cockpit/return/costs
http::Response show_spent(community::Visit& visit);            // the same, with the months `from` and `to`
http::Response create_cost(community::Visit& visit);           // POST /cockpit/return/costs
http::Response create_costs_of_file(community::Visit& visit);  // POST /cockpit/return/costs/file
http::Response show_cost(community::Visit& visit);             // GET  /cockpit/return/costs/{cost}
http::Response update_cost(community::Visit& visit);           // POST /cockpit/return/costs/{cost}
http::Response end_cost(community::Visit& visit);              // POST /cockpit/return/costs/{cost}/removal

http::Response show_assumptions(community::Visit& visit);   // GET  /cockpit/return/assumptions
http::Response show_assumption(community::Visit& visit);    // GET  /cockpit/return/assumptions/{assumption}
http::Response update_assumption(community::Visit& visit);  // POST /cockpit/return/assumptions/{assumption}

http::Response show_orders(community::Visit& visit);          // GET  /cockpit/return/orders
http::Response create_order_file(community::Visit& visit);    // POST /cockpit/return/orders/files
http::Response show_order_file(community::Visit& visit);      // GET  /cockpit/return/orders/files/{order_import}
http::Response update_order_file(community::Visit& visit);    // POST /cockpit/return/orders/files/{order_import}
http::Response show_order_refusals(community::Visit& visit);  // GET …/orders/files/{order_import}/refused.csv
http::Response end_order_file(community::Visit& visit);  // POST /cockpit/return/orders/files/{order_import}/removal
http::Response show_order(community::Visit& visit);      // GET  /cockpit/return/orders/{order}
http::Response end_order(community::Visit& visit);       // POST /cockpit/return/orders/{order}/removal
http::Response restore_order(community::Visit& visit);   // POST /cockpit/return/orders/{order}/restoration
http::Response take_order_in(community::Visit& visit);   // POST /orders/incoming, signed by the shop

http::Response show_return_rules(community::Visit& visit);    // GET  /cockpit/return/rules
http::Response update_return_rules(community::Visit& visit);  // POST /cockpit/return/rules
http::Response create_order_secret(community::Visit& visit);  // POST /cockpit/return/rules/secret
http::Response end_order_secret(community::Visit& visit);     // POST /cockpit/return/rules/secret/removal

http::Response show_report(community::Visit& visit);           // GET  /cockpit/return/report
http::Response show_report_pdf(community::Visit& visit);       // GET  /cockpit/return/report/pdf
http::Response show_reports(community::Visit& visit);          // GET  /cockpit/return/reports
http::Response create_report(community::Visit& visit);         // POST /cockpit/return/reports
http::Response update_report_plan(community::Visit& visit);    // POST /cockpit/return/reports/plan
http::Response create_report_reader(community::Visit& visit);  // POST /cockpit/return/reports/readers
http::Response end_report_reader(community::Visit& visit);     // POST …/reports/readers/{report_reader}/removal
http::Response show_kept_report(community::Visit& visit);      // GET  /cockpit/return/reports/{report}
http::Response show_kept_report_pdf(community::Visit& visit);  // GET  /cockpit/return/reports/{report}/pdf

}  // namespace parvis::cockpit
