"""The benchmark of speed: what it makes of its figures, on hand-made ones; and each part once, as small as can be."""

import json
import re
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from benchmarks.speed import __main__ as program
from benchmarks.speed.corpus import articles, endless, endless_short
from benchmarks.speed.growth import SHORT, WHOLE, by_length, by_size, further, outgrown, steepest
from benchmarks.speed.plots import Line, Panel, drawing
from benchmarks.speed.results import markdown, plots
from benchmarks.speed.stages import JUDGING, PREPARING, READING, RULE, WRITING, profile, steps, summed
from benchmarks.speed.stages import WHOLE as AT_ONE_GO
from benchmarks.speed.tools import Tool, data_set, laid_out
from newslint import Document, Linter
from newslint.prefilter import Prefilter

MACHINE = {"day": "2026-11-23", "newslint": "1", "python": "3.11", "processors": 2, "load": [0.1, 1.0]}
ONE = {
    "key": "newslint-1",
    "title": "newslint",
    "version": "",
    "rate": 3.0,
    "per_processor": 1.0,
    "per_clock": 2.0,
    "seconds": 5.0,
    "start": 0.5,
    "start_seconds": 1.0,
    "memory": 90.0,
    "processes": 1,
}
TWO = {**ONE, "key": "newslint-2", "title": "newslint --jobs 2", "per_clock": 3.0, "seconds": 3.0, "processes": 3}
ABSENT = {"key": "cspell", "title": "cspell", "missing": "npm install -g cspell"}
FAMILIES = {"glued-words": "glue", "glued-commas": "glue", "shouting": "case"}


def tools(*rows: dict[str, Any]) -> dict[str, Any]:
    corpus = {"name": "made", "articles": 3, "characters": 9000}
    return {"tools": {"corpus": corpus, "times": 5, "tools": list(rows), "machine": MACHINE}}


def lengths(*rows: tuple[int, float], failures: int = 0) -> dict[str, Any]:
    known = {"memory": 100.0, "failures": failures, "outgrown": [("doubled-spaces", 0.01, 0.4)] if failures else []}
    measured = [{"characters": a, "seconds": b, **known} for a, b in rows]
    return {"lengths": {"rows": measured, "machine": MACHINE}}


def size(number: int, seconds: float, *, kind: str = WHOLE, jobs: int = 1) -> dict[str, Any]:
    row = {"kind": kind, "articles": number, "bytes": number * 5_000, "jobs": jobs, "processes": 2 * jobs - 1}
    return {**row, "seconds": seconds, "processor": 2 * seconds, "memory": 95.0, "runs": 5}


def sizes(*rows: dict[str, Any]) -> dict[str, Any]:
    return {"sizes": {"most_whole": 100, "rows": list(rows), "machine": MACHINE}}


def test_a_tool_is_told_with_its_figures_and_an_absent_one_with_how_to_install_it() -> None:
    page = markdown(tools({**ONE, "title": "codespell", "version": "2.4.3"}, ABSENT))
    assert "| codespell 2.4.3 | 3.00 | 1.00 | 2.00 | 0.50 | 90 | 1 |" in page
    assert "not installed: `npm install -g cspell`" in page
    assert "Measured on 2026-11-23" in page


def test_what_a_second_process_brought_is_told_and_that_there_was_none() -> None:
    assert "was 1.50 times as fast by the clock as with one; without start-up, 2.00 times" in markdown(tools(ONE, TWO))
    assert "(one process that reads, 2 that check)" in markdown(tools(ONE, TWO))
    assert "worked in one process all the same" in markdown(tools(ONE, {**TWO, "processes": 1}))
    assert "--jobs" not in markdown(tools(ONE))


def test_stages_are_summed_over_articles_and_families() -> None:
    first = {READING: 0.001, PREPARING + "sentences": 0.002, PREPARING + "prefilter": 0.004, AT_ONE_GO: 0.02}
    first |= {RULE + "glued-words": 0.008, RULE + "shouting": 0.001, JUDGING: 0.002, WRITING: 0.003}
    second = {READING: 0.003, RULE + "glued-words": 0.002, RULE + "glued-commas": 0.004, AT_ONE_GO: 0.01}
    found = summed([first, second], FAMILIES)
    assert found["stages"] == {
        "reading": 2.0,
        "preparing": 3.0,
        "rules": {"glue": 7.0, "case": 0.5},
        "judging": 1.0,
        "writing": 1.5,
    }
    assert list(found["stages"]["rules"]) == ["glue", "case"]
    assert found["prepared"] == {"prefilter": 2.0, "sentences": 1.0}
    assert found["dearest"] == [["glued-words", "glue", 5.0], ["glued-commas", "glue", 2.0], ["shouting", "case", 0.5]]
    assert found["whole"] == 15.0
    part = {"articles": 2, "characters": 200, "rounds": 3, "machine": MACHINE, **found}
    page = markdown({"stages": part})
    assert "| rules: glue | 7.000 | 46.7% |" in page
    assert "| **together** | **15.000** | **100.0%** |" in page
    assert "| `glued-commas` | glue | 2.000 | 13.3% |" in page


