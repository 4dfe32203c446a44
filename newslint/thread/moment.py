"""Dates and times as pages print them, in nine languages: `July 7, 2012 at 12:27 am`, `vor 3 Stunden`, `11.05.12`."""

from __future__ import annotations

from newslint import ready_re as re
from newslint.span import Span

_MONTHS = (
    "jan(?:uary|uar|vier)?|ene(?:ro)?|janeiro|gen(?:naio)?|januari|ocak|stycznia"
    "|feb(?:ruary|ruar|rero|braio|ruari)?|fev(?:ereiro)?|févr?(?:ier)?|şubat|lutego"
    "|mar(?:ch|zo|ço|s)?|märz|maart|mart|marca"
    "|apr(?:il|ile)?|abr(?:il)?|avr(?:il)?|nisan|kwietnia"
    "|may(?:o|ıs)?|mai|maio|mag(?:gio)?|mei|maja"
    "|june?|juni?o?|junho|juin|giu(?:gno)?|haziran|czerwca"
    "|july?|juli?o?|julho|juil(?:let)?|lug(?:lio)?|temmuz|lipca"
    "|aug(?:ust|ustus)?|ago(?:sto)?|août|ağustos|sierpnia"
    "|sept?(?:ember|iembre)?|set(?:embro|tembre)?|septembre|eylül|września"
    "|oct(?:ober|ubre|obre)?|out(?:ubro)?|ott(?:obre)?|okt(?:ober)?|ekim|października"
    "|nov(?:ember|iembre|embro|embre)?|kasım|listopada"
    "|dec(?:ember)?|dic(?:iembre|embre)?|dez(?:ember|embro)?|déc(?:embre)?|aralık|grudnia"
)
_DAYS = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]?\s+"
_YEAR = r"(?:19|20)\d\d"
_DATE = (
    rf"(?:{_DAYS})?(?:"
    rf"(?<![^\W\d_])(?:{_MONTHS})\.?\s*\d{{1,2}}(?:st|nd|rd|th)?(?!\d|:\d)(?:,?\s+(?:{_YEAR})(?!\d))?"
    rf"|(?<!\d)\d{{1,2}}(?:st|nd|rd|th|\.|º)?\s?(?:de |of )?(?:{_MONTHS})\b[.,]*"
    rf"(?:\s(?:de |del )?(?:{_YEAR}|\d\d(?![\d:.]))(?!\d))?"
    rf"|(?<!\d){_YEAR}[-/.]\d\d[-/.]\d\d(?!\d)(?:t(?=\d))?"
    rf"|(?<!\d)(?<!\d[/.-])\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d\d)(?![\d/])"
    r")"
)
_TIME = (
    r"(?<![\d:.])(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?![\d%])(?::[0-5]\d(?:\.\d{1,6})?)?|(?:\s[0-5]\d)?(?=\s?[ap]\.?m\b))"
    r"(?:\s?[ap]\.?m\b\.?)?(?:\s?(?:[ecmp][sd]t|utc|gmt|bst|ces?t|[ecmp]t|uhr|z)\b)?(?:\s?\(?(?:utc|gmt)\s?[+-]?\d{0,2}\)?)?"
)
_SPANS = (
    r"(?:\d{1,3}|an?|one)\s?(?:s|m|h|d|w|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?|months?|mos?|years?|yrs?)\s+ago"
    r"|vor (?:\d{1,3}|ein\w{0,2}) (?:sekunde|minute|stunde|tag|woche|monat|jahr)\w{0,2}"
    r"|(?:hace|há) (?:\d{1,3}|una?|uma?) (?:segundo|minuto|hora|d[ií]a|semana|m[eê]s|año|ano)(?:es)?s?"
    r"|il y a (?:\d{1,3}|une?) (?:seconde|minute|heure|jour|semaine|mois|an)s?"
    r"|(?:\d{1,3}|un[ao']?) (?:second|minut|or|giorn|settiman|mes|ann)[aioe] fa"
    r"|\d{1,3} (?:saniye|dakika|saat|gün|hafta|ay|yıl) önce"
    r"|(?:\d{1,3}|een) (?:seconden?|minuut|minuten|uur|dag|dagen|weken|week|maand|maanden|jaar) geleden"
    r"|\d{1,3} (?:sekund|minut|godzin|dni|tygodni|miesięcy|lat)\w{0,2} temu"
)
_MOMENT = re.compile(rf"(?:(?=\d)|(?<![^\W\d_])|(?=mon|tue|wed|thu|fri|sat|sun))(?:{_SPANS}|{_DATE}|{_TIME})")
"""A date, a time or a span of time since then. It stands in lower case and begins inside a word only with a day that
was glued to a name: that reads it several times as fast."""
_IN_WORDS = ("ago", "vor ", "hace ", "há ", "il y a", "fa", "geleden")
"""What is in the spans of time that have no digit: `an hour ago`."""
_DIGIT = re.compile(r"\d")
_SHORTEST_EXACT = len("1/1/20, 1:00")
_ONLY_TIME = re.compile(_TIME)
_CLOCK = re.compile(r"(?i)\d[:.h ][0-5]\d(?!\d)|\d\s?[ap]\.?m\b")
_AGO = re.compile(r"(?i)\b(?:ago|vor|hace|há|il y a|fa|önce|geleden|temu)\b")


def is_exact(moment: str) -> bool:
    """Whether a moment is told by day and minute, or by how long ago it was."""
    if _CLOCK.search(moment) and len(moment) >= _SHORTEST_EXACT and _DIGIT.search(_ONLY_TIME.sub("", _lowered(moment))):
        return True
    return bool(_AGO.search(moment))


def moments(text: str) -> list[Span]:
    """Return where a text tells a date, a time or a span of time since then."""
    lowered = _lowered(text)
    if not _DIGIT.search(lowered) and not any(map(lowered.__contains__, _IN_WORDS)):
        return []
    return [Span(*found.span()) for found in _MOMENT.finditer(lowered)]


def replaced(text: str, by: str) -> str:
    """Return a text with other words for its moments."""
    pieces, end = [], 0
    for moment in moments(text):
        pieces += [text[end : moment.start], by]
        end = moment.end
    return "".join([*pieces, text[end:]])


def _lowered(text: str) -> str:
    """Return a text in lower case, character for character: `İ` alone has two characters there."""
    return text.replace("İ", "i").lower()
