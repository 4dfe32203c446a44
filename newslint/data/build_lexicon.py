# ruff: noqa: INP001 - a developer's script beside the data that it writes, not a module of the package
"""Builds `english.txt.gz`, the English words that `newslint.lexicon` reads, from three public sources.

How to run it (Debian 12 or anything with its packages; `LICENSES.md` has the licences):

    pip install wordfreq==3.1.1
    apt-get download scowl=2020.12.07-2
    npm pack @cspell/dict-people-names@1.1.16
    python newslint/data/build_lexicon.py .      # the folder with the two archives

The same sources give the same words in the same order; the bytes also depend on the version of zlib.

**The file.** UTF-8, compressed with gzip. The first line says what it is. The second, after its `# common:`, has the
commonest words, most frequent first. Then comes one line a word, sorted by bytes: the word in lower case, its frequency
in tenths of the Zipf scale as two digits, and a `*` if the dictionaries know it only with a capital (`lisbon 36*`).

**What each source gives.**

- wordfreq: words and how frequent they are. It folds case and was scraped: joints ("ofthe", "inthe"), URLs, foreign
  words and typing errors are in it, so no word is safe merely because wordfreq has it.
- SCOWL, sizes 10 to 80 of all its regions with variants 1 and 2: dictionaries with upper and lower case. The package
  `scowl` is what Debian's wamerican-huge and wbritish-huge are made from; unlike them it still tells a word's size,
  that is how large a dictionary has to be to hold it. Up to `SOUND` words are taken on trust; at 80 are those that
  only players of word games know ("tobe", "aswell", "haveour").
- people-names of CSpell: 39,000 first and family names. (Its company names were tried: 0.01 % more of the distinct
  words of a news corpus, not worth another licence. SCOWL's size 95 has 300,000 words more, for 0.1 %.)
- `NEWS`, written for newslint: names and words that came into the news after wordfreq was frozen in 2021.

**What is thrown out, and why.**

1. What is not letters of the Latin alphabet; possessives (callers look up the part before ’s); contractions without
   their apostrophe ("didnt"), which are damage; apostrophes in the wrong place ("is'nt"); pieces of URLs and HTML.
2. Words of one and two letters outside `SHORT`, and those of three that only wordfreq has and that are rare: as parts
   of a split they would explain anything.
3. The `PHRASES`, joined: set expressions whose words meet so often that no ratio (see 4) shows it ("alot", "newyork").
4. Joints. A word that no sound dictionary and no list of names has is dropped if it splits into two words of which one
   belongs to a closed class, and chance alone would put these two beside each other much oftener than the word is
   seen: `zipf(a) + zipf(b) - 9 - zipf(word)` is that ratio as a power of ten. The limits come from reading the lists:
   below 1.5 they are full of names, for short words below 2. Two closed-class words need no such proof, and with them
   SCOWL is believed only in its sound sizes. Two content words need 1.0, because fewer of them are names.
   Three things speak for a word: that it is in `REAL`, that a neighbouring language uses it ten times as often (INSEE,
   menthe; for two content words: as often), and that it is a quoted "-ing" ("knowin").

**Accents.** Accented words keep their accents, and the form without them is also known, with the same frequency, if it
was not already: English papers print both Orbán and Orban.
"""

from __future__ import annotations

import importlib
import io
import re
import sys
import tarfile
import unicodedata
import zlib
from collections import defaultdict
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

WORDFREQ = "3.1.1"
ARCHIVES = {
    "scowl_2020.12.07-2_all.deb": "de692546df9b169f2cbdf4d8d88111a374733a9c382b820a6f943914ca705718",
    "cspell-dict-people-names-1.1.16.tgz": "952fd90301eddb2c41c0bd6116b0d2609b52381b1241ea3ac7a1a64b36438c81",
}
OUTPUT = Path(__file__).with_name("english.txt.gz")
NEIGHBOURS = ("de", "es", "fr", "it", "nl", "pl", "pt")
"""Languages whose words and names stand in English news; joints of English do not live there."""