def test_the_steps_of_an_article_are_those_of_its_own_linter_and_of_the_views_that_it_needs() -> None:
    linter = Linter(select=["glue", "quote"], timed=True)
    doc = Document(articles(3_000)[0])
    found = steps(doc, linter, Prefilter(linter.rules))
    assert {JUDGING, WRITING, AT_ONE_GO, PREPARING + "vocabulary", PREPARING + "prefilter"} <= found.keys()
    asked = {step.removeprefix(RULE) for step in found if step.startswith(RULE)}
    assert asked == linter.lint(doc.text).seconds.keys() - {""}
    assert min(found.values()) >= 0
    assert not any(name.startswith("_") for name in found)
    # all steps but the one that is the others together come to about as much as that one
    parts = sum(seconds for step, seconds in found.items() if step not in {AT_ONE_GO, WRITING})
    assert parts < 3 * found[AT_ONE_GO]


def test_growth_is_told_by_its_steepest_step_and_by_one_more_article() -> None:
    assert steepest([(10, 1.0), (100, 10.0), (1_000, 1_000.0)]) == pytest.approx(2.0)
    assert steepest([(10, 1.0)]) == 0
    assert further([(10, 1.0), (110, 2.0), (210, 4.0)]) == [0.01, 0.02]
    assert "the length to the power of 1.00." in markdown(lengths((1_000, 0.01), (10_000, 0.1)))
    page = markdown(sizes(size(10, 1.0), size(110, 2.0), size(10, 0.8, jobs=2), size(10, 0.5, kind=SHORT)))
    assert "Whole articles: from row to row, one more article took 10.00 ms." in page
    assert "| whole | 10 | 0.05 | 2 | 3 | 0.80 | 0.062 | 0.031 | 1.25 | 95 |" in page
    assert "One paragraph each:" not in page  # one row has none to go on from


def test_rules_that_gave_up_or_grew_too_much_are_told() -> None:
    assert "gave up" not in markdown(lengths((1_000, 0.01)))
    assert "twice as much" not in markdown(lengths((1_000, 0.01)))
    page = markdown(lengths((10_000, 0.01), failures=2))
    assert "10,000 (2)" in page
    assert "- At 10,000 characters these cost more than twice as much" in page
    assert "`doubled-spaces` 400.0 ms (10.0)." in page


def test_a_dear_rule_that_grows_more_than_twice_as_much_as_the_article_is_found() -> None:
    before = {"steep": 0.01, "even": 0.1, "cheap": 0.0, "a": 0.05}
    after = {"steep": 0.21, "even": 1.9, "cheap": 0.04, "awake": 0.06, "a": 0.6}
    assert outgrown(before, after, 10) == [("steep", 0.01, 0.21), ("awake", 0.0, 0.06)]


def marks(svg: str) -> list[tuple[float, float]]:
    """Return where the points of all lines are drawn."""
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="4" fill="[^"]+"/>(?!<text)', svg)
    return [(float(x), float(y)) for x, y in found]


def test_a_plot_by_powers_puts_equal_factors_at_equal_distances() -> None:
    points = [(10.0, 0.02), (100.0, 0.2), (1_000.0, 2.0)]
    (x1, y1), (x2, y2), (x3, y3) = marks(drawing([Panel("Title", "bottom", [Line("a line", points)])]))
    assert abs((x2 - x1) - (x3 - x2)) <= 1
    assert abs((y1 - y2) - (y2 - y3)) <= 1
    assert x1 < x2
    assert y1 > y2


def test_an_even_plot_begins_at_zero_and_all_stays_inside() -> None:
    svg = drawing([Panel("Title", "bottom", [Line("a < b", [(10, 50.0), (1_000, 103.0)])], by_powers=False)])
    assert "a &lt; b" in svg
    (_, lower), (_, higher) = marks(svg)
    bottom, top = 288, 44
    assert top <= higher < lower <= bottom
    assert (bottom - higher) / (bottom - lower) == pytest.approx(103 / 50, rel=0.02)


