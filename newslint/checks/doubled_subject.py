"""Subjects that come twice, the second time as a pronoun: `the mayor He said`, `The council “it will`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from newslint import lexicon
from newslint import ready_re as re
from newslint.finding import Edit, Fix, Safety
from newslint.literals import read
from newslint.rule import Hit
from newslint.span import Span
from newslint.verbs import Verbs

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from newslint.document import Document

    Words = Mapping[str, frozenset[str]]

KINDS = frozenset({"restart", "quotation"})

_RESTART = re.compile(
    r"(?P<comma>,)? (?:(?P<capital>He|She|It|They)|(?P<small>he|she|it|they)|[“\"](?P<quoted>it|he|she|they)) "
    r"(?P<adverb>(?:never|also|always|often|still|already|now|later|then) )?(?=[a-z])"
)
_PRONOUN = re.compile(r" (?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[“\"](?:he|she|it|they))(?= )")
_ALONE, _MARKS, _BEHIND_MARK = (" he ", " she ", " it ", " they "), (" “", ' "'), ("he ", "she ", "it ", "they ")
"""The same in a text in lower case: quicker found one by one."""
_VERB = re.compile(r"[a-z]+\b(?![-,.’'])")
_VERBS = re.compile(r"(?:(?:has|have|had|is|are|was|were) [a-z]+(?:ed|en)|[a-z]+)\b(?![-,.’'])")
_PAST = re.compile(r"[a-z]{2,}ed")
_CLAUSE_END = re.compile(r"[.!?…;,—–(“‘”\"][”\"’]?\s?|\n")
_SENTENCE_END = re.compile(r"[.!?…\n]|\Z")
_INTRANSITIVE = re.compile(r" (?:return|begin|open|reopen|arrive|take place|disappear|fall|rise|remain|continue) ")
_PART_END = re.compile(r", (?:because|although|while|after|but|and|which)\b|[.!?…\n]|\Z")
_NAMED_LENGTH = 3
_LONGEST_REST = 300
_TOKEN = re.compile(r"\S+")
_RELATIVE = re.compile(r", (?:who|which|whose|where)\b[^,.;:!?\n“”\"()]{3,120}+\Z")
_APPOSITION = re.compile(
    r"(?<=[a-z]), (?:(?:the|a|an|its|his|her|their|former|current)\b|[A-Z][a-z]+ [A-Z])[^,.;:!?\n“”\"()]{2,80}+\Z"
)
_NAMED = re.compile(r", [A-Z][a-z]+ [A-Z]")
_REACH = 160
_MOST_WORDS = 4
"""Of a subject: `The two striking players`."""
_LONGEST_SUBJECT = 9
"""Words of a subject with what belongs to it: `The president of the port authority of Tarn`."""
_LONGEST_OPENING = 6
"""Words before it: `In the second half of May`."""
_FILLS_OBJECT = re.compile(
    r"(?: (?:on|last|this) [A-Za-z]+)? that\b| (?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|many|several)\b)"
    r"| (?:that|the|a|an|his|her|its|their|this|these|those)\b| (?:to|not|been) "
)
_FILLS_LATER = re.compile(r" (?!been|to|not)[a-z]+ (?:that|the|a|an|his|her|its|their|this|these|those)\b")

_DETERMINERS = frozenset(
    {
        "a",
        "an",
        "the",
        "its",
        "his",
        "her",
        "their",
        "our",
        "my",
        "this",
        "these",
        "those",
        "both",
        "two",
        "another",
        "each",
    }
    | {"some", "several", "many", "all", "no", "any", "that"}
)
_NOT_ON_EARTH = frozenset({"Allah", "Christ", "God", "Jesus", "Lord"})
"""Whom believers call He."""
_CREDITS = frozenset(
    {"Alamy", "Getty", "Images", "Photo", "Photograph", "Photos", "Picture", "Pictures", "Shutterstock"}
)
_TIMES = frozenset(
    {"afternoon", "amount", "day", "days", "evening", "everything", "fact", "first", "hour", "instant"}
    | {"kind", "last", "less", "lot", "minute", "moment", "month", "months", "more", "morning", "most"}
    | {"night", "one", "ones", "part", "place", "point", "reason", "rest", "second", "something", "sort"}
    | {"stage", "thing", "things", "time", "times", "way", "week", "weeks", "year", "years"}
)
"""Behind these a clause with its own subject may stand: `the day it began`, `the way they work`."""
_TELL = frozenset({"told", "tells", "assured", "assures", "warned", "warns", "promised", "asked", "asks", "remembered"})
"""What has a listener and then a clause: `told the president he could`."""
_TAKES_TWO = frozenset(
    {"asked", "bought", "brought", "called", "cost", "gave", "left", "made", "named", "offered", "paid", "promised"}
    | {"sent", "showed", "taught", "thought", "told", "wished", "found", "considered", "said"}
)
"""Verbs whose second object may be the noun before: `the book they gave the boy`."""
_OPENS_CLAUSE = frozenset({"that", "whether", "because", "although", "while", "when", "where", "and", "but"})
"""A new clause and its subject may follow."""

_RARE = 3.0
"""On the Zipf scale: below it a word with a capital is a name."""
_BY_NOUN, _BY_NAME = 0.95, 0.9
_BY_NAME_ALONE = 0.75
"""A name alone may be a heading that lost its line break."""
_QUOTED = 0.85
"""A quotation right behind a noun may be its name."""
_BEHIND_CLAUSE = 0.85


class _Subject(NamedTuple):
    """What stands before the pronoun, back to the beginning of its clause."""

    tokens: Sequence[re.Match[str]]
    starts_sentence: bool

    @property
    def words(self) -> list[str]:
        """Its words."""
        return [token[0] for token in self.tokens]


def check(doc: Document, words: Words) -> Iterator[Hit]:
    """Yield noun, pronoun and verb where the pronoun restarts a sentence that already has its subject."""
    for match in _restarts(doc):
        verb = (_VERBS if match["quoted"] else _VERB).match(doc.text, match.end())
        if not verb or not _is_verb(verb[0].partition(" ")[0], words):
            continue
        if match["quoted"]:
            yield from () if match["comma"] else _quoted(doc, match, verb, words)
        elif match["comma"]:
            yield from _behind_clause(doc, match, verb, words) if match["small"] else ()
        elif not _opens_clause(doc, match.start(), words):
            yield from (_restarted if match["capital"] else _repeated)(doc, match, verb, words)


def _restarts(doc: Document) -> Iterator[re.Match[str]]:
    """Yield the pronouns behind a letter; nearly always a stop stands there."""
    text, end = doc.text, 0
    for at in _pronouns(doc):
        start = at - 1 if text[at - 1] == "," else at
        if start >= max(end, 1) and text[start - 1].isalpha() and (match := _RESTART.match(text, start)):
            end = match.end()
            yield match


def _pronouns(doc: Document) -> Sequence[int]:
    """Return the places of the blanks before the pronouns, and some more."""
    lowered = doc.view(read)
    if not lowered:
        return [pronoun.start() for pronoun in _PRONOUN.finditer(doc.text)]
    text = lowered[0]
    found = [at for pronoun in _ALONE for at in _places(text, pronoun)]
    found += [at for mark in _MARKS for at in _places(text, mark) if text.startswith(_BEHIND_MARK, at + len(mark))]
    return sorted(found)


def _places(text: str, wanted: str) -> Iterator[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)


def _opens_clause(doc: Document, end: int, words: Words) -> bool:
    """Whether the word before a pronoun can be no subject, as in nearly all places: `that he said`, `said he was`."""
    word = doc.text[doc.text.rfind(" ", max(0, end - _REACH), end) + 1 : end]
    noun = word.removesuffix("s")
    opens = word in words["conjunction"] or word in words["preposition"] or word in _DETERMINERS
    opens = opens or word in words["reporting_verb"]
    return opens and noun not in words["role"] and noun not in words["body"]


def _restarted(doc: Document, match: re.Match[str], verb: re.Match[str], words: Words) -> Iterator[Hit]:
    """Yield the hit for `The mayor He said`, if a role, a body or a name is the subject of a clause."""
    subject = _subject(doc, match.start())
    confidence = _of_subject(subject.words, words) if subject else 0.0
    if subject and confidence:
        yield _hit(doc, Span(subject.tokens[-1].start(), verb.end()), match, confidence)


def _subject(doc: Document, end: int) -> _Subject | None:
    """Return the words back to the beginning of the clause; None if that is too far away."""
    start = max(0, end - _REACH)
    starts_clause = start == 0
    mark = ""
    for found in _CLAUSE_END.finditer(doc.text, start, end):
        start, starts_clause, mark = found.end(), True, found[0]
    tokens = list(_TOKEN.finditer(doc.text, start, end))
    return _Subject(tokens, mark[:1] not in {",", "“", "‘"}) if starts_clause and tokens else None


def _of_subject(clause: Sequence[str], words: Words) -> float:
    """Return how sure it is that the clause is a subject, or an opening (`On Monday`) and a subject; 0 if it is not."""
    noun = clause[-1].removesuffix("s") if clause else ""
    is_noun = noun in words["role"] or noun in words["body"]
    length = _noun_length(clause) if is_noun else _name_length(clause, words) if noun else 0
    if not length:
        return _BEHIND_CLAUSE if _is_noun_phrase(clause, words) else 0.0
    before = [word.lower() for word in clause[:-length]]
    if not before:
        return _BY_NOUN if is_noun else _BY_NAME_ALONE
    is_opening = before[0] in words["preposition"] and before[-1] not in words["preposition"]
    leads = before[-1] in words["conjunction"] or (is_opening and len(before) <= _LONGEST_OPENING)
    if not leads and _is_noun_phrase(clause, words):
        return _BEHIND_CLAUSE
    return (_BY_NOUN if is_noun else _BY_NAME) if leads else 0.0


def _noun_length(clause: Sequence[str]) -> int:
    """Return how many words the noun at the end has, from its determiner on; 0 without one."""
    for length in range(2, min(_MOST_WORDS, len(clause)) + 1):
        if clause[-length].lower() in _DETERMINERS:
            return length
    return 0


def _name_length(clause: Sequence[str], words: Words) -> int:
    """Return how many words the name at the end has; 0 if it is no name of somebody who acts: `Photo by Getty`."""
    length = 0
    for word in clause[: -_MOST_WORDS - 1 : -1]:
        if not word[0].isupper() or not word[-1].isalpha():
            break
        length += 1
    if length and clause[-length].lower() in words["preposition"]:
        length -= 1  # `On Monday`, `In Lisbon`
    name = clause[len(clause) - length :]
    if not name or not _is_actor(name[-1], words) or not _CREDITS.isdisjoint(name):
        return 0
    return 0 if " ".join(name) in words["outlet"] | words["news_agency"] else length


def _is_actor(word: str, words: Words) -> bool:
    """Whether a word with a capital names somebody: “And He said” and “Premier He said” (a surname) are no restarts."""
    if word in _NOT_ON_EARTH or word in words["calendar"]:
        return False
    english = lexicon.english()
    return word not in english or english.is_name(word) or english.zipf(word) < _RARE


def _is_noun_phrase(clause: Sequence[str], words: Words) -> bool:
    """Whether a clause is a noun with what belongs to it, and has no verb: `The head of the port authority`."""
    clause = clause[1:] if clause and clause[0].lower() in {"and", "but"} else clause
    if not 2 <= len(clause) <= _LONGEST_SUBJECT or clause[0].lower() not in _DETERMINERS:  # noqa: PLR2004 - the + noun
        return False
    last = clause[-1]
    if not last.isalpha() or last.lower() in _TIMES or last in words["said_thing"] | words["titled_work"]:
        return False
    if last.lower() in _DETERMINERS or last in words["preposition"] | words["conjunction"] or last in _NOT_ON_EARTH:
        return False
    if last[0].isupper() and (not _is_actor(last, words) or not _CREDITS.isdisjoint(clause)):
        return False
    return not any(_may_be_finite(word, clause[at + 1 : at + 2], words) for at, word in enumerate(clause))


def _may_be_finite(word: str, following: Sequence[str], words: Words) -> bool:
    verbs = Verbs.joint(words["plain_verb"], words["noun_verb"], words["irregular_verb"])
    if word in words["auxiliary"] | words["reporting_verb"] | words["irregular_past"] or word in verbs.third:
        return True
    if word in {"who", "that", "which", "whose", "where", "when", "as", "if", "than", "because", "while"}:
        return True
    is_past = _PAST.fullmatch(word) is not None or word in verbs.past or word.endswith("ing")
    return is_past and (not following or following[0] in _DETERMINERS | words["preposition"])


def _repeated(doc: Document, match: re.Match[str], verb: re.Match[str], words: Words) -> Iterator[Hit]:
    """Yield the hit for `The minister he announced that`: no relative clause, for the verb has its object."""
    if doc.in_quotation(Span(match.start(), verb.end())):
        return
    subject = _subject(doc, match.start())
    if not subject:
        return
    tokens = list(subject.tokens)
    lead = max((at for at, token in enumerate(tokens) if token[0] in words["reporting_verb"]), default=-1)
    if lead >= 0 and tokens[lead][0] in _TELL:
        return
    tokens = tokens[lead + 2 :] if tokens[lead + 1 : lead + 2] and tokens[lead + 1][0] == "that" else tokens[lead + 1 :]
    clause = [token[0] for token in tokens]
    if not clause or (lead < 0 and not subject.starts_sentence):
        return
    if lead >= 0 and doc.text.endswith(("” ", '" ', ", "), 0, subject.tokens[lead].start()):
        return  # `“No,” said the minister he replaced`
    if _is_doubled(doc, match, verb, clause, words, is_told=lead >= 0):
        yield _hit(doc, Span(tokens[-1].start(), verb.end()), match, _BEHIND_CLAUSE)


def _is_doubled(  # noqa: PLR0913 - what stands around the pronoun
    doc: Document, match: re.Match[str], verb: re.Match[str], clause: Sequence[str], words: Words, *, is_told: bool
) -> bool:
    """Whether the clause is the subject of the verb, and no noun with a relative clause: `the minister he replaced`."""
    fills = bool(_FILLS_OBJECT.match(doc.text, verb.end()))
    fills = fills or (verb[0] in words["auxiliary"] and bool(_FILLS_LATER.match(doc.text, verb.end())))
    if not fills and verb[0] == "will" and match["small"] == "it" and _comes_back(doc, verb, clause, words):
        return True
    if not fills and (is_told or _has_verb(doc, verb.end(), words)):
        return False
    noun = clause[-1].removesuffix("s")
    is_noun = noun in words["role"] or noun in words["body"]
    length = _noun_length(clause) if is_noun else _name_length(clause, words)
    if length and length == len(clause) and (is_noun or length > 1):
        return True
    if not fills or not _agrees(clause, match["small"]) or verb[0] in _TAKES_TWO | words["auxiliary"]:
        return False
    return _is_noun_phrase(clause, words) and not _has_verb(doc, verb.end(), words, to_comma=True)


def _comes_back(doc: Document, verb: re.Match[str], clause: Sequence[str], words: Words) -> bool:
    """Whether a verb without an object ends the clause: `said the water it will return to the taps`."""
    is_whole = _INTRANSITIVE.match(doc.text, verb.end()) is not None and not _has_verb(doc, verb.end(), words)
    return is_whole and _is_noun_phrase(clause, words)


def _agrees(clause: Sequence[str], pronoun: str) -> bool:
    """Whether a pronoun may mean what the clause names: `The firefighters they`, `The Minister of Health Koca he`."""
    last = clause[-1]
    if pronoun == "they":
        return last.islower() and last.endswith("s") and not last.endswith("ss")
    return pronoun != "it" and len(clause) > _NAMED_LENGTH and all(word[0].isupper() for word in clause[-2:])


def _has_verb(doc: Document, start: int, words: Words, *, to_comma: bool = False) -> bool:
    """Whether the sentence has another verb that may be its own, behind no “and”: `The minister he replaced said`."""
    end = (_PART_END if to_comma else _SENTENCE_END).search(doc.text, start, start + _LONGEST_REST)
    if not end:
        return True
    before = ""
    third = Verbs.of(words["plain_verb"], words["irregular_verb"]).third
    for token in re.finditer(r"[\w’'-]+", doc.text[start : end.start()]):
        is_verb = _is_verb(token[0], words) or token[0] in third or token[0] in words["reporting_verb"]
        if is_verb and before not in {"and", "but", "or", "the", "a", "an", "his", "her", "its", "their"}:
            return True
        before = token[0]
    return not before


def _behind_clause(doc: Document, match: re.Match[str], verb: re.Match[str], words: Words) -> Iterator[Hit]:
    """Yield the hit for `Orrin, who resigned in May, he said that`."""
    place = Span(max(0, match.start() - _REACH), match.start())
    aside = _RELATIVE.search(doc.text, *place) or _APPOSITION.search(doc.text, *place)
    if not aside or doc.in_quotation(Span(match.start(), verb.end())):
        return
    subject = _subject(doc, aside.start())
    if not subject or not subject.starts_sentence or not doc.text[aside.start() - 1].isalnum():
        return
    clause = subject.words
    is_name = all(word[0].isupper() for word in clause) and _name_length(clause, words) == len(clause)
    if is_name and clause[0].lower() in words["conjunction"]:
        return
    noun = clause[-1].removesuffix("s")
    is_role = (noun in words["role"] or noun in words["body"]) and _noun_length(clause) == len(clause)
    is_role = is_role and clause[0].lower() not in {"a", "an"}
    is_named = _NAMED.match(aside[0]) is not None and match["small"] in {"he", "she"} and clause[0] in {"The", "Its"}
    is_thing = match["small"] in {"it", "they"} and ", which" in aside[0]
    if is_name or is_role or ((is_thing or is_named) and _is_noun_phrase(clause, words)):
        yield _hit(doc, Span(match.start() + 2, verb.end()), match, _BEHIND_CLAUSE)


def _quoted(doc: Document, match: re.Match[str], verb: re.Match[str], words: Words) -> Iterator[Hit]:
    """Yield the hit for `The council “it will`: a noun opens the sentence, and the quotation holds a clause."""
    subject = _subject(doc, match.start())
    if not subject:
        return
    tokens = list(subject.tokens)
    clause = [token[0] for token in tokens]
    lead = max((at for at, word in enumerate(clause) if word.lower() in _OPENS_CLAUSE), default=-1)
    clause, tokens = clause[lead + 1 :], tokens[lead + 1 :]
    if not clause or (lead < 0 and not subject.starts_sentence and not _behind_opening(doc, tokens[0].start(), words)):
        return
    noun = clause[-1].removesuffix("s")
    is_actor = noun in words["role"] or noun in words["body"] or clause[-1][0].isupper()
    is_subject = _is_noun_phrase(clause, words) or (_name_length(clause, words) == len(clause))
    if is_subject and _goes_on(doc, verb, is_actor=is_actor):
        start = match.start("quoted")
        following = _NEXT.match(doc.text, verb.end()) if verb[0] in words["auxiliary"] else None
        end = following.end() if following else verb.end()
        noun = Span(tokens[0].start(), tokens[-1].end()).of(doc.text)
        yield _hit(doc, Span(start, end), match, _QUOTED, noun)


def _behind_opening(doc: Document, at: int, words: Words) -> bool:
    """Whether a comma before a place ends the opening of a sentence: `For the prosecutor, the two brothers`."""
    start = max(0, at - _REACH)
    for found in _STOP.finditer(doc.text, start, at):
        start = found.end()
    first = _TOKEN.match(doc.text, start, at)
    return first is not None and first[0][0].isupper() and first[0].lower() in words["preposition"] | {"according"}


_STOP = re.compile(r"[.!?…][”\"’]? |\n")
_NEXT = re.compile(r"(?: [a-z]+)?")
_CLAUSE_INSIDE = re.compile(r"(?: [^\W\d_][\w’'-]{0,30}+){2}")


def _goes_on(doc: Document, verb: re.Match[str], *, is_actor: bool) -> bool:
    """Whether the quotation is a clause, and no name: `The airline “it said”`."""
    return is_actor or _CLAUSE_INSIDE.match(doc.text, verb.end()) is not None


def _is_verb(word: str, words: Words) -> bool:
    is_known = word in words["auxiliary"] or word in words["reporting_verb"] or word in words["irregular_past"]
    past = Verbs.joint(words["plain_verb"], words["noun_verb"], words["irregular_verb"]).past
    return is_known or word in past or _PAST.fullmatch(word) is not None


def _hit(doc: Document, span: Span, match: re.Match[str], confidence: float, noun: str = "") -> Hit:
    """Return the hit with the fix that takes the pronoun and the blank after it away."""
    name = "quoted" if match["quoted"] else "capital" if match["capital"] else "small"
    pronoun = Span(match.start(name), match.end(name) + 1)
    fix = Fix("drop the pronoun", (Edit(pronoun, ""),), Safety.UNSAFE)
    kind = "quotation" if match["quoted"] else "restart"
    return Hit(span, fix, {"wanted": fix.result(doc.text, span), "noun": noun}, confidence, kind=kind)
