// What search engines read of a page (https://schema.org, as JSON-LD in a data block that no browser executes).
#pragma once

#include <boost/json/value.hpp>
#include <string_view>

#include "core/html/html.h"
#include "core/time/instant.h"

namespace parvis::community {

// The <script type="application/ld+json"> of this value. Nothing in it can end the element.
html::Html structured_data(const boost::json::value& value);

// {"@type": "Person", "name": …, "url": …}
boost::json::object person_data(std::string_view name, std::string_view address);
// {"@type": "InteractionCounter", …} of "LikeAction" or "CommentAction".
boost::json::object counter_data(std::string_view action, std::int64_t count);

}  // namespace parvis::community
