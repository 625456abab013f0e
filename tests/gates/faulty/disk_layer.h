// SQLite's file layer between the program and the disk, which does wrong what the orders ask (orders.h). Locks and the
// log's shared index stay the system's own.
#pragma once

namespace parvis::faulty {

// Makes it the layer that every connection uses. Once, before the first of them opens.
void put_the_layer_in();

// For want of room, as `room=FILE` says: what the folder of `path` may still take.
long long room_left();

}  // namespace parvis::faulty