COMMON = 20_000
"""How many of the commonest words the second line repeats: each 10,000 are 1.5 MB in memory and 3 ms at the start."""
RARE = 0.5
"""Zipf frequency given to dictionary words that wordfreq has not met: its own list ends at 1.0."""
CURRENT = 3.0
"""Least Zipf frequency of a word in `NEWS`: once in a million words."""
SOUND, LARGE, HUGE, ABSENT = 60, 70, 80, 99
"""Sizes of SCOWL: what it recommends for spelling, the largest with ordinary words, the largest used; none."""
LEAST_RATIO, LEAST_RATIO_SHORT, LEAST_RATIO_CONTENT = 1.5, 2.0, 1.0
"""Powers of ten by which a split must be likelier: with a closed-class word, the same in short words, without one."""
SHORTEST, LONGEST_SHORT, LEAST_ZIPF_OF_THREE = 3, 4, 2.0


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


CLOSED_CLASS = _set("""
    a an the i you he it she we they me him us them my your his her our its their this that these those who whom whose
    which what am is are was were be been being have has had having do does did will would shall should can could may
    might must and or but nor so yet if than then because although though while when where whether since until unless as
    of in on at by for from to with without into onto upon about against between among through during before after above
    below under over up down out off toward towards via per not no any some all each every both either neither there
    here how why also just only more most other such very too
""")
SHORT = _set("""
    a i o ad ah ai al am an as at be bo by da dc de di do dr du ed eh el er et eu ex go ha he hi ho hu id if in is it jo
    jr la le li lo lu ma me mp mr ms my no ny of oh ok on or ow ox pa pm re so sr st to tv uh uk um un up us vs we wu xi
    ya ye yo yu
""")
REAL = _set("""
    ais amit anno astell asus attell aus avia bei coulda dewas didi doin godin hehe hevia ias indo inews isi mea mein
    mighta musta noam nonso nono novia oughta publicis shoulda takei updo wework woulda
""")
"""Words and names that look like joints and that no sound source vouches for."""
CONTRACTIONS = _set("""
    it's he's she's that's what's there's here's who's where's how's when's why's let's how've there've that've c'mon
    ya'll gov't int'l nat'l hawai'i sana'a shi'a shi'ites rock'n'roll what've where've
""")
"""In addition to SCOWL's, which counts those in ’s as possessives."""
HALVES = _set("""
    ain aren couldn didn doesn don hadn hasn haven isn mightn mustn needn shan shouldn wasn weren won wouldn
""")
"""What stands before the apostrophe of a contraction: known, for callers who look up runs of letters."""
DEBRIS = _set("""
    www http https htm aspx cgi href nbsp quot utm src img div mailto youtu
""")
"""Pieces of URLs and of HTML."""

PHRASES = """
to be|had not|we are|do we|can do|just a|all in|him a|a lot|a bit|a while|as well|at all|at least|at last|at first
at once|in fact|in case|in order|in spite|in front|in favor|in favour|in addition|in general|in particular|of course
so called|so far|so much|no one|no longer|no matter|each other|even though|even if|ever since|due to|see to|used to
going to|want to|have to|has to|need to|able to|close to|next to|thank you|good morning|good luck|good night|read more
click here|share this|right now|last year|last week|last month|last night|next year|next week|next month|this year
this week|this month|made in|back and|just saying|one of|some of|most of|part of|kind of|sort of|out of|because of
instead of|according to|more than|less than|rather than|such as|as though|even more|how much|how many|too much|too many
very much|at home|at work|on top|on time|on line|New York|New Yorkers|Los Angeles|San Francisco|San Diego|Las Vegas
Hong Kong|New Zealand|New Jersey|New England|New Hampshire|New Mexico|New Orleans|New Delhi|North Carolina
South Carolina|North Dakota|South Dakota|North Korea|South Korea|North Korean|South Korean|South Africa|South African
Saudi Arabia|Sri Lanka|United States|United Kingdom|United Nations|European Union|Great Britain|Northern Ireland
West Virginia|West Bank|Middle East|Supreme Court|Prime Minister|Wall Street|Silicon Valley|Kansas City|Salt Lake
Puerto Rico|Costa Rica|El Salvador|Donald Trump|Joe Biden|Barack Obama|Hillary Clinton|Vladimir Putin|Boris Johnson
Michael Jackson|Fox News|Bloomberg News|Associated Press|Washington Post|New York Times|climate change|human rights
social media|health care system|twenty one|twenty two|twenty five|thirty three|thirty five|forty five|fifty five
"""
"""Set expressions: their joined forms are dropped, except what a sound dictionary has ("awhile")."""

