"""Words for those who speak: people, crowds, bodies and papers, their titles and nations, and what is no name."""

from __future__ import annotations

from armscontrol.diplomacy.speech.cues import listed

NATIONS = {
    "russian": "RUS",
    "russia's": "RUS",
    "soviet": "SUN",
    "american": "USA",
    "us": "USA",
    "u.s": "USA",
    "u.s.": "USA",
    "america's": "USA",
    "washington's": "USA",
    "moscow's": "RUS",
    "ukrainian": "UKR",
    "ukraine's": "UKR",
    "chinese": "CHN",
    "china's": "CHN",
    "beijing's": "CHN",
    "british": "GBR",
    "french": "FRA",
    "german": "DEU",
    "european": None,
    "western": None,
    "israeli": "ISR",
    "indian": "IND",
    "pakistani": "PAK",
    "turkish": "TUR",
    "polish": "POL",
    "belarusian": "BLR",
    "japanese": None,
    "iranian": None,
    "kremlin": "RUS",
    "white": "USA",
    "north": None,
    "korean": None,
    "south": None,
    "finnish": "FIN",
    "swedish": "SWE",
    "norwegian": "NOR",
    "arab": None,
    "nato": None,
    "pentagon": "USA",
    "congressional": "USA",
    "state": None,
    "eu": None,
    "un": None,
    "estonian": "EST",
    "lithuanian": "LTU",
    "latvian": "LVA",
    "austrian": "AUT",
    "swiss": "CHE",
    "czech": "CZE",
    "hungarian": "HUN",
    "italian": "ITA",
    "greek": "GRC",
    "belgian": "BEL",
    "romanian": "ROU",
    "bulgarian": "BGR",
    "slovak": "SVK",
    "irish": "IRL",
    "portuguese": "PRT",
    "serbian": "SRB",
    "spanish": "ESP",
    "canadian": "CAN",
    "dutch": "NLD",
    "danish": "DNK",
    "kazakh": "KAZ",
    "france's": "FRA",
    "germany's": "DEU",
    "britain's": "GBR",
    "nato's": None,
    "asian": None,
    "african": None,
}

