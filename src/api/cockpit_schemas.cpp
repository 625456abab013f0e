#include "api/cockpit_calls.h"

namespace parvis::api {

std::string_view cockpit_schemas() {
  return R"json({
"Task":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"self":{
"type":"string","format":"uri"},"kind":{"enum":["newcomer","first_post","late_question","slipping","first_answer",
"hundredth_reply","anniversary","waiting","heating","quiet_leader","written","birthday","plan_step"]},"reason":{
"type":"string"},"member":{"oneOf":[{"$ref":"#/components/schemas/Person"},{"type":"null"}]},"thread":{"type":["object",
"null"],"properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"title":{"type":"string"}},
"required":["id","url","title"]},"influencer":{"type":["string","null"]},"suggested":{"type":["string","null"]},
"thanks":{"type":"boolean"},"state":{"enum":["open","done","not_useful","passed"]},"due_at":{"type":["string","null"],
"format":"date-time"},"assigned_to":{"oneOf":[{"$ref":"#/components/schemas/Person"},{"type":"null"}]},"made_at":{
"type":"string","format":"date-time"},"decided_at":{"type":["string","null"],"format":"date-time"},"contact":{"enum":[
"none","written","thanked"]}},"required":["id","url","self","kind","reason","member","thread","influencer","suggested",
"thanks","state","due_at","assigned_to","made_at","decided_at","contact"]},
"TaskList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Task"}},"next":{
"type":["string","null"]}},"required":["items","next"]},
"NewTask":{"type":"object","properties":{"words":{"type":"string","maxLength":300},"about":{"type":"string",
"description":"the handle of the member it is about"},"due":{"type":"string","format":"date"}},"required":["words"]},
"TaskDecision":{"type":"object","properties":{"decision":{"enum":["done","not_useful","later","now","give"]},"until":{
"type":"string","format":"date","description":"of later: the day it is there again"},"member":{"type":"string",
"description":"of give: the handle of somebody of the team; without one, nobody in particular"}},"required":["decision"]},
"NewWords":{"type":"object","properties":{"words":{"type":"string","maxLength":4000}},"required":["words"]},
"Looked":{"type":"object","properties":{"found":{"type":"integer"}},"required":["found"]},
"ComingBack":{"type":"object","properties":{"people":{"type":"integer"},"came_back":{"type":"integer"},"under_way":{
"type":"integer"},"counts":{"type":"string","format":"uri"}},"required":["people","came_back","under_way","counts"]},
"Outcome":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"kind":{
"type":"string"},"contacted":{"$ref":"#/components/schemas/ComingBack"},"left_alone":{
"$ref":"#/components/schemas/ComingBack"}},"required":["id","url","kind","contacted","left_alone"]},
"OutcomeList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Outcome"}},
"next":{"type":["string","null"]}},"required":["items","next"]},
"Followed":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"handle":{
"type":"string"},"name":{"type":"string"},"at":{"type":"string","format":"date-time"},"back_at":{"type":["string",
"null"],"format":"date-time"},"under_way":{"type":"boolean","description":"the fourteen days still run: not counted yet"}},
"required":["id","url","handle","name","at","back_at","under_way"]},
"FollowedList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Followed"}},
"next":{"type":["string","null"]}},"required":["items","next"]},
"TodayRules":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"hold_out":{
"type":"integer","minimum":0,"maximum":50},"birthday":{"type":"string"},"purpose":{"type":"string"}},"required":["id",
"url","hold_out","birthday","purpose"]},
"NewTodayRules":{"type":"object","properties":{"hold_out":{"type":"integer","minimum":0,"maximum":50},"birthday":{
"type":"string","description":"the profile field that holds it; empty: none"},"purpose":{"type":"string",
"description":"the consent that personal letters rest on, by its slug; empty: words stay on the square"}}},
"Removal":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"removed":{
"enum":[true]}},"required":["id","url","removed"]},
"Word":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"self":{
"type":"string","format":"uri"},"author":{"$ref":"#/components/schemas/Person"},"words":{"type":"string"},"written_at":{
"type":"string","format":"date-time"},"read_at":{"type":["string","null"],"format":"date-time"}},"required":["id","url",
"self","author","words","written_at","read_at"]},
"WordList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Word"}},"next":{
"type":["string","null"]}},"required":["items","next"]},
"Exchange":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"handle":{
"type":"string"},"name":{"type":"string"},"given":{"type":"integer"},"received":{"type":"integer"},"last_day":{
"type":"string","format":"date"}},"required":["id","url","handle","name","given","received","last_day"]},
"ExchangeList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Exchange"}},
"next":{"type":["string","null"]}},"required":["items","next"]},
"Circle":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"name":{
"type":"string"},"own":{"type":"boolean"}},"required":["id","url","name","own"]},
"CircleList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/Circle"}},
"next":{"type":["string","null"]}},"required":["items","next"]},
"NewCircles":{"type":"object","properties":{"names":{"type":"array","items":{"type":"string","maxLength":40},
"maxItems":10}},"required":["names"]},
"AuditAct":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"at":{
"type":"string","format":"date-time"},"by":{"oneOf":[{"$ref":"#/components/schemas/Person"},{"type":"null"}]},"verb":{
"type":"string"},"about":{"oneOf":[{"$ref":"#/components/schemas/Person"},{"type":"null"}]},"object_kind":{
"type":"string"},"object":{"type":["string","null"]},"space":{"type":["string","null"]},"thread":{"type":["string",
"null"]},"title":{"type":"string"},"influencer":{"type":"string"},"ground":{"type":["string","null"]},"detail":{
"type":"string"},"amount":{"type":"integer"},"changes":{"type":"array","items":{"type":"object","properties":{"what":{
"type":"string"},"before":{"type":"string"},"after":{"type":"string"}},"required":["what","before","after"]}}},
"required":["id","url","at","by","verb","about","object_kind","object","space","thread","title","influencer","ground",
"detail","amount","changes"]},
"AuditList":{"type":"object","properties":{"items":{"type":"array","items":{"$ref":"#/components/schemas/AuditAct"}},
"next":{"type":["string","null"]}},"required":["items","next"]},
"Table":{"type":"string","description":"CSV in UTF-8 (UTF-16 and Windows-1252 are read too), separated by commas, semicolons or tabs"},
"RefusedLine":{"type":"object","properties":{"line":{"type":"integer"},"faults":{"type":"array","items":{"type":
"object","properties":{"column":{"type":["string","null"],"description":"null: of the whole line"},"value":{"type":
"string"},"detail":{"type":"string"}},"required":["column","value","detail"]}},"values":{"type":"array","items":{
"type":"string"}}},"required":["line","faults","values"]},
"InfluencersBrought":{"type":"object","properties":{"url":{"type":"string","format":"uri"},"brought_in":{"type":
"boolean"},"columns":{"type":"array","items":{"enum":["none","name","member","sites","specialities","places","notes",
"contact_day","contact_by","contact_way","next_what","next_day","next_who","basis","source"]}},"heads":{"type":
"boolean"},"made":{"type":"integer"},"changed":{"type":"integer"},"same":{"type":"integer"},"refused":{"type":
"integer"},"refused_lines":{"type":"array","items":{"$ref":"#/components/schemas/RefusedLine"},"maxItems":500}},
"required":["url","brought_in","columns","heads","made","changed","same","refused","refused_lines"]},
"CostsBrought":{"type":"object","properties":{"url":{"type":"string","format":"uri"},"brought_in":{"type":"boolean"},
"recorded":{"type":"integer"},"known":{"type":"integer"},"refused":{"type":"integer"},"refused_lines":{"type":"array",
"items":{"$ref":"#/components/schemas/RefusedLine"},"maxItems":500}},"required":["url","brought_in","recorded","known",
"refused","refused_lines"]},
"OrdersBrought":{"type":"object","properties":{"url":{"type":"string","format":"uri"},"brought_in":{"type":"boolean"},
"columns":{"type":"array","items":{"enum":["none","reference","day","amount","email","customer","what",
"currency"]}},"heads":{
"type":"boolean"},"counted":{"type":"integer"},"kept":{"type":"integer","description":"of nobody here, or of nobody who took part"},"known":{"type":"integer"},"amount":{"type":"integer","description":"of those that count, in cents"},
"refused":{"type":"integer"},"refused_lines":{"type":"array","items":{"$ref":"#/components/schemas/RefusedLine"},
"maxItems":500}},"required":["url","brought_in","columns","heads","counted","kept","known","amount","refused",
"refused_lines"]},
"ShopKey":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"exists":{
"type":"boolean"},"key":{"type":["string","null"],"description":"in the answer that made it alone"}},"required":["id",
"url","exists","key"]},
"SegmentCount":{"type":"object","properties":{"condition":{"type":"string"},"members":{"type":"integer"},"how":{"enum":[
"exactly","about","at_most"]},"estimate":{"type":"boolean","description":"not counted exactly"},"asked":{"type":[
"integer","null"],"description":"how many members were drawn and asked; null: everybody"}},"required":["condition",
"members","how","estimate","asked"]},
"SegmentMove":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"at":{
"type":"string","format":"date-time"},"entered":{"type":"boolean"},"handle":{"type":"string"},"name":{"type":"string"}},
"required":["id","url","at","entered","handle","name"]},
"SegmentMoveList":{"type":"object","properties":{"items":{"type":"array","items":{
"$ref":"#/components/schemas/SegmentMove"}},"next":{"type":["string","null"]}},"required":["items","next"]},
"SegmentReason":{"type":"object","properties":{"condition":{"type":"string"},"holds":{"type":"boolean"},"figure":{
"type":["integer","null"]},"parts":{"type":"array","items":{"$ref":"#/components/schemas/SegmentReason"}}},"required":[
"condition","holds","figure","parts"]},
"SegmentWhy":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"handle":{
"type":"string"},"name":{"type":"string"},"is_in":{"type":"boolean"},"why":{
"$ref":"#/components/schemas/SegmentReason"}},"required":["id","url","handle","name","is_in","why"]},
"SegmentLetter":{"type":"object","properties":{"url":{"type":"string","format":"uri"},"subject":{"type":"string"},
"author":{"type":"string"},"purpose":{"type":"string"},"written_at":{"type":"string","format":"date-time"},
"receivers":{"type":"integer"},"waited":{"type":"integer"},"held_back":{"type":"integer"},"stopped":{"type":"integer"}},"required":["url","subject",
"author","purpose","written_at","receivers","waited","held_back","stopped"]},
"SegmentLetterList":{"type":"object","properties":{"items":{"type":"array","items":{
"$ref":"#/components/schemas/SegmentLetter"}},"next":{"type":["string","null"]}},"required":["items","next"]},
"NewSegmentLetter":{"type":"object","properties":{"purpose":{"type":"string"},"subject":{"type":"string",
"maxLength":120},"letter":{"type":"string"}},"required":["purpose","subject","letter"]},
"NewJourney":{"type":"object","properties":{"kind":{"enum":["own","usual"]},"name":{
"description":"a text, or an object of texts by language"}}},
"NewStage":{"type":"object","properties":{"name":{"description":"a text, or an object of texts by language"},"lane":{
"enum":["steps","beside"]},"segment":{"type":"string","description":"the rule; without one, by hand alone"},
"too_long_days":{"type":"integer","minimum":0,"maximum":3650},"place":{"type":"integer","minimum":1}},"required":[
"name"]},
"OrderWithWay":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},
"reference":{"type":"string"},"at":{"type":"string","format":"date-time"},"amount":{"type":"integer"},"what":{
"type":"string"},"member":{"type":["string","null"]},"standing":{"enum":["counted","nobody","no_way","staff"]},"acts":{
"type":"integer"},"taken_back_at":{"type":["string","null"],"format":"date-time"},"way":{"type":"array","items":{
"type":"string"}}},"required":["id","url","reference","at","amount","what","member","standing","acts","taken_back_at",
"way"]},
"ReturnRules":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"currency":{
"type":"string"},"path_days":{"type":"integer"},"spaces":{"type":"array","items":{"type":"string"}},"prospect_acts":{
"type":"integer"},"prospect_days":{"type":"integer"},"pause_days":{"type":"integer"}},"required":["id","url","currency",
"path_days","spaces","prospect_acts","prospect_days","pause_days"]},
"NewReturnRules":{"type":"object","properties":{"currency":{"type":"string"},"path_days":{"type":"integer"},"spaces":{
"type":"array","items":{"type":"string"}},"prospect_acts":{"type":"integer"},"prospect_days":{"type":"integer"},
"pause_days":{"type":"integer"},"unconverted":{"type":"boolean","description":"true to change the currency although there are amounts, which are not converted"}},"required":["currency","path_days","prospect_acts","prospect_days","pause_days"]},
"NewIdea":{"type":"object","properties":{"thread":{"type":"string"},"words":{"type":"string","maxLength":300}},
"required":["thread","words"]},
"Idea":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"words":{
"type":"string"}},"required":["id","url","words"]},
"IdeaTakenBack":{"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string","format":"uri"},"taken_back":{
"type":"boolean"}},"required":["id","url","taken_back"]}
})json";
}

}  // namespace parvis::api