NEWS = """
Zelensky Zelenskyy Zelenskiy Zelenska Navalny Navalnaya Zaluzhny Zaluzhnyi Syrskyi Budanov Yermak Kuleba Umerov Podolyak
Prigozhin Shoigu Gerasimov Lavrov Peskov Medvedev Patrushev Mishustin Kadyrov Girkin Kiriyenko Zakharova Lukashenko
Tsikhanouskaya Sandu Vučić Erdoğan Kılıçdaroğlu Imamoğlu Orbán Meloni Scholz Merz Habeck Baerbock Lindner Weidel Macron
Bardella Barnier Bayrou Lecornu Mélenchon Zemmour Attal Sunak Starmer Farage Kwarteng Badenoch Braverman Rayner
Streeting Swinney Yousaf Varadkar Taoiseach Milei Boric Bukele Bolsonaro Lula Sheinbaum Maduro Machado Guaidó Noboa
Albanese Luxon Ardern Modi Jaishankar Kejriwal Duterte Prabowo Widodo Thaksin Paetongtarn Kishida Ishiba Takaichi Yoon
Raisi Pezeshkian Khamenei Araghchi Soleimani Sinwar Haniyeh Deif Nasrallah Netanyahu Gantz Smotrich Gvir Lapid Sharaa
Jolani Guterres Tedros Ghebreyesus Stoltenberg Rutte Leyen Borrell Kallas Metsola Lagarde Tusk Duda Nawrocki Fico Babiš
Kurti Mitsotakis Tsipras Feijóo Puigdemont Kobakhidze Zourabichvili Pashinyan Aliyev Tokayev Mirziyoyev Ramaphosa Ruto
Tinubu Kagame Museveni Mnangagwa Hichilema Tshisekedi Hemedti Burhan Traoré Goïta Biden Bidens Walz Hegseth Rubio
Gabbard Bondi Noem Leavitt Homan Kash Bessent Lutnick Witkoff Musk Ramaswamy Vivek Buttigieg DeSantis Fetterman Manchin
Sinema Ossoff Warnock Youngkin Newsom Whitmer Hochul Pritzker Stefanik Boebert Gaetz Mamdani Zohran Kavanaugh
Gorsuch Sotomayor Alito Ketanji Mangione Thunberg Kushner Bannon Giuliani Comey Zuckerberg Bezos Sutskever Hassabis
Nadella Pichai Ghislaine Sackler Theranos Fauci Birx Walensky Murthy Makary Mbappé Haaland Djokovic Alcaraz Świątek
Sabalenka Gauff Rybakina Raducanu Verstappen Mahomes Kelce Ohtani Dončić Wembanyama Jokić Antetokounmpo Lewandowski
Bellingham Saka Lookman Vinícius Pogačar Infantino Zendaya Chalamet Beyoncé Lizzo Weinstein Swifties Barbenheimer
Gershkovich Khashoggi Assange Kyiv Kharkiv Kherson Zaporizhzhia Bakhmut Avdiivka Mariupol Melitopol Enerhodar Mykolaiv
Chernihiv Bucha Irpin Kramatorsk Sloviansk Pokrovsk Kupiansk Vuhledar Luhansk Donetsk Donbas Donbass Severodonetsk
Sievierodonetsk Lysychansk Izium Lviv Odesa Dnipro Zhytomyr Vinnytsia Kryvyi Kerch Belgorod Sudzha Azovstal Karabakh
Artsakh Stepanakert Transnistria Chișinău Rafah Younis Nuseirat Jabalia Balah Shmona Idlib Latakia Sweida Houthi Houthis
Hodeidah Sanaa Darfur Khartoum Tigray Tigrayan Amhara Oromia Mekelle Goma Bukavu Kivu Sahel Niamey Ouagadougou Bamako
Xinjiang Uyghur Uyghurs Uighur Uighurs Rohingya Naypyidaw Rakhine Balochistan Ladakh Türkiye Eswatini Czechia Uvalde
Lahaina Breonna Shahed Shaheds Bayraktar Bayraktars Iskander Kinzhal Kalibr Oreshnik Gazprom Rosneft Rosatom Sberbank
Roskomnadzor Hezbollah Hamas Mossad Frontex Eurostat Brexiteer Brexiteers Remainer Remainers Trumpism Trumpist Trumpists
Bidenomics Putinism Islamophobia Islamophobic Latinx QAnon Pfizer Moderna BioNTech AstraZeneca Sinovac Sinopharm Novavax
Paxlovid Ozempic Wegovy Zepbound Mounjaro Leqembi Aduhelm Narcan OpenAI ChatGPT Anthropic DeepSeek Midjourney Nvidia
Neuralink Starlink SpaceX TikTok TikToker TikTokers TikToks ByteDance Shein Temu Huawei Rivian Waymo DoorDash Instacart
Airbnb Substack Bluesky OnlyFans WhatsApp YouTuber YouTubers Binance Coinbase Ethereum Dogecoin Solana
himars atacms nasams irgc unrwa centcom jcpoa brics aukus ofcom iaea lgbtq lgbtqia bipoc maga pfas mrna covid
coronavirus coronaviruses mpox monkeypox molnupiravir remdesivir ivermectin hydroxychloroquine semaglutide tirzepatide
fentanyl xylazine naloxone mifepristone misoprostol lecanemab donanemab unvaccinated unvaxxed vaxxed vaxxer vaxxers
antivaxxer antivaxxers superspreader superspreaders lockdown lockdowns furlough furloughed furloughs staycation
staycations brexit chatbot chatbots deepfake deepfakes metaverse blockchain crypto cryptocurrency cryptocurrencies
stablecoin stablecoins memecoin memecoins bitcoin bitcoins fintech fintechs edtech ransomware spyware malware
cyberattack cyberattacks cybercrime cybersecurity disinformation misinformation livestream livestreams livestreamed
livestreaming livestreamer podcaster podcasters influencer influencers reposted reposting doomscroll doomscrolling
doxxed doxxing clickbait paywall paywalls paywalled onboarding deplatform deplatformed deplatforming debanked debanking
shadowban shadowbanned greenwash greenwashing shrinkflation stagflation greenflation enshittification polycrisis
permacrisis decarbonize decarbonized decarbonizing decarbonise decarbonised decarbonising decarbonization
decarbonisation rewilding rewilded geoengineering megafire megafires megadrought microplastic microplastics petrostate
petrostates kleptocrat kleptocrats siloviki friendshoring nearshoring reshoring onshoring derisking upskill upskilling
reskill reskilling cisgender transgender nonbinary wokeness wokeism incel incels tradwife tradwives gaslighting nepo
rizz skibidi hijab hijabs niqab niqabs jihadi jihadis demining demined dronemaker chipmaker chipmakers carmaker
carmakers hyperscaler hyperscalers datacenter datacenters datacentre datacentres gigafactory gigafactories superyacht
superyachts monthslong yearslong decadeslong weekslong
megaproject megaprojects multibillion multimillion midterms gerrymandered gerrymandering superdelegate
superdelegates swatting bodycam bodycams dashcam dashcams
"""
"""Words of the news since 2020, from general knowledge; with a capital if they are names."""