PEOPLE = listed(
    "official spokesman spokeswoman spokesperson diplomat minister ambassador negotiator source analyst expert "
    "lawmaker senator president leader chief head commander general envoy secretary adviser advisor aide director "
    "researcher scholar professor chairman chairwoman chair representative chancellor premier politician officer "
    "scientist strategist author historian congressman congresswoman legislator specialist physicist economist "
    "counterpart admiral colonel fellow undersecretary coordinator inspector governor pope delegate statesman "
    "premier mayor bishop archbishop dean rector republican democrat reporter speaker observer critic insider "
    "activist campaigner person individual participant student ally confidant rival "
    "secretary-general director-general deputy dictator strongman announcer presenter newsreader commentator columnist"
)
CROWDS = listed(
    "allies authorities critics supporters republicans democrats hawks observers governments countries members "
    "nations ministers heads chiefs spokesmen groups powers activists campaigners advocates opponents proponents "
    "many some others sides people delegates states envoys aides lawyers agencies media outlets hardliners "
    "deputies secretaries television tv chairmen congressmen men women pair dailies newspapers tabloids broadsheets"
) | frozenset(w + "s" for w in PEOPLE)
BODIES = listed(
    "ministry department administration government embassy agency alliance delegation command committee military "
    "army group organization organisation bloc institute council congress senate parliament duma office bureau "
    "commission side association watchdog foundation service center centre campaign think-tank body coalition "
    "mission presidency"
)
REPORTS = listed("report assessment analysis study survey yearbook review overview")
"""Papers that find out and count."""
RECORDS = listed("data figures records statistics documents")
"""Papers of many entries, which speak where they are somebody's: "the ministry's figures show"."""
PAPERS = REPORTS | listed(
    "statement report document communique communiqué declaration readout letter text fact-sheet sheet release note "
    "newspaper daily magazine broadcaster channel website paper message petition appeal resolution bill"
)
TITLES = PEOPLE | listed(
    "foreign defense defence deputy prime vice senior national security press under assistant principal special "
    "first affairs former acting then retired late veteran top chief mr mrs ms dr sir lord lady prof gen adm lt "
    "col maj sen rep gov republican democratic democrat king rear permanent executive state nuclear policy arms "
    "control nonproliferation non-proliferation international affairs interior finance parliamentary party "
    "federal sgt cmdr amb brig commander-in-chief long-time longtime managing research associate lead top "
    "co-author author journalist ex house senate majority minority speaker foreign-policy strategic rocket forces "
    "joint chiefs staff military political intelligence disarmament presidential state-run news agency private "
    "independent leading prominent influential deputy-director director-general secretary-general "
    "member dictator strongman political-military "
    "ministry department embassy government council administration parliament"
)
NOUNS_OF_BODIES = listed(
    "Ministry Department Institute Center Centre University Agency Council Committee Association Alliance Union "
    "Party Embassy Government Administration Parliament Office Commission Foundation Organization Organisation "
    "Project Initiative Service Command Academy School College Bureau Board Fund Forum Network News Post Times "
    "Journal Press Television Campaign Society Corporation Endowment Bulletin Federation Program Programme Group "
    "Coalition Senate Assembly Delegation Laboratory Mission Staff Forces Secretariat Corp Inc Watch Review"
)
NOT_NAMES = listed(
    "The A An This That These Those It He She They We I But And Or If In On At By For From With After Before As "
    "When While New START Treaty Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March "
    "April May June July August September October November December Both Each Most Many Some Several However "
    "Meanwhile Asked Since Earlier Later Last Still Yet Also Not No Nuclear Strategic Cold War World War Soviet "
    "East West Western Eastern Asked Additionally Moreover Nevertheless According Then Now Here There What Who "
    "Why How Europe Asia Only Even Until Under INF SALT ABM NPT CTBT ICBM SLBM Open Skies Summit Peace Telegram "
    "Twitter His Her Its Their Had Has Have Did Does Do Was Were Is Are Suppose Supposing "
    "Imagine Whatever Whoever Whether Unless Should Would Could "
    "Truth Social Facebook Weibo YouTube "
    "Sea Ocean Gulf Strait Peninsula Island Islands Square Palace Airport Avenue Region Province "
    "Talks Deal Pact Test Tests Plan Plans Bid Threat Missile Missiles Arms Weapons Warheads Sanctions Statement "
    "Neither Nor Either Though Although Because So Once Such Today Yesterday Tomorrow Perhaps Maybe Nobody None Never"
)
PRONOUNS = {"he": ("m", False), "she": ("f", False), "it": (None, False), "they": (None, True)}
STOPS = listed(
    "that which when while as if because although though but whether how what where why than since until unless "
    "said says is are was were has have had will would could can may might must should"
)
JOINERS = listed("of for on the and & de von der bin in to at")
PREPOSITIONS = listed("of for at in from with to on by between under over against about near")
OPENERS = listed(
    "in on at after before during as for with following amid despite when while since asked speaking commenting "
    "responding earlier last this although though if under by from upon answering addressing given without until "
    "because unlike to beyond instead besides according writing like quoting citing referring regarding concerning"
)
"""Words that open a sentence with time, place or occasion."""
AFTER_NAME = listed(
    "in on at to of from with during after before when while as who whose for by about last this earlier later "
    "late early according citing upon following speaking via through recently and referring commenting and close "
    "familiar briefed involved based knowledgeable"
)
"""Words that may follow a speaker named after the verb."""
FINITE = listed(
    "is was are were has had have will would could should may might must can cannot did does do wants wanted needs"
)
COMPLEMENT = listed("of for from in at with on to within inside around across")
OWNED = listed("the a an this that these those its his her their our such any no")
NOT_INVERTED = listed("told tells informed reminded signaled signalled")
NOUNISH = listed(
    "demands claims offers calls reports states notes comments remarks counters charges signals estimates threatens"
)
"""Forms that are nouns after a nation's name: "such U.S. demands"."""
DETERMINERS = listed(
    "the a an this that one another some several many most two three four few other his her its their both no any"
)
