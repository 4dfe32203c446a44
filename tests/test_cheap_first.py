"""Checks ask first for what they cannot do without: here are texts that have only just enough of it."""

import pytest

from newslint import Document, Linter
from newslint.checks import plain_captions

LINTER = Linter()
LONG = "The old harbour was closed for the whole winter, and nobody could say for how long. "


@pytest.mark.parametrize(
    ("rule", "text", "match"),
    [
        ("mixed-percent", "It rose by 5 per cent, then by 6 per cent. It fell by 7 percent.", "7 percent"),
        ("mixed-percent", "It rose by 5 percent, then by 6 percent. It fell by 7%.", "7%"),
        ("mixed-dates", "It began on May 3, paused on May 9 and ended on 21st May.", "21st May"),
        ("mixed-dates", "It began on May 3, paused on May 9 and ended on 4 May 2013.", "4 May 2013"),
        ("mixed-dates", "It began on 3rd May, paused on 9 June and ended on June 10th, 2013.", "June 10th, 2013"),
        ("mixed-numbers", "It opens at 7 AM and at 8AM and closes at 5 p.m. in May.", "5 p.m."),
        ("mixed-names", "Huthi boats left, as the Houthi envoy said. The Houthi boats came.", "Huthi"),
        ("mixed-names", "Erdoğan came by boat, Erdoğan left, and Erdogan stayed.", "Erdogan"),
        ("surname-only", "It is over. The pier was closed. It was late when Tharnovska said so.", "Tharnovska"),
        ("surname-only", "It is over. The pier was closed. According to Tharnovska, it is.", "Tharnovska"),
        ("lowercase-shown-names", "Hanne Brekke came. Brekke left, and on Friday brekke slept.", "brekke"),
        ("capital-in-mid-sentence", "The boats were late, However nobody left.", "late, However"),
        ("capital-in-mid-sentence", "The boats were late However nobody left.", "late However"),
        ("drop-caps", "The boats left. “SSince dawn it rains,” he said.", "SSince"),
        ("shouting", "The mayor said NEVER, NEVER WILL THIS be.", "NEVER, NEVER WILL THIS"),
        ("mixed-numbers", "It has 1,000 boats and 2,000 sails; 12\u202f500 came.", "12\u202f500"),
        ("mixed-numbers", "It opens at 7:40, closes at 9:10 and opens again at 22.30, it said.", "22.30"),
        ("mixed-numbers", "It opens at 7 a.m. and at 8 a.m. and closes at 5pm.", "5pm"),
        ("mixed-numbers", "It has 1,250 boats and only 4800 sails.", "4800"),
        ("mixed-numbers", "It cost $5 and $7, then 3 dollars.", "3 dollars"),
        ("mixed-spelling", "The grey theatre has a new theater, a centre and another centre.", "theater"),
        ("near-names", "Tarnov rowed, and Tarnov won. The boat of old Tarmov sank.", "Tarmov"),
        ("near-names", "Brtanov rowed, and Brtanov won. The boat of old Batanov sank.", "Batanov"),
        ("near-names", "Brtanov rowed, and Brtanov won. The boat of old Bratanov sank.", "Bratanov"),
        ("glued-digits", "It cost $3.9912% of the sum that was left.", "$3.9912%"),
        ("glued-digits", "It was written in 201918.54 GMT by nobody.", "201918.54"),
        ("glued-digits", "More than100 boats came.", "than100"),
        ("glued-digits", "It ended at 5pmand nobody came.", "5pmand"),
        ("line-end-hyphens", "The govern\u2010\nment left the quay.", "govern\u2010\nment"),
        ("spaces-in-words", "The har\u205fbour was closed.", "har\u205fbour"),
        ("broken-brackets", f"{LONG}It was the oldest of all [\n12\n].", "[\n12\n]"),
        ("space-before-punct", "They agreed\u2009. The ferry left.", "agreed\u2009."),
        ("space-before-punct", "They agreed .\nThe ferry left.", "agreed ."),
        ("glued-commas", "The ferry left on Monday,@tarn said.", "Monday,@tarn"),
        ("glued-commas", "The ferry cost the town,$900 a day.", "town,$900"),
        ("glued-colons", "The price was this:£23 a day.", "this:£23"),
        ("glued-ellipses", "You may also like…Who will row?", "like…Who"),
        ("glued-ellipses", "You may also like..Who will row?", "like..Who"),
        ("glued-sentences", "It closed (for the winter).(Trams run.)", "winter).(Trams"),
        ("glued-sentences", "The quay closed .Trams run all day.", "closed .Trams"),
        ("glued-brackets", "The old tunnel [is closed]Work begins.", "closed]Work"),
        ("glued-symbols", "The town paid for$900 boats.", "for$900"),
        ("glued-symbols", "It rose by 5%and fell again.", "5%and"),
        ("glued-words", "It was Ada'sfirst boat.", "Ada'sfirst"),
        ("lowercase-sentence-start", "He said: “The quay is closed.” then the old ferry sank there.", "closed.” then"),
        ("lowercase-sentence-start", 'He said: "The quay is closed." then the old ferry sank there.', 'closed." then'),
        ("lowercase-sentence-start", "Was it a long night? the old ferry sank there.", "night? the"),
        ("lowercase-sentence-start", "What a long night! the old ferry sank there.", "night! the"),
        ("turned-initials", "The Northern Harbour Union (UHN) was founded.", "UHN"),
        ("homoglyphs", "The hаrbour was closed.", "hаrbour"),
        ("decomposed-accents", "The cafe\u0301 was closed.", "cafe\u0301"),
        ("soft-hyphens", "The har\u00adbour was closed.", "\u00ad"),
        ("mojibake", "The cafÃ© was closed.", "cafÃ©"),
        ("lowercase-names", "It came from the united states. The ferry left. The boat sank.", "united states"),
        ("lowercase-names", "It came from south Korea. The ferry left. The boat sank.", "south Korea"),
        ("spaced-quotes", "She called it “a long night ” and left.", "night ”"),
        ("stray-quotes", 'She called it ""old"" quay and left.', '""old'),
        ("mixed-abbreviations", "Mr. Tarn, Mr. Moen and Mr. Finch met Mr Orrin.", "Mr"),
    ],
)
def test_what_has_only_just_enough(rule: str, text: str, match: str) -> None:
    found = [finding.span.of(text) for finding in LINTER.lint(text).findings if finding.rule == rule]
    assert found == [match]