@pytest.mark.parametrize("most", [0.03, 1.0, 9.9, 99.0, 4321.0])
def test_an_axis_has_few_marks_and_the_highest_is_no_less_than_the_values(most: float) -> None:
    svg = drawing([Panel("", "", [Line("", [(1, most / 2), (10, most)])], by_powers=False)])
    told = [float(text.replace(",", "")) for text in re.findall(r'text-anchor="end"[^>]*>([\d.,]+)<', svg)]
    assert 2 <= len(told) <= 8
    assert told[0] == 0
    assert max(told) >= most


def test_the_plots_are_those_of_the_parts_that_were_measured() -> None:
    both = lengths((1_000, 0.01), (10_000, 0.1)) | sizes(size(10, 1.0), size(100, 2.0), size(10, 0.5, kind=SHORT))
    assert plots(both).keys() == {"growth.svg", "sizes.svg"}
    assert not plots(tools(ONE))
    assert "Articles" not in plots(both)["sizes.svg"]
    assert "jobs 2" not in plots(both)["sizes.svg"]


def test_articles_are_as_long_and_as_whole_as_those_in_the_news() -> None:
    made = articles(150_000)
    lines = [line for text in made for line in text.split("\n")]
    assert 180 < sum(map(len, lines)) / len(lines) < 320
    straight = sum('"' in text for text in made)
    assert 0.2 < straight / len(made) < 0.8
    assert made == list(islice(endless(), len(made)))
    assert all("\n" not in text and len(text) > 50 for text in islice(endless_short(), 100))


def test_parts_and_numbers_are_read_in_order_and_wrong_ones_refused(capsys: pytest.CaptureFixture[str]) -> None:
    options = program._options(["--only", "growth,tools", "--sizes", "100,10"])  # noqa: SLF001 - of the program
    assert options.only == ["tools", "lengths", "sizes"]
    assert options.sizes == [10, 100]
    assert options.lengths[-1] == 1_000_000
    for wrong in (["--only", "speed"], ["--sizes", "0,10"], ["--lengths", "many"]):
        with pytest.raises(SystemExit):
            program._options(wrong)  # noqa: SLF001 - the same
    assert "--lengths" in capsys.readouterr().err


def test_a_run_of_one_part_leaves_the_others_as_they_were(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    program.written({**tools(ONE, TWO), **lengths((1_000, 0.01), (10_000, 0.1))}, tmp_path)
    before = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    arguments = ["--only", "stages", "--characters", "2000", "--times", "1", "--output", str(tmp_path)]
    assert program.main(arguments) == 0
    after = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert list(after) == ["tools", "stages", "lengths"]
    assert {part: after[part] for part in before} == before
    page = (tmp_path / "results.md").read_text(encoding="utf-8")
    assert "## Beside other tools" in page
    assert "## Where the time of an article goes" in page
    assert "## Beside other tools" not in capsys.readouterr().out
    assert (tmp_path / "growth.svg").is_file()


def test_results_of_an_older_layout_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "results.json").write_text('{"tools": [1], "growth": [], "times": 5}', encoding="utf-8")
    assert program._known(tmp_path) == {}  # noqa: SLF001 - of the program


def test_a_program_is_measured_with_all_the_processes_that_it_starts(tmp_path: Path) -> None:
    laid_out(["One.", "Two."], tmp_path / "work")
    ballast = b"x" * 80_000_000  # the program is not to be charged with what holds the one that started it
    code = "import subprocess, sys; [p.wait() for p in [subprocess.Popen(['sleep', '0.5']) for _ in range(2)]]"
    cost = Tool("test", "test", (sys.executable, "-c", code), "").run(tmp_path / "work")
    assert cost.processes == (3 if sys.platform == "linux" else 1)
    assert cost.seconds >= 0.5 > cost.processor
    if sys.platform == "linux":
        assert 2 < cost.memory < len(ballast) / 2e6


def test_articles_are_read_prepared_judged_and_written_within_a_profile(tmp_path: Path) -> None:
    data_set(islice(endless_short(), 3), tmp_path)
    found = profile(tmp_path, rounds=1)
    assert found["articles"] == 3
    assert all(found["stages"][stage] > 0 for stage in ("reading", "preparing", "writing"))
    assert len(found["dearest"]) == 10
    assert found["stages"]["rules"]["glue"] > 0


def test_growth_is_measured_row_by_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.speed.growth.TIMES", 1)
    (row,) = by_length([2_000], tmp_path / "one")
    assert row["characters"] == 2_000
    assert row["seconds"] > 0
    assert row["memory"] > 10
    rows = list(by_size([2, 3], 2, tmp_path))
    told = [(row["kind"], row["articles"], row["jobs"], row["processes"]) for row in rows]
    assert told == [(WHOLE, 2, 1, 1), (WHOLE, 2, 2, 1), (SHORT, 2, 1, 1), (SHORT, 3, 1, 1)]