NOT_NAMES = _set("""
    afro agin alar amor analects anglicization apatosaurus arent armagnac bakelite beretta bes biblically bildungsroman
    biro boche brut bundt cabernet capuchin chablis che cheka chianti como cryptozoic dat delphic dionysian dir easts
    eft ema ender enders endo erector eros esta familia faustian festschrift firebase formica frisbee gasser
    gastroenterology gaussian geo gist gnostic goff goin gothic grinch humvee illuminati ima impart jacuzzi japs jerries
    kalashnikov kama kashmiri labrador lactobacillus lads lars las lear lem los lovin luger machiavellian mais man mari
    marsala maximalist meta minorite mons muesli muppet más nereid noone norths oersted orphic padang pak panhellenic
    pantaloon parmesan permalloy pharaonic pinot plasticine popsicle popsicles porte procrustean promethean psalter puri
    pyrex pyrrhic quan quaternary que redshift reebok rex riesling sasquatch scala scaramouch schloss sepoy sherpa shute
    siamese soave souths spirograph stygian styrofoam superfund taxa teflon tempe tet thar tokay toque valerian vaseline
    velcro weltanschauung weltschmerz wests wysiwyg yuletide zen über
""")
"""Words that SCOWL's capitals or the list of people would make names, and that are printed in lower case."""


