#include "api/schemas.h"

namespace parvis::api {

std::string_view moderation_schemas() {
  return R"json({
"NewFlag":{"type":"object","properties":{"ground":{"enum":["off_topic","unkind","spam","unlawful","other"]},"words":{
"type":"string","maxLength":500}},"required":["ground"]},
"FlagState":{"type":"object","properties":{"object":{"enum":["post","comment"]},"id":{"type":"string"},"flagged":{
"enum":[true]}},"required":["object","id","flagged"]},
"QueueItem":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"kind":{
"enum":["contribution","case"]},"author":{"type":"string"},"space":{"type":"string"},"since":{"type":"string",
"format":"date-time"},"contribution":{"type":"object","properties":{"kind":{"enum":["thread","reply","comment"]},
"title":{"type":"string"},"body":{"type":"string"},"tags":{"type":"string"},"thread":{"type":["string","null"]},
"held_for":{"type":"string"}},"required":["kind","title","body","tags","thread","held_for"]},"case":{"type":"object",
"properties":{"object_kind":{"enum":["post","comment"]},"object":{"type":"string"},"post":{"type":"string"},"thread":{
"type":"string"},"flags":{"type":"array","items":{"type":"object","properties":{"member":{"type":"string"},"ground":{
"type":"string"},"words":{"type":"string"},"at":{"type":"string","format":"date-time"}},"required":["member","ground",
"words","at"]}}},"required":["object_kind","object","post","thread","flags"]}},"required":["id","url","kind","author",
"space","since"]},
"QueueItemList":{"type":"object","properties":{"items":{"type":"array","items":{
"$ref":"#/components/schemas/QueueItem"}},"next":{"type":["string","null"]}},"required":["items","next"]},
"ContributionDecision":{"type":"object","properties":{"decision":{"enum":["let_through","turn_down"]},"ground":{
"enum":["off_topic","unkind","spam","unlawful","other"]},"words":{"type":"string","maxLength":500}},"required":["decision"]},
"CaseDecision":{"type":"object","properties":{"decision":{"enum":["leave","hide"]},"ground":{
"enum":["off_topic","unkind","spam","unlawful","other"]},"words":{"type":"string","maxLength":500}},"required":["decision"]},
"Appeal":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"member":{
"type":"string"},"about":{"type":"object","properties":{"kind":{"enum":["case","contribution","sanction"]},"id":{
"type":"string"}},"required":["kind","id"]},"words":{"type":"string"},"since":{"type":"string","format":"date-time"},
"first_by":{"type":["string","null"]},"decided_first_oneself":{"type":"boolean"}},"required":["id","url","member","about",
"words","since","first_by","decided_first_oneself"]},
"AppealList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Appeal"}},
"next":{"type":["string","null"]}},"required":["items","next"]},
"AppealDecision":{"type":"object","properties":{"decision":{"enum":["stand","reverse"]},"words":{"type":"string",
"maxLength":500}},"required":["decision"]},
"Decision":{"type":"object","properties":{"id":{"type":"string"},"decision":{"enum":["let_through","turn_down","leave",
"hide","stand","reverse"]}},"required":["id","decision"]},
"Undone":{"type":"object","properties":{"undone":{"type":"integer"}},"required":["undone"]}
})json";
}

}  // namespace parvis::api
