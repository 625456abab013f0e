// The English words of generated texts: everyday things, doings and qualities that go with one another tolerably well.
#include "exchange/generate/vocabulary.h"

namespace parvis::exchange {
namespace {

constexpr std::string_view kNouns =
    "bike wheel frame saddle brake chain road hill river bridge map lamp tent bag rack pump tyre spoke pedal fork "
    "bell helmet glove jacket coat shoe boot sock shirt hat scarf pocket button zip strap buckle rope knot hook nail "
    "screw bolt nut washer hammer wrench file saw drill blade knife spoon plate bowl cup mug glass bottle jar tin "
    "lid kettle pan pot oven stove fire match candle lantern torch battery charger cable plug socket switch fuse "
    "wire sensor screen keyboard mouse printer scanner camera lens tripod filter photo album drawing pencil pen "
    "brush paint canvas paper notebook page letter envelope stamp parcel box crate basket bucket barrel tank pipe "
    "tap valve hose sink bath shower towel soap sponge mop broom shelf drawer cupboard wardrobe table chair stool "
    "bench sofa cushion blanket pillow mattress bed curtain carpet rug mirror clock watch alarm calendar ticket "
    "timetable train station platform carriage engine bus coach tram ferry harbour boat sail oar anchor lighthouse "
    "beach dune cliff bay island coast tide wave storm cloud rain snow frost ice fog wind breeze sun shade shadow "
    "sky star moon dawn evening night morning noon season spring summer autumn winter garden lawn hedge fence gate "
    "path stone wall roof tile chimney window door handle lock key hinge floor ceiling stair cellar attic kitchen "
    "bedroom bathroom hallway porch balcony terrace yard shed workshop garage barn stable field meadow forest wood "
    "tree branch leaf root trunk bark seed flower petal rose tulip daisy herb mint thyme basil onion garlic carrot "
    "potato tomato pepper bean pea cabbage lettuce pumpkin apple pear plum cherry peach lemon orange grape berry "
    "walnut almond bread loaf crust flour yeast dough butter cheese milk cream egg honey jam sugar salt soup stew "
    "sauce salad pie cake biscuit coffee tea juice cider beer wine recipe meal breakfast lunch dinner picnic market "
    "shop counter till receipt price bill budget cost discount order delivery return refund warranty manual leaflet "
    "label number size weight length width height depth angle curve line circle square corner edge surface layer "
    "finish colour pattern texture fabric cotton wool linen silk leather rubber plastic metal steel aluminium copper "
    "brass iron clay timber plank board beam post pole rod tube ring disc gear lever bearing axle shaft motor clutch "
    "throttle gauge meter scale ruler compass level clamp vice anvil lathe glue tape varnish oil grease wax polish "
    "cleaner cloth rag dust rust scratch dent crack leak noise rattle squeak click hum vibration problem question "
    "answer idea plan project goal task step stage phase result mistake error fault fix repair service check test "
    "trial sample model version update release feature option setting default profile account password message "
    "thread comment reply quote link video folder backup copy draft list note reminder summary report chart graph "
    "figure column row total average range limit margin gap delay deadline meeting course lesson lecture exercise "
    "practice habit routine rule law custom tradition story tale legend chapter novel poem song tune melody rhythm "
    "voice choir band guitar piano violin flute drum concert theatre play scene actor film museum gallery library "
    "school teacher pupil student neighbour friend guest host family parent child daughter son brother sister cousin "
    "uncle aunt grandmother grandfather baby dog cat horse cow sheep goat hen duck goose bird owl swallow robin fox "
    "hare hedgehog squirrel bee butterfly spider snail fish trout salmon village town city street avenue park "
    "fountain statue church tower castle mill farm orchard vineyard valley mountain summit ridge slope pass lake "
    "pond stream waterfall canal towpath trail track crossing junction roundabout signpost milestone border customs "
    "passport luggage suitcase rucksack journey trip tour ride walk climb descent detour shortcut stop rest camp hut "
    "hostel hotel room welcome advice help support thanks praise doubt worry hope wish dream memory taste smell "
    "sound touch sight health doctor nurse pharmacy bandage medicine pain cold fever sleep strength balance patience "
    "courage kindness trust honesty humour silence attention effort time hour minute week month year decade century "
    "moment chance risk choice reason cause effect example proof detail difference change start end middle part "
    "piece half quarter pair group team club crowd member leader volunteer owner maker seller buyer customer visitor "
    "stranger reader writer editor apron arch arrow ash badge bead belt bin bit blouse bonnet bow bracket brick "
    "bubble bulb bunch bush cabin cap cape card cart case cave ceremony chapel cheque chest chord circus cloak clue "
    "coal cobble coin collar comb cork couch cover cradle crane crayon crew crown cube curb current curry cycle dam "
    "dart deck desk dial diary dome dot dress drain earth echo elbow elm errand evidence eye fair fan feather fee "
    "felt fern fibre fin finger fir flag flame flask flavour flood foam foil foot fort foundation frog fur game "
    "garland gem gift ginger glance globe gravel grid grip grove guess gust hail hall hammock hand harness harp "
    "haven hazel heap heart heel hem hive hobby hood horn inn ink invitation ivy jet joint joy jumper kerb kit kite "
    "ladder lane latch lace lime lip load loft log loom lot magnet mask mast mat medal melon mesh metre mile mist "
    "mitten mood moss moth mount mud muscle mustard nest net noodle nose nutmeg oak oat olive opinion orbit orchid "
    "outing packet paddle pad palm panel parade parsley paste patch paw peak pebble peg petrol pick pier pile pin "
    "pine pint pitch plait plaster plot plough porridge portrait powder prize prop puddle puzzle quilt quay quiz "
    "radio raft rail ramp ray reed reel rice rim rink rush saucer scent scissors scoop seam seat sentence shell "
    "shield shift shore shovel sieve silver skate sketch ski skill skin sleeve slice slot smile smoke soil sole "
    "spark speed spice spin splash spot spray spruce spur stack staff stain stake stall stem stick stitch stork "
    "straw string stripe stroke stump suit swan sweater swing syrup tack target tassel thorn thumb timer tip toast "
    "token ton tooth top toy tractor tray treat trick truck tub tug tunnel turn twig twin van vase veil verse vest "
    "view vine vinegar visit volume wagon waist wand ware wasp web weed whale wheat whistle wick willow wing wrap "
    "wren wrist yarn yoghurt zone";

constexpr std::string_view kAdjectives =
    "good small new old long short wide narrow deep shallow high low heavy light thick thin strong weak hard soft "
    "rough smooth sharp blunt round flat straight curved loose tight dry wet clean dirty dusty rusty shiny dull "
    "bright dark pale warm cold cool hot mild fresh stale sweet sour bitter salty spicy plain simple complex easy "
    "difficult quick slow early late recent ancient modern common rare usual strange familiar similar different "
    "equal whole broken spare extra single double triple full empty open closed free busy quiet noisy calm windy "
    "rainy sunny foggy frosty steep gentle level uneven slippery safe dangerous careful careless honest kind polite "
    "patient generous friendly shy brave proud modest serious funny happy sad tired sleepy hungry thirsty healthy "
    "fit sore cheap expensive fair worth useful useless handy practical reliable sturdy fragile flexible rigid solid "
    "hollow sealed waterproof breathable washable portable folding removable adjustable replaceable compatible "
    "original genuine second-hand home-made local foreign northern southern eastern western rural urban coastal "
    "wooden woollen metallic plastic electric electronic manual automatic digital mechanical hydraulic standard "
    "special custom typical normal average minor major main central final first next previous current future past "
    "daily weekly monthly yearly brief endless temporary permanent sudden gradual constant regular irregular exact "
    "approximate precise clear vague obvious hidden visible secret public private official personal shared mutual "
    "several many few enough ample scarce complete partial correct wrong right left upper lower inner outer front "
    "rear able absent active alert alive amber ashen awake aware bare beige bent blank blind bold brisk brittle "
    "bulky bumpy chilly clever coarse cosy crisp crooked curious decent dense dim eager earnest elegant entire faded "
    "faithful faint fancy firm fluffy frozen glad golden grand grateful greasy green grey harsh hearty humble humid "
    "idle ideal intact jolly keen large lasting lazy lean likely lively lone loud lovely loyal lucky merry misty "
    "moist nasty native naive neat nimble novel oblong odd oily ordinary outdoor oval padded painted patchy peaceful "
    "pink pleasant polished prompt pure purple ragged raw ready red resident ripe robust royal sandy scarlet "
    "sensible silent silver sincere sleek slender slim sober solemn solitary spacious speedy spotless square stiff "
    "stony stout striped stubborn sunlit superb swift tame tangled tender tidy tiny tough trim true twisted upright "
    "vacant valid vast velvet vivid warped watery weary white wild wise witty yellow young";

constexpr std::string_view kVerbs =
    "use try test check clean wash dry oil grease tighten loosen fix mend repair replace remove fit mount lift lower "
    "turn push pull press hold carry pack fold open close lock unlock measure weigh count compare choose order buy "
    "sell borrow lend return keep store stack hang drop throw catch cut saw drill sand paint varnish polish glue "
    "tape tie untie sew knit stitch patch draw sketch write read print copy scan photograph film record edit publish "
    "share send receive answer ask explain describe show teach learn study practise repeat remember forget recognise "
    "notice watch look listen hear smell taste touch feel cook bake boil fry grill roast stir mix pour fill empty "
    "drain rinse soak peel chop slice serve eat drink plant water dig rake prune pick gather harvest sow mow build "
    "design plan prepare start finish continue pause stop wait hurry rest sleep wake walk run ride climb cross "
    "follow lead reach leave arrive visit meet invite welcome greet thank help support encourage advise warn protect "
    "save spend earn pay owe cost adjust align balance calibrate charge connect disconnect install configure restart "
    "update upgrade download upload search find lose hide reveal solve avoid prevent reduce increase improve "
    "simplify renew recycle reuse rent hire swap trade bring take move shift slide roll bend stretch twist spin "
    "shake rattle squeeze release attach detach insert extract assemble dismantle inspect examine judge rate review "
    "recommend suggest propose discuss argue agree decide change accept refuse consider imagine";

constexpr std::string_view kAdverbs =
    "really quite rather fairly almost nearly hardly barely always often usually sometimes rarely never again "
    "already still soon later early now then here there everywhere somewhere together alone apart quickly slowly "
    "carefully gently firmly lightly simply easily well badly better perfectly properly exactly roughly probably "
    "certainly perhaps maybe surely clearly obviously apparently honestly frankly sadly luckily finally eventually "
    "suddenly gradually quietly loudly twice once daily weekly yearly indoors outdoors upstairs downstairs abroad "
    "nearby overnight meanwhile otherwise instead anyway above across afterwards ahead alike aloud around aside away "
    "backwards below between beyond briefly calmly closely constantly deeply directly eagerly elsewhere equally "
    "evenly exclusively fast forever forward freely fully generally half hastily highly largely lately likewise "
    "mainly mostly naturally neatly nowadays occasionally openly overhead partly patiently politely promptly purely "
    "readily recently safely seldom separately sharply shortly sideways silently smoothly somewhat steadily strongly "
    "thoroughly tightly tonight truly typically underneath upwards warmly widely wisely";

constexpr std::string_view kMoments =
    "last week|last month|last spring|last summer|this morning|this weekend|yesterday|two days ago|a year ago|ten "
    "years ago|after the first ride|before the winter|during the holidays|on a rainy Sunday|in the middle of the "
    "night|at the end of the day|over the past few months|since the beginning of the year|on the way home|around "
    "midday|by the end of the week|every other Saturday|between two showers|at the market|at the workshop|near the "
    "station|behind the house|on the way up|halfway down the hill|at a friend’s place|in the old town|along the "
    "canal|by the lake|in the car park|at work|at home";

constexpr std::string_view kSentences =
    "I tried to %v the %n %m, and it went %r.|The %a %n is %r the %a one of the two.|Has anybody here had to %v %x "
    "before?|My %n was %a, so I had to %v the %n as well.|If you %v the %n first, the %n stays %a.|I would not %v it "
    "without %y.|We looked at the %n together and decided to %v it %m.|The manual says to %v the %n, but the %n was "
    "too %a for that.|%M I found %y that was still %a.|You can %r %v the %n with %x and a little %n.|It took me an "
    "hour to %v the %n.|There is %y between the %n and the %n.|Mine is %a too, and it does not %v at all.|Thank you "
    "for the idea about the %n.|What do you use to %v your %n when it gets %a?|I %r %v the %n before I %v the %n.|"
    "The %n they sent me was %a and %a.|In my experience %x is %r %a enough.|Do not %v it while the %n is %a.|My "
    "neighbour showed me how to %v the %n %m.|The %n and the %n are both %a, which helps.|%M the %n began to %v, and "
    "I could not find the cause.|I have kept the %a %n as a spare, just in case.|A friend of mine has to %v the %n "
    "every %n.|That sounds %r %a to me.|For the price, the %n is %a and the %n is %a.|Somebody at the %n told me to "
    "%v it and wait.|I agree about the %a %n.|The trick is to %v the %n %r and then %v it again.|It depends on the "
    "%n: a %a one will not %v.|I would start with the %n, since it is the %a part.|There was nothing %a about it, "
    "only %y.|Next time I will %v the %n %m and see whether the %n is still %a.|The result is %r %a, as you can see.";

constexpr std::string_view kTitles =
    "How do you %v %x?|%N and %n: which one for %y?|Looking for %y|My %n does not %v any more|A %a %n for the %n|"
    "Should one %v the %n %m?|What to do with %y|The %n that became %a %m|Which %n to %v the %n?|Three ways to %v %x|"
    "Is %y %r worth it?|%N: what I learnt %m|Help needed with the %n of %y|Show us your %n|From %n to %n, %m|%N too "
    "%a to %v|Who has tried the %a %n?|Notes on %y|The %a %n, one year on|Where to find %y?";

}  // namespace

const Vocabulary& english() {
  static const Vocabulary vocabulary = {
      .language = "en",
      .nouns = words_of(kNouns),
      .feminine_nouns = {},
      .adjectives = words_of(kAdjectives),
      .verbs = words_of(kVerbs),
      .adverbs = words_of(kAdverbs),
      .moments = phrases_of(kMoments),
      .sentences = phrases_of(kSentences),
      .titles = phrases_of(kTitles),
  };
  return vocabulary;
}

}  // namespace parvis::exchange