@pytest.mark.parametrize(
    "line",
    [
        "In\u00a0this undated aerial photo the ferry waits at the quay.",
        "An artists’ impression of the new ferry at the quay.",
        "Pictured here at the quay is the old ferry.",
        "This photo provided by Ada Orrin shows the ferry at the quay.",
        "Ada Orrin sails in a file photo of the old ferry.",
        "Ada Orrin sails in this May telephoto of the old ferry.",
        "The ferry waits at the old quay.Credit : Ada Orrin.",
        "The ferry waits at the old quay.Photo: Ada Orrin.",
        "The ferry waits at the old quay.Credit...Ada Orrin.",
        "Image captionThe ferry waits at the old quay.",
        "The ferry waits at the old quay. (AP)",
        "The ferry waits at the old quay. (AP).",
        "The ferry waits at the old quay. Ada Orrin/ AP",
        "Six sailors wait at the old ferry quay on Friday, May 1, 2020.",
        "The sailor waits, second from left, at the old quay.",
        "The sailor waits, left, at the old quay.",
        "The ferry waits at the old quay with six of its crew",
        "The ferry waits at the old quay with six of its 2.5",
    ],
)
def test_a_line_with_one_sign_of_a_caption(line: str) -> None:
    doc = Document(f"{LONG}\n{line}\n{LONG}")
    told = plain_captions._caption_signs(line, ("left", "second"), line.count(" ") + 1, is_last=False)  # noqa: SLF001 - it must not miss them
    assert [*told, *plain_captions._GLUED_CREDIT.findall(line)]  # noqa: SLF001 - the same
    assert 1 in plain_captions._may_have_signs(doc)  # noqa: SLF001 - the same


@pytest.mark.parametrize("blank", sorted(char for char in map(chr, range(0x3001)) if f"a{char}b".split() == ["a", "b"]))
def test_sentences_are_long_whatever_parts_their_words(blank: str) -> None:
    text = f"It rained. {blank.join(['Boats', *['came'] * 70])}."
    is_line = len(text.splitlines()) > 1
    found = [finding for finding in LINTER.lint(text).findings if finding.rule == "long-sentences"]
    assert bool(found) is not is_line
