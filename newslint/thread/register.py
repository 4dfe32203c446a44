"""How readers write, and how reporters do: what the words of a line say about who wrote it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_MANNERS = {
    "first person": re.compile(
        r"\b(?:I|I[’'](?:m|ve|d|ll)|[Mm]y|[Mm]e|i|[Ii]m|IMO|IMHO|[Ii]ch|[Mm]ein|[Jj]e|[Jj][’']|[Yy]o|[Ee]u"
        r"|[Ii]o|[Ii]k|[Jj]a|[Bb]en)(?![^\W_])"
    ),
    "second person": re.compile(
        r"(?i)\b(?:you|your|yours|you[’']re|u|ur|du|dein|vous|votre|usted|tu|você|jij|sen|siz)\b"
    ),
    "thanks or praise": re.compile(
        r"(?i)\b(?:thanks|thank you|thx|congrat\w*|great (?:post|article|read|work|job|piece|idea|tips?"
        r"|info\w*|story|stuff|list|news)"
        r"|(?:nice|good|excellent|awesome|interesting|love(?:ly)?) (?:post|article|work|job|one|read|it|this"
        r"|point|to)|well (?:said|done)"
        r"|gracias|obrigad[oa]|merci|grazie|danke|bedankt|teşekkür\w*|dzięki|dziękuję)\b"
    ),
    "slang": re.compile(
        r"(?i)\b(?:lol|haha\w*|wow|omg|wtf|btw|yeah|yep|yup|nope|gonna|wanna|dont|cant|didnt|isnt|thats|kinda"
        r"|guys|dude|hey|oh|um|ah)\b"
    ),
    "agreement or objection": re.compile(
        r"(?i)\b(?:i (?:\w+ )?(?:agree|disagree|think|guess|wonder|hope|love|hate|like|know)"
        r"|you[’']re (?:right|wrong)|totally|exactly)\b"
    ),
    "stress": re.compile(r"[!?]{2}|\.{4}|\b(?!(?:[A-Z]{4,}\b.?){3})(?:SO|VERY|NOT|ALL|LOVE|NEVER|REALLY)\b"),
    "exclamation": re.compile(r"!"),
    "smiley": re.compile(r"(?:[:;=]-?[)(DPpo/|]|<3|\^\^|[\U0001F300-\U0001FAFF☺-☻❤♥])(?!\w)"),
    "address": re.compile(
        r"^(?:(?:Hi|Hey|Hello|Dear|Hallo|Hola|Oi|Ciao|Salut|Bonjour|Hoi|Merhaba|Cześć)\b|@\w"
        r"|[A-Z][\w.]+(?: [A-Z]\w+)?\s?(?:,|[-–—]+|:)\s)"
    ),
    "lower-case start": re.compile(r"^[a-zà-ž]"),
    "sign-off": re.compile(
        r"(?i)^(?:thanks|thank you|cheers|regards|best|xo+|love|take care|good luck|p\.?s\.?\b|[-–—~]\s?\w+$"
        r"|saludos|grüße|cordialement)\W*"
    ),
    "comments on the page": re.compile(
        r"(?i)\b(?:this|the|your|his|her) (?:post|article|blog|site|story|comments?|piece|author|writer|recipe)\b"
    ),
    "address of a page": re.compile(r"(?i)https?://|www\.\w"),
    "someone quoted": re.compile(
        r"[”\"],? (?:he |she |they )?\w* ?(?:said|says|told|added|wrote|explained)\b|\b(?:said|says|told \w+"
        r"|according to)\b"
    ),
    "bullet": re.compile(r"^(?:[-*•·–—]\s|\d{1,2}[.)]\s)"),
    "no end mark": re.compile(r"[^.!?…:;”\"’')\]]$"),
    "ends in a question": re.compile(r"\?$"),
    "ends in a colon": re.compile(r":$"),
}
_LENGTHS = ((40, "fewer than 40 characters"), (120, "fewer than 120 characters"), (400, "fewer than 400 characters"))
_READ = 1_500
"""Characters of a line that are read: its manner shows in them."""


def manners(text: str) -> Iterator[str]:
    """Yield what is remarkable about the way a line is written."""
    head = text if len(text) <= _READ else text[:_READ]
    for name, pattern in _MANNERS.items():
        if pattern.search(head):
            yield name
    yield next((name for length, name in _LENGTHS if len(text) < length), "400 characters and more")
