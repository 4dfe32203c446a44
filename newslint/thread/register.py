"""How readers write, and how reporters do: what the words of a line say about who wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import ready_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator


class Manner(NamedTuple):
    """A way of writing, and what is looked up first because a line without it cannot have it."""

    pattern: re.Pattern[str]
    """For the line in lower case, unless `has_capitals`."""
    words: frozenset[str] = frozenset()
    """Words in lower case of which it has one."""
    pieces: re.Pattern[str] | None = None
    """Or pieces of words or marks of which it has one."""
    has_capitals: bool = False


def _manner(pattern: str, words: str = "", *pieces: str, has_capitals: bool = False) -> Manner:
    any_piece = re.compile("|".join(map(re.escape, pieces))) if pieces else None
    return Manner(re.compile(pattern), frozenset(words.split()), any_piece, has_capitals)


_SOMEWHERE = {
    "first person": _manner(
        r"\b(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|[Mm]e|i|[Ii]m|IMO|IMHO|[Ii]ch|[Mm]ein|[Jj]e|[Jj][’']|[Yy]o|[Ee]u"
        r"|[Ii]o|[Ii]k|[Jj]a|[Bb]en)(?![^\W_])",
        "i my me im imo imho ich mein je j yo eu io ik ja ben",
        has_capitals=True,
    ),
    "second person": _manner(
        r"\b(?:you|your|yours|you[’']re|u|ur|du|dein|vous|votre|usted|tu|você|jij|sen|siz)\b",
        "you your yours u ur du dein vous votre usted tu você jij sen siz",
    ),
    "thanks or praise": _manner(
        r"\b(?:thanks|thank you|thx|congrat\w*|great (?:post|article|read|work|job|piece|idea|tips?"
        r"|info\w*|story|stuff|list|news)"
        r"|(?:nice|good|excellent|awesome|interesting|love(?:ly)?) (?:post|article|work|job|one|read|it|this"
        r"|point|to)|well (?:said|done)"
        r"|gracias|obrigad[oa]|merci|grazie|danke|bedankt|teşekkür\w*|dzięki|dziękuję)\b",
        "thanks thank thx great nice good excellent awesome interesting love lovely well gracias obrigado obrigada"
        " merci grazie danke bedankt",
        *("congrat", "teşekkür", "dzięki", "dziękuję"),
    ),
    "slang": _manner(
        r"\b(?:lol|haha\w*|wow|omg|wtf|btw|yeah|yep|yup|nope|gonna|wanna|dont|cant|didnt|isnt|thats|kinda"
        r"|guys|dude|hey|oh|um|ah)\b",
        "lol wow omg wtf btw yeah yep yup nope gonna wanna dont cant didnt isnt thats kinda guys dude hey oh um ah",
        "haha",
    ),
    "agreement or objection": _manner(
        r"\b(?:i (?:\w+ )?(?:agree|disagree|think|guess|wonder|hope|love|hate|like|know)"
        r"|you[’']re (?:right|wrong)|totally|exactly)\b",
        "agree disagree think guess wonder hope love hate like know right wrong totally exactly",
    ),
    "stress": _manner(
        r"[!?]{2}|\.{4}|\b(?!(?:[A-Z]{4,}\b.?){3})(?:SO|VERY|NOT|ALL|LOVE|NEVER|REALLY)\b",
        "",
        *("!!", "??", "!?", "?!", "....", "SO", "VERY", "NOT", "ALL", "LOVE", "NEVER", "REALLY"),
        has_capitals=True,
    ),
    "exclamation": _manner(r"!", "", "!"),
    "comments on the page": _manner(
        r"\b(?:this|the|your|his|her) (?:post|article|blog|site|story|comments?|piece|author|writer|recipe)\b",
        "post article blog site story comment comments piece author writer recipe",
    ),
    "address of a page": _manner(r"https?://|www\.\w", "", "://", "www."),
    "someone quoted": _manner(
        r"[”\"],? (?:he |she |they )?\w* ?(?:said|says|told|added|wrote|explained)\b|\b(?:said|says|told \w+"
        r"|according to)\b",
        "said says told added wrote explained according",
        has_capitals=True,
    ),
}
_SMILEY = re.compile(r"(?:[:;=]-?[)(DPpo/|]|<3|\^\^|[\U0001F300-\U0001FAFF☺-☻❤♥])(?!\w)")
_MAY_SMILE = re.compile(r"[:;=<^\U0001F300-\U0001FAFF☺-☻❤♥]")
_AT_START = {
    "address": re.compile(
        r"(?:(?:Hi|Hey|Hello|Dear|Hallo|Hola|Oi|Ciao|Salut|Bonjour|Hoi|Merhaba|Cześć)\b|@\w"
        r"|[A-Z][\w.]+(?: [A-Z]\w+)?\s?(?:,|[-–—]+|:)\s)"
    ),
    "lower-case start": re.compile(r"[a-zà-ž]"),
    "sign-off": re.compile(
        r"(?i)(?:thanks|thank you|cheers|regards|best|xo+|love|take care|good luck|p\.?s\.?\b|[-–—~]\s?\w+$"
        r"|saludos|grüße|cordialement)\W*"
    ),
    "bullet": re.compile(r"(?:[-*•·–—]\s|\d{1,2}[.)]\s)"),
}
_HANDS = {
    "straight apostrophes": re.compile(r"\w'\w|\""),
    "curly apostrophes": re.compile(r"\w’\w|[“”]"),
    "dashes of hyphens": re.compile(r"\s--?\s|\w--\w"),
    "long dashes": re.compile(r"[–—]"),
    "dots for an ellipsis": re.compile(r"\.{2,3}(?!\.)"),
    "wide spaces after stops": re.compile(r"[.?!]  \S"),
    "a space before a mark": re.compile(r"\w [,.?!](?:\s|$)"),
    "small letters after stops": re.compile(r"[a-z][.?!] [a-z]"),
    "a comma without space": re.compile(r"[a-z],[a-z]"),
}
"""How a hand or a program sets marks: it is no manner, but in an article and below it, it is seldom the same."""
_END_MARKS = ".!?…:;”\"’')]"
_AT_END = {"?": "ends in a question", ":": "ends in a colon"}
_LENGTHS = ((40, "fewer than 40 characters"), (120, "fewer than 120 characters"), (400, "fewer than 400 characters"))
_READ = 1_500
"""Characters of a line that are read: its manner shows in them."""
_WORD = re.compile(r"[^\W_]+")


_BY_WORD = {
    word: [name for name, manner in _SOMEWHERE.items() if word in manner.words]
    for word in frozenset().union(*(manner.words for manner in _SOMEWHERE.values()))
}
_ALL_WORDS = frozenset(_BY_WORD)
_ALL_PIECES = re.compile("|".join(manner.pieces.pattern for manner in _SOMEWHERE.values() if manner.pieces))


def manners(text: str) -> Iterator[str]:
    """Yield what is remarkable about the way a line is written."""
    head = text if len(text) <= _READ else text[:_READ]
    yield from _somewhere(head)
    if _MAY_SMILE.search(head) and _SMILEY.search(head):
        yield "smiley"
    for name, pattern in _AT_START.items():
        if pattern.match(head):
            yield name
    if head[-1:] not in _END_MARKS:
        yield "no end mark"
    elif head[-1:] in _AT_END:
        yield _AT_END[head[-1]]
    yield next((name for length, name in _LENGTHS if len(text) < length), "400 characters and more")


def hands(text: str) -> Iterator[str]:
    """Yield how the marks of a line are set."""
    head = text if len(text) <= _READ else text[:_READ]
    for name, pattern in _HANDS.items():
        if pattern.search(head):
            yield name


def _somewhere(head: str) -> Iterator[str]:
    """Yield the manners that some word or mark of a line shows; only those are looked at of which it has one."""
    lowered = head.lower()
    likely = {name for word in _ALL_WORDS.intersection(_WORD.findall(lowered)) for name in _BY_WORD[word]}
    if _ALL_PIECES.search(lowered) or _ALL_PIECES.search(head):
        likely.update(name for name, manner in _SOMEWHERE.items() if manner.pieces)
    for name in likely:
        manner = _SOMEWHERE[name]
        if manner.pattern.search(head if manner.has_capitals else lowered):
            yield name