UNDECOMPOSED = str.maketrans("øłđıð", "oldid") | str.maketrans({"æ": "ae", "œ": "oe", "ß": "ss"})
"""Letters with accents that Unicode does not take apart."""


class Cases(NamedTuple):
    """The size of the smallest SCOWL dictionary that has a word in lower case, with a capital, and at all."""

    lower: int = ABSENT
    capital: int = ABSENT
    any_case: int = ABSENT

    def seen(self, word: str, size: int, *, abbreviation: bool) -> Cases:
        """Return the record with one more sighting of the word, in the case form in which a dictionary has it."""
        lower, capital = self.lower, self.capital
        if word == word.lower():
            lower = min(lower, size)
        elif word[0].isupper() and word != word.upper() and not abbreviation:
            capital = min(capital, size)
        return Cases(lower, capital, min(self.any_case, size))


class Sources(NamedTuple):
    """What was read, before any choice; every key is in lower case."""

    zipf: dict[str, float]
    """wordfreq: frequency."""
    elsewhere: dict[str, float]
    """wordfreq: the highest frequency in any of the `NEIGHBOURS`."""
    scowl: dict[str, Cases]
    people: set[str]
    news: set[str]
    news_names: set[str]


def main(folder: Path) -> None:
    """Build the lexicon from the archives in `folder` and say what was done."""
    sources = read(folder)
    entries, dropped = clean(sources)
    names = {word for word in entries if is_name(word, sources)}
    data = write(entries, names)
    say, digest = sys.stdout.write, sha256(data).hexdigest()
    say(f"{len(entries):,} words, {len(names):,} of them names; {len(data):,} bytes, SHA-256 {digest}\n")
    for reason, words in sorted(dropped.items()):
        frequent = sorted(words, key=lambda word: (-sources.zipf.get(word, 0), word))[:30]
        say(f"dropped as {reason}: {len(words):,}: {' '.join(frequent)}\n")


def read(folder: Path) -> Sources:
    """Read all sources, after checking that they are the ones this script was written for."""
    if version("wordfreq") != WORDFREQ:
        raise SystemExit(f"wordfreq {version('wordfreq')} is installed, wanted {WORDFREQ}")
    zipf = frequencies("en")
    elsewhere: dict[str, float] = defaultdict(float)
    for language in NEIGHBOURS:
        for word, frequency in frequencies(language).items():
            if word in zipf:
                elsewhere[word] = max(elsewhere[word], frequency)
    scowl, people = (checked(folder / name, digest) for name, digest in ARCHIVES.items())
    return Sources(zipf, dict(elsewhere), read_scowl(scowl), read_people(people), *read_news())


def frequencies(language: str) -> dict[str, float]:
    """Return the words of wordfreq's large list and their Zipf frequency: log10 of occurrences in 10^9 words."""
    bins = importlib.import_module("wordfreq").get_frequency_list(language, "large")
    # The words of bin n have the frequency 10^(-n/100).
    return {word: 9 - centibels / 100 for centibels, words in enumerate(bins) for word in words}


