"""Words by what they do in an unknown word: little words enter no new compounds, prefixes and endings make them."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLOSED = _words("""
    a about according added after against all along also although am among an and announced another any are around as
    asked at be because been before behind being between beyond both but by can claimed could did didn do does doesn don
    down during each even every few for from had has have he her here him his how i if in into is isn it its just led
    made many may me might more most much must my near no nor not noted now of off on one only onto or other our out
    over published reported said says shall she should showed since so some still such than that the their them then
    there these they this those though through to told too under unless until up upon us very warned was we went were
    what when where whether which while who whom whose why will with within without won would wouldn wrote you your
""")
"""Words of closed classes and the verbs that most often follow the names of news: no compound is made with them."""

PREFIXES = _words("""
    after ante anti arch auto back bi bio by co counter cross cyber de dis down eco electro en ex extra fore geo hydro
    hyper ill in infra inter intra macro mega meta micro mid mini mis mono multi nano narco neo net neuro non off on out
    over para petro photo poly post pre pro proto pseudo psycho quasi radio re self semi socio stereo sub super tele
    thermo tri techno trans ultra un under uni up vice well
""")
"""What begins new words (`overperformance`, `undercount`), though some of it is a word of its own."""

FIRM_ENDS = _words("""
    after and are been but could for from has have said says should that the told was were when which while who will
    with would
""")
"""Those that may end an unknown name: chance seldom puts them at the end of one (but “Thailand”, “Sondland”)."""

NEVER_ENDS = _words("been could from have said says should that told were which while who would")
"""Those that end no name at all."""

DATES = _words("""
    January February March April May June July August September October November December
    Jan Feb Apr Aug Sep Sept Oct Nov Dec
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun
""")
"""What the date line below a byline begins with."""

ENDINGS = _words("s es ed d ing er ers r rs ly y ish ism ist ists ness less like able")
"""What makes a new form of a word."""

SECTIONS = _words("""
    advertisement analysis background breaking business comment commentary conclusion culture economy editorial
    entertainment exclusive features finance health highlights introduction life lifestyle markets media money movies
    music news opinion overview photos politics review reviews science society sport sports story style summary
    technology tech travel update updated us uk video weather world
""")
"""What sections of papers and parts of articles are called."""
