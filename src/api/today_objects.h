// A task of Today, and the member of an address, as calls about Today and about cards share them. Pure functions over a
// Reader.
#pragma once

#include "api/objects.h"
#include "community/today/today_list.h"

namespace parvis::api {

json::object task_object(store::Reader& reader, const Visit& visit, const community::Task& task,
                         const community::Named& named);

// How many came back; without the address of whom it counts.
json::object came_back(const community::ComingBack& count);
// Whom such a figure counts, all on one page.
json::object followed_page(store::Reader& reader, const Visit& visit, const std::vector<community::Followed>& people);

// By identifier or handle; NotFound for nobody, and for who is gone or has not confirmed their address.
community::Member member_asked(const Visit& visit, store::Reader& reader);

}  // namespace parvis::api
