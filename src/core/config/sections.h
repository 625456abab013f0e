// Each section of the configuration, with its keys in their order in the documentation. What is new adds its place in
// settings.h, a section here, and that section to the list in table.cpp.
#pragma once

#include "core/config/table.h"

namespace parvis::config {

Section database_section();  // the keys above all sections
Section server_section();
Section limits_section();
Section postgresql_section();
Section disk_section();
Section blobs_section();
Section media_section();
Section backup_section();
Section mail_section();
Section outgoing_section();
Section incoming_section();
Section log_section();
Section watch_section();
Section cache_section();
Section rates_section();

}  // namespace parvis::config
