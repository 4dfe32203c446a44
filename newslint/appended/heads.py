"""The lines that introduce foreign stretches: headings, questions that nobody asks, stage directions, residue."""

from __future__ import annotations

import re

from newslint.appended.evidence import Sign

RESIDUE = Sign(3, "an assistant says that it writes an interview", telling=True)
EDITOR_HEADING = Sign(3, "a heading announces an editor or an expert’s insights: “{}”", telling=True)
EXPERT_HEADING = Sign(3, "a heading announces an interview with an expert: “{}”")
HEADING = Sign(2, "a heading announces an interview: “{}”")
QUESTIONS_HEADING = Sign(2, "a heading announces questions and answers: “{}”")
HEADINGS = (EDITOR_HEADING, EXPERT_HEADING, HEADING, QUESTIONS_HEADING)
SEED_QUESTION = Sign(1, "a question that nobody asks stands before the interview: “{}”")
TITLE = Sign(0, "a title stands above the interview: “{}”")

LONGEST_HEADING = 200  # characters
_LONGEST_TITLE = 120
_TITLE_WORDS = 0.6  # the share of longer words with a capital in a title

_EDITOR_OR_INSIGHTS = re.compile(r"(?i)\b(?:(?:our|the|news|\w+[’']s) )?editor\b|\binsights? from\b")
_EXPERT = re.compile(r"(?i)\b(?:expert|specialist|analyst)s?\b")
_HEADING = re.compile(
    r"\W*(?i:(?:an? |our )?(?:short |quick )?(?:chat|talk|discussion|interview) with\b"
    r"|(?:an? )?(?:exclusive )?(?:expert )?"
    r"(?:interview|q ?& ?a|conversation|dialogue|in conversation)\b(?! (?:was|is|has)\b)"
    r"|(?:exclusive|expert) (?:insights?|opinion|perspectives?|analysis|views?|roundtable|panel|q ?& ?a|discussion)\b)"
    r"|.*\b(?:Interview|INTERVIEW|Q ?& ?A|Roundtable|Round Table|Panel Discussion"
    r"|(?:Conversation|Discussion|Dialogue|Chat|Talk|Sit-Down|Questions) (?i:with|between|for)|Insights (?i:from))\b"
    r"|.*[?:–—-] (?i:(?:an? )?(?:exclusive )?(?:interview|conversation|talk) with)\b"
)
_QUESTIONS = re.compile(r"(?i)\W*q ?& ?a\b(?! with).{0,60}")
_SCREENPLAY = re.compile(
    r"(?i)\W*(?:title|setting|scene|participants?|characters|cast|guests?|host|format|location|date|time|topic"
    r"|interviewer|interviewee)\b[*_ ]*:[*_ ]*\S|\W*(?:int|ext)\. |\W*(?:participants|characters|cast|setting)\W*\Z"
)
_SURELY_SCREENPLAY = re.compile(
    r"(?i)\W*(?:(?:title|setting|scene|participants|characters|cast|interviewee)\b\W*:|(?:int|ext)\. "
    r"|(?:participants|characters|setting)\W*\Z)"
)
_RULE = re.compile(r"[-*_=–—~#• ]+\Z")
STAGE = re.compile(
    r"[-*_=–—~#• ]+\Z|[-*•] |\W*\[|\(.{1,120}\)\Z"
    r"|(?i:\W*(?:by (?:the |our )?[\w .-]{2,40}\Z|fade|cut|curtain|end of (?:the )?|transcript begins|begin ))"
)
_SEED = re.compile(r"[-–—*#>•_\s]*[^\W\d_a-z](?:[^.!?“”\"]|\.\S|(?<=\.[A-Z])\.){15,250}\?[*_\s]*")
_RESIDUE = re.compile(
    r"(?i)\W*(?:(?:certainly|sure|of course|absolutely)[!,.].{0,200}\b(?:interview|conversation|dialogue|q ?& ?a)\b"
    r"|(?:here[’']s|here is|below is) (?:an?|the|your) [^.!?]{0,60}"
    r"\b(?:engaging|fiction|hypothetical|imagin|sample|simulated|interview|dialogue|q ?& ?a)"
    r"|the following is an? [^.!?]{0,40}\b(?:fiction|fictitious|hypothetical|imagin|simulated)"
    r"|as an ai\b|i hope this (?:interview|helps|dialogue)\b|feel free to\b|let me know if\b"
    r"|(?:note|disclaimer)\W+this (?:interview|conversation|dialogue)[^.!?]{0,40}"
    r"\b(?:fictional|fictitious|hypothetical|imagin))"
)
_NO_TITLE = re.compile(
    r"(?i)\W*(?:photos?|images?|pictures?|foto|credit|share|follow|read|see also|related|source|tags?|advertis"
    r"|copyright|by |©|subscribe|sign up|posted|updated|published|filed|more:|video|watch|getty"
    r"|reuters|afp|ap\b)|.*(?:https?:|@|©|\.com\b)"
)


def sign_of(line: str) -> Sign | None:
    """Return what a line is as part of the head of an interview, if it is any such thing."""
    if _RESIDUE.match(line):
        return RESIDUE
    if len(line) > LONGEST_HEADING * 2:
        return None
    if _SEED.fullmatch(line) and not _HEADING.match(line):
        return SEED_QUESTION
    return HEADING if _SURELY_SCREENPLAY.match(line) else _heading(line)


def _heading(line: str) -> Sign | None:
    is_sentence = line.rstrip("*_# ").endswith((".", "!”", ".”"))
    if len(line) > LONGEST_HEADING or is_sentence or not _HEADING.match(line):
        return None
    if _EDITOR_OR_INSIGHTS.search(line):
        return EDITOR_HEADING
    if _EXPERT.search(line):
        return EXPERT_HEADING
    return QUESTIONS_HEADING if _QUESTIONS.fullmatch(line) else HEADING


def is_stage(line: str) -> bool:
    """Whether a line is a rule, an item of a list, a stage direction or a field of a screenplay."""
    return STAGE.match(line) is not None or (len(line) <= LONGEST_HEADING and _SCREENPLAY.match(line) is not None)


def is_rule(line: str) -> bool:
    """Whether a line only parts what stands above from what stands below."""
    return _RULE.match(line) is not None


def is_title(line: str) -> bool:
    """Whether a line looks like a title, whatever it says: bold, marked, or most of its words with a capital."""
    bare = line.strip("*_#>• \t")
    if len(line) > _LONGEST_TITLE or not bare or bare[-1] in '.,;:”"’…' or _NO_TITLE.match(line):
        return False
    if line.startswith("#") or (line[:2] in {"**", "__"} and line[-2:] in {"**", "__"}):
        return True
    words = [word for word in re.findall(r"[^\W\d_]{4,}", bare) if word.lower() not in _SMALL]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= _TITLE_WORDS * len(words)


_SMALL = frozenset({"with", "from", "into", "over", "about", "than", "that", "this", "their", "between", "through"})


def is_heading(line: str) -> bool:
    """Whether a line announces an interview."""
    return sign_of(line) in HEADINGS