def checked(path: Path, digest: str) -> bytes:
    """Return the content of a file that must have this SHA-256."""
    content = path.read_bytes()
    if sha256(content).hexdigest() != digest:
        raise SystemExit(f"{path} is not the file this script was written for (SHA-256 {digest})")
    return content


def read_scowl(package: bytes) -> dict[str, Cases]:
    """Read the word lists of the Debian package `scowl`: an ar archive with a tar archive inside."""
    found: dict[str, Cases] = defaultdict(Cases)
    place = 8
    while not package[place:].startswith(b"data.tar"):
        length = int(package[place + 48 : place + 58])
        place += 60 + length + length % 2
    with tarfile.open(fileobj=io.BytesIO(package[place + 60 :])) as archive:
        for member in archive:
            name = re.fullmatch(r".*/scowl/([a-z_12]+)-([a-z-]+)\.(\d+)", member.name)
            if not name or name[1] == "special" or int(name[3]) > HUGE:
                continue
            lines = archive.extractfile(member)
            for word in lines.read().decode("latin-1").split() if lines else ():
                if not word.endswith("'s"):
                    seen = found[word.lower()].seen(word, int(name[3]), abbreviation=name[2] == "abbreviations")
                    found[word.lower()] = seen
    return dict(found)


def read_people(package: bytes) -> set[str]:
    """Read the names of CSpell's list of people."""
    with tarfile.open(fileobj=io.BytesIO(package)) as archive:
        lines = archive.extractfile("package/dict/people-names.txt")
        text = lines.read().decode() if lines else ""
    return {name.lower() for name in text.split("\n") if name[:1].isupper() and not name.endswith("'s")}


def read_news() -> tuple[set[str], set[str]]:
    """Return the words of `NEWS` with and without accents, and those that are names."""
    words = NEWS.split()
    names = {word.lower() for word in words if word != word.lower()}
    names |= {without_accents(name) for name in names}
    return names | {word for word in words if word == word.lower()}, names


def clean(sources: Sources) -> tuple[dict[str, float], dict[str, list[str]]]:
    """Return the words to keep with their Zipf frequency, and those left out by reason."""
    zipf = dict.fromkeys(sources.scowl.keys() | sources.people | CONTRACTIONS | HALVES | SHORT, RARE)
    zipf |= sources.zipf
    zipf |= {word: max(CURRENT, zipf.get(word, 0)) for word in sources.news}
    for word in sorted(zipf, key=lambda word: (-zipf[word], word)):
        zipf.setdefault(without_accents(word), zipf[word])
    believed = sources.news | SHORT | HALVES
    reasons = reasons_to_drop(zipf, sources)
    kept, dropped = {}, defaultdict(list)
    for word, frequency in zipf.items():
        found = (name for name, holds in reasons.items() if holds(word))
        if word not in believed and (reason := next(found, "") or joint(word, zipf, sources)):
            dropped[reason].append(word)
        else:
            kept[word] = frequency
    return kept, dict(dropped)


def reasons_to_drop(zipf: dict[str, float], sources: Sources) -> dict[str, Callable[[str], bool]]:
    """Return what speaks against a word but being a joint; the first that holds counts."""
    phrases = {joined.lower() for joined in PHRASES.replace("\n", "|").replace(" ", "").split("|")}
    contractions = {word for word in sources.scowl.keys() | CONTRACTIONS if "'" in word}
    squashed = {word.replace("'", "") for word in contractions if not re.match("[dlo]'", word)}

    def size(word: str) -> int:
        return sources.scowl.get(word, Cases()).any_case

    def unheard_of(word: str) -> bool:
        return size(word) == ABSENT and word not in sources.people and zipf[word] < LEAST_ZIPF_OF_THREE

    return {
        "not letters": lambda word: not is_latin(word),
        "possessive or odd apostrophe": lambda word: (
            "'" in word and word not in contractions and not re.fullmatch(r"[dlo]'\w{3,}", word)
        ),
        "contraction without its apostrophe": lambda word: word in squashed and size(word) == ABSENT,
        "piece of a URL or of HTML": lambda word: word in DEBRIS,
        "too short": lambda word: len(word) < SHORTEST or (len(word) == SHORTEST and unheard_of(word)),
        "set expression, joined": lambda word: word in phrases and size(word) > SOUND,
    }


def joint(word: str, zipf: dict[str, float], sources: Sources) -> str:
    """Return what kind of two words the word is glued from; an empty text if it is no joint."""
    cases = sources.scowl.get(word, Cases())
    if cases.any_case <= SOUND or cases.capital <= HUGE or word in sources.people or word in REAL:
        return ""
    halves = [(word[:place], word[place:]) for place in range(1, len(word))]
    splits = [split for split in halves if all(part in zipf and (len(part) > 1 or part in "ai") for part in split)]
    if any(CLOSED_CLASS.issuperset(split) for split in splits):
        return "joint of two closed-class words"
    drops_its_g = word.endswith("in") and sources.scowl.get(f"{word}g", Cases()).any_case <= LARGE
    if cases.any_case <= HUGE or drops_its_g:
        return ""
    abroad = sources.elsewhere.get(word, 0) - zipf[word]
    least = LEAST_RATIO_SHORT if len(word) <= LONGEST_SHORT else LEAST_RATIO
    for split in splits:
        ratio = sum(zipf[part] for part in split) - 9 - zipf[word]
        if not CLOSED_CLASS.isdisjoint(split):
            if ratio >= least and abroad < 1:
                return "joint with a closed-class word"
        elif ratio >= LEAST_RATIO_CONTENT and abroad < 0 and all(is_sound(part, sources) for part in split):
            return "joint of two content words"
    return ""


def is_sound(word: str, sources: Sources) -> bool:
    """Whether a dictionary fit for spelling has the word."""
    return len(word) >= SHORTEST and sources.scowl.get(word, Cases()).any_case <= SOUND


def is_name(word: str, sources: Sources) -> bool:
    """Whether the dictionaries have the word with a capital, and not in lower case.

    A rare lower-case use does not count if a sound dictionary has the capital: SCOWL also knows paris, a herb.
    """
    if len(word) < SHORTEST or word in NOT_NAMES or "'" in word[:2]:
        return False
    cases = sources.scowl.get(word, Cases())
    if cases.lower <= HUGE:
        return cases.lower > SOUND and (cases.capital <= SOUND or word in sources.news_names)
    return cases.capital <= HUGE or word in sources.news_names or (word in sources.people and len(word) > SHORTEST)


def write(entries: dict[str, float], names: set[str]) -> bytes:
    """Write the file and return its bytes."""
    common = sorted(entries, key=lambda word: (-entries[word], word))[:COMMON]
    lines = [
        "# newslint's English lexicon, CC BY-SA 4.0; sources and notices: LICENSES.md; made by build_lexicon.py",
        "# common: " + " ".join(common),
    ]
    lines += [
        f"{word} {round(entries[word] * 10):02}{'*' * (word in names)}" for word in sorted(entries, key=str.encode)
    ]
    packer = zlib.compressobj(9, wbits=31)  # gzip's format, without a time in it
    data = packer.compress("\n".join([*lines, ""]).encode()) + packer.flush()
    OUTPUT.write_bytes(data)
    return data


def is_latin(word: str) -> bool:
    """Whether the word is letters of the Latin alphabet in their usual form, perhaps with apostrophes inside."""
    letters = word.replace("'", "")
    return (
        word.strip("'") == word
        and letters.isalpha()
        and unicodedata.normalize("NFKC", word) == word
        and all(unicodedata.name(letter).startswith("LATIN SMALL") for letter in letters)
    )


def without_accents(word: str) -> str:
    """Return the word as English papers write it who have no accents."""
    word = word.translate(UNDECOMPOSED)
    return "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))


if __name__ == "__main__":
    main(Path(*sys.argv[1:2]))
