"""Several processes and the cache: what comes out is what one process that remembers nothing would find."""

import json
import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from newslint import Document, Linter
from newslint.cli import options
from newslint.errors import SourceError
from newslint.finding import Failure, Finding, Report, Severity
from newslint.kept import default_folder
from newslint.scale import processes
from newslint.scale.cache import Cache
from newslint.scale.processes import Processes, Task
from newslint.span import Span
from tests.conftest import CLEAN, GLUED, MENDED, QUOTED, Command

LINTER = Linter(select=["glue", "translation"])
OTHER = Linter(select=["quote"])
DEADLY = "this one ends the process"

JUDGE = processes._judged  # noqa: SLF001 - the very function that the other processes run


def judge_or_die(options: bytes, docs: Sequence[Document]) -> processes.Judgements:
    """Stand in for a check that takes more memory than there is."""
    if any(doc.text.startswith(DEADLY) for doc in docs):
        os._exit(9)
    return JUDGE(options, docs)


@pytest.fixture
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let several processes be worth it for a few lines."""
    monkeypatch.setattr(processes, "WORTH_IT", 100)
    monkeypatch.setattr(processes, "_BATCH", 300)


def articles(number: int) -> list[Document]:
    texts = (GLUED, CLEAN, "They told the New York Timesand others of it.\n", "“No, he said.\n")
    return [Document(texts[count % 4] * (1 + count % 3), str(count)) for count in range(number)]


@pytest.mark.usefixtures("_small")
class TestProcesses:
    def test_reports_are_those_of_one_process_and_in_order(self) -> None:
        tasks = [Task(OTHER if count % 5 == 4 else LINTER, doc) for count, doc in enumerate(articles(60))]
        with Processes(2) as pool:
            several = list(pool.reports(tasks))
        with Processes(1) as pool:
            alone = list(pool.reports(tasks))
        assert several == alone
        assert [task for task, _ in several] == tasks
        assert sum(len(report.findings) for _, report in several) > len(tasks) / 2

    def test_what_has_its_report_keeps_it_and_its_place(self) -> None:
        ready = Report(Document("", "gone"), failures=(Failure("", "cannot be read"),))
        tasks = [Task(LINTER, doc) for doc in articles(30)]
        tasks[20:20] = [Task(None, ready.document, ready), Task(None, ready.document, ready)]
        with Processes(2) as pool:
            reports = [report for _, report in pool.reports(tasks)]
        assert [number for number, report in enumerate(reports) if report is ready] == [20, 21]
        assert [report.document for report in reports] == [task.doc for task in tasks]

    def test_nothing_to_do(self) -> None:
        with Processes(2) as pool:
            assert list(pool.reports(list[Task]())) == []

    def test_an_article_that_ends_its_process_is_told_and_the_others_are_checked(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(processes, "_judged", judge_or_die)
        docs = articles(40)
        docs[17] = Document(DEADLY, "17")
        with Processes(2) as pool:
            reports = [report for _, report in pool.reports([Task(LINTER, doc) for doc in docs])]
        problem = Failure("", "17: the process that checked it ended (out of memory?)")
        assert reports[17] == Report(docs[17], failures=(problem,))
        assert [report for report in reports if report.failures] == [reports[17]]
        assert reports[16] == LINTER.lint(docs[16])
        assert reports[39] == LINTER.lint(docs[39])

    def test_a_huge_article_is_never_checked_where_its_end_would_be_that_of_the_run(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(processes, "WORTH_IT", 1_000_000)
        monkeypatch.setattr(processes, "_HUGE", 150)
        monkeypatch.setattr(processes, "_judged", judge_or_die)
        huge = Document(f"{DEADLY} " * 20, "huge")
        for docs in ([huge], [*articles(3), huge, *articles(3)]):
            with Processes(2) as pool:
                reports = [report for _, report in pool.reports([Task(LINTER, doc) for doc in docs])]
            problem = Failure("", "huge: the process that checked it ended (out of memory?)")
            assert [report.failures for report in reports] == [(problem,) if doc is huge else () for doc in docs]
            assert [report.document for report in reports] == docs

    @pytest.mark.parametrize("jobs", [1, 2])
    def test_a_crash_outside_of_the_rules_is_one_of_its_article(
        self, monkeypatch: pytest.MonkeyPatch, jobs: int
    ) -> None:
        lint = Linter.lint

        def crash(self: Linter, article: Document | str) -> Report:
            if isinstance(article, Document) and article.id == "17":
                raise ZeroDivisionError
            return lint(self, article)

        monkeypatch.setattr(Linter, "lint", crash)
        docs = articles(20)
        with Processes(jobs) as pool:
            reports = [report for _, report in pool.reports([Task(LINTER, doc) for doc in docs])]
        problem = Failure("", "17: newslint itself failed, which is a bug: ZeroDivisionError: ")
        assert [report.failures for report in reports] == [(problem,) if doc.id == "17" else () for doc in docs]

    def test_articles_are_read_no_further_ahead_than_needed(self) -> None:
        read = 0

        def reading() -> Iterator[Task]:
            nonlocal read
            for doc in articles(400):
                read += 1
                yield Task(LINTER, doc)

        with Processes(2) as pool:
            reports = pool.reports(reading())
            for _ in range(20):
                next(reports)
            assert read < 100

    def test_nothing_is_left_running(self) -> None:
        with Processes(2) as pool:
            list(pool.reports([Task(LINTER, doc) for doc in articles(30)]))
            workers = [worker._process for worker in pool._workers]  # noqa: SLF001
            assert len(workers) == 2
        assert [worker.is_alive() for worker in workers] == [False] * len(workers)

    def test_a_run_that_failed_ends_its_processes_at_once(self) -> None:
        began = time.monotonic()
        with pytest.raises(KeyboardInterrupt), Processes(2) as pool:  # noqa: PT012 - interrupted while it works
            for _ in pool.reports([Task(LINTER, Document(GLUED * 2000, str(count))) for count in range(50)]):
                workers = [worker._process for worker in pool._workers]  # noqa: SLF001
                if workers:
                    raise KeyboardInterrupt
        for worker in workers:
            worker.join(5)
        assert [worker.is_alive() for worker in workers] == [False] * len(workers)
        assert time.monotonic() - began < 60


class TestCache:
    def test_a_report_comes_back_whole(self, tmp_path: Path) -> None:
        damaged = "He saw the the New York Timesand “others.\n\nAdvertisement\n\nRead more: x"
        docs = [Document(damaged, "1"), Document(GLUED)]
        linter = Linter()
        made = [linter.lint(doc) for doc in docs]
        assert any(found.evidence for report in made for found in report.findings)
        with Cache(tmp_path) as cache:
            for report in made:
                cache.put(linter, report)
        with Cache(tmp_path) as cache:
            assert [cache.get(linter, doc) for doc in docs] == made
            assert cache.hits == len(docs)

    def test_another_article_or_other_options_are_not_known(self, tmp_path: Path) -> None:
        doc = Document(GLUED, "a", meta={"title": "Tarn"})
        with Cache(tmp_path) as cache:
            cache.put(LINTER, LINTER.lint(doc))
        with Cache(tmp_path) as cache:
            assert cache.get(LINTER, replace(doc, id="another name")) is not None
            assert cache.get(Linter(select=["glue", "translation"]), doc) is not None
            for other in (
                replace(doc, text=MENDED),
                replace(doc, language="de"),
                replace(doc, meta={"title": "Moen"}),
                replace(doc, inline_borders=frozenset({3})),
                replace(doc, house_words=frozenset({"Tarn"})),
            ):
                assert cache.get(LINTER, other) is None
            assert cache.get(OTHER, doc) is None
            assert cache.get(Linter(select=["glue", "translation"], accept=["Tarn"]), doc) is None

    def test_a_changed_rule_makes_all_that_it_judged_unknown(self, tmp_path: Path) -> None:
        rule = tmp_path / "rules" / "glue" / "house.toml"
        rule.parent.mkdir(parents=True)
        rule.write_text(
            'message = "no"\nwhy = "Because."\nphrases = ["ferry"]\n[[bad]]\ntext = "a ⟦ferry⟧"\n'
            '[[good]]\ntext = "a"\n[[good]]\ntext = "b"\n'
        )
        doc = Document(CLEAN)
        linter = Linter(rules=[tmp_path / "rules"])
        with Cache(tmp_path / "cache") as cache:
            cache.put(linter, linter.lint(doc))
        with Cache(tmp_path / "cache") as cache:
            assert cache.get(Linter(rules=[tmp_path / "rules"]), doc) == linter.lint(doc)
        rule.write_text(rule.read_text().replace("ferry", "noon"))
        with Cache(tmp_path / "cache") as cache:
            assert cache.get(Linter(rules=[tmp_path / "rules"]), doc) is None

    def test_changed_word_classes_do_too(self, tmp_path: Path) -> None:
        classes = tmp_path / "rules" / "classes.toml"
        (classes.parent / "glue").mkdir(parents=True)
        (classes.parent / "glue" / "house.toml").write_text(
            'message = "no"\nwhy = "Because."\nsequence = ["a", "<boat>"]\n[[bad]]\ntext = "in ⟦a ferry⟧"\n'
            '[[good]]\ntext = "a"\n[[good]]\ntext = "b"\n'
        )
        classes.write_text('boat = ["ferry"]\n')
        doc = Document(CLEAN)
        linter = Linter(rules=[classes.parent])
        with Cache(tmp_path / "cache") as cache:
            cache.put(linter, linter.lint(doc))
        classes.write_text('boat = ["ferry", "tub"]\n')
        with Cache(tmp_path / "cache") as cache:
            assert cache.get(Linter(rules=[classes.parent]), doc) is None

    def test_what_could_not_be_checked_is_tried_again(self, tmp_path: Path) -> None:
        doc = Document(GLUED)
        with Cache(tmp_path) as cache:
            cache.put(LINTER, Report(doc, failures=(Failure("some-rule", "crashed"),)))
        with Cache(tmp_path) as cache:
            assert cache.get(LINTER, doc) is None

    @pytest.mark.parametrize("content", [b"", b"no database at all, but long enough to be looked at\n" * 40])
    def test_a_broken_file_is_as_good_as_none(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "reports.sqlite").write_bytes(content)
        doc = Document(GLUED)
        with Cache(tmp_path) as cache:
            assert cache.get(LINTER, doc) is None
            cache.put(LINTER, LINTER.lint(doc))

    @pytest.mark.parametrize("at", [0, 4096, 40_000])
    def test_a_broken_file_is_made_anew_for_the_next_run(self, tmp_path: Path, at: int) -> None:
        docs = [Document(f"{GLUED}{number}") for number in range(200)]
        with Cache(tmp_path) as cache:
            for doc in docs:
                cache.put(LINTER, LINTER.lint(doc))
        file = tmp_path / "reports.sqlite"
        content = file.read_bytes()
        assert len(content) > 50_000
        file.write_bytes(content[:at] + b"\xaa" * 8192 + content[at + 8192 :])
        for _ in range(2):
            with Cache(tmp_path) as cache:
                known = [cache.get(LINTER, doc) is not None for doc in docs]
                for doc in docs:
                    cache.put(LINTER, LINTER.lint(doc))
        with Cache(tmp_path) as cache:
            known = [cache.get(LINTER, doc) is not None for doc in docs]
        assert known == [True] * len(docs)

    def test_what_is_asked_for_is_noted_now_and_then(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("newslint.scale.cache._REMEMBERED", 3)
        docs = [Document(f"{GLUED}{number}") for number in range(10)]
        with Cache(tmp_path) as cache:
            for doc in docs:
                cache.put(LINTER, LINTER.lint(doc))
        noted = []
        with Cache(tmp_path) as cache:
            for doc in docs:
                cache.get(LINTER, doc)
                noted.append(len(cache._used))  # noqa: SLF001 - memory that must not grow
        assert noted == [1, 2, 0, 1, 2, 0, 1, 2, 0, 1]

    def test_rules_that_somebody_moves_are_no_trouble(self, tmp_path: Path) -> None:
        rule = tmp_path / "rules" / "glue" / "house.toml"
        rule.parent.mkdir(parents=True)
        rule.write_text(
            'message = "no"\nwhy = "Because."\nphrases = ["ferry"]\n[[bad]]\ntext = "a ⟦ferry⟧"\n'
            '[[good]]\ntext = "a"\n[[good]]\ntext = "b"\n'
        )
        linter, doc = Linter(rules=[tmp_path / "rules"]), Document(CLEAN)
        rule.unlink()
        with Cache(tmp_path / "cache") as cache:
            cache.put(linter, linter.lint(doc))
            assert cache.get(linter, doc) is None

    def test_only_what_is_too_much_is_forgotten(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        docs = [Document(f"{GLUED}{number}") for number in range(5)]
        monkeypatch.setattr("newslint.scale.cache._MOST", 2)
        now = int(time.time())
        for number, doc in enumerate(docs):
            monkeypatch.setattr("time.time", lambda number=number: now + number)
            with Cache(tmp_path) as cache:
                cache.put(LINTER, LINTER.lint(doc))
        with Cache(tmp_path) as cache:
            assert [cache.get(LINTER, doc) is not None for doc in docs] == [False, False, False, True, True]

    def test_half_an_entry_is_as_good_as_none(self, tmp_path: Path) -> None:
        doc = Document(GLUED)
        with Cache(tmp_path) as cache:
            cache.put(LINTER, LINTER.lint(doc))
        with sqlite3.connect(tmp_path / "reports.sqlite") as database:
            database.execute("UPDATE reports SET report = substr(report, 1, 20)")
        database.close()
        with Cache(tmp_path) as cache:
            assert cache.get(LINTER, doc) is None

    def test_a_folder_that_cannot_be_made(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("")
        with Cache(tmp_path / "file" / "below") as cache:
            cache.put(LINTER, LINTER.lint(Document(GLUED)))
            assert cache.get(LINTER, Document(GLUED)) is None

    def test_another_run_that_writes_for_too_long_loses_no_more_than_what_met_it(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("newslint.scale.cache._TOGETHER", 1)
        docs = [Document(f"{GLUED}{number}") for number in range(3)]
        with Cache(tmp_path) as cache:
            cache.put(LINTER, LINTER.lint(docs[0]))
            other = sqlite3.connect(tmp_path / "reports.sqlite", isolation_level=None)
            other.execute("BEGIN IMMEDIATE")
            cache.put(LINTER, LINTER.lint(docs[1]))
            other.execute("ROLLBACK")
            other.close()
            cache.put(LINTER, LINTER.lint(docs[2]))
        with Cache(tmp_path) as cache:
            assert [cache.get(LINTER, doc) is not None for doc in docs] == [True, False, True]

    def test_a_folder_that_cannot_be_looked_into(self) -> None:
        with Cache(Path("x" * 300)) as cache:
            assert cache.get(LINTER, Document(GLUED)) is None
            cache.put(LINTER, LINTER.lint(Document(GLUED)))

    def test_what_nobody_asks_for_is_forgotten(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        docs = [Document(f"{GLUED}{number}") for number in range(5)]
        now = int(time.time())
        monkeypatch.setattr("time.time", lambda: now - 15 * 86_400)
        with Cache(tmp_path) as cache:
            for doc in docs:
                cache.put(LINTER, LINTER.lint(doc))
        monkeypatch.setattr("time.time", lambda: now)
        with Cache(tmp_path) as cache:
            assert cache.get(LINTER, docs[2]) is not None
        with Cache(tmp_path) as cache:
            assert [cache.get(LINTER, doc) is not None for doc in docs] == [False, False, True, False, False]

    def test_where_it_lies(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("NEWSLINT_CACHE_DIR", "/elsewhere")
        assert default_folder() == Path("/elsewhere")
        monkeypatch.delenv("NEWSLINT_CACHE_DIR")
        monkeypatch.setenv("XDG_CACHE_HOME", "/caches")
        assert default_folder() == Path("/caches/newslint")

    def test_without_a_home_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def homeless(_: object) -> Path:
            raise RuntimeError

        monkeypatch.delenv("NEWSLINT_CACHE_DIR", raising=False)
        monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
        monkeypatch.setattr(Path, "home", classmethod(homeless))
        assert options.cache() is None


class TestCommand:
    @pytest.fixture(autouse=True)
    def _here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    @pytest.mark.usefixtures("_small")
    def test_output_is_the_same_with_several_processes_and_from_the_cache(self, newslint: Command) -> None:
        for number, doc in enumerate(articles(40)):
            Path(f"{number:02}.txt").write_text(doc.text)
        Path("20b.txt").write_bytes(b"caf\xe9")
        alone = newslint("check", "--jobs", 1, "--no-cache")
        assert alone.code == 2
        assert newslint("check", "--jobs", 2, "--no-cache") == alone
        assert not list(default_folder().glob("reports*"))
        assert newslint("check", "--jobs", 2) == alone
        assert list(default_folder().glob("reports*")) != []
        assert newslint("check", "--jobs", 2) == alone

    @pytest.mark.usefixtures("_small")
    def test_an_article_that_ends_its_process_is_named(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(processes, "_judged", judge_or_die)
        for number, doc in enumerate(articles(20)):
            Path(f"{number:02}.txt").write_text(DEADLY if number == 17 else doc.text)
        done = newslint("check", "--jobs", 2)
        assert done.code == 2
        assert done.err == "error: 17.txt: the process that checked it ended (out of memory?)\n"
        assert "Checked 19 articles" in done.out
        assert "NOT CHECKED: 1 input that could not be read." in done.out

    def test_a_known_report_is_not_made_again(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        Path("a.txt").write_text(GLUED)
        first = newslint("check", "a.txt")
        monkeypatch.setattr("newslint.linter.Linter.lint", lambda *_: 1 / 0)
        assert newslint("check", "a.txt") == first
        assert newslint("check", "a.txt", "--no-cache").code == 2

    def test_what_is_known_is_mended_without_a_check_and_what_was_mended_is_known(
        self, newslint: Command, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lint, checked = Linter.lint, list[str]()

        def noted(self: Linter, article: Document | str) -> Report:
            checked.append(article.text if isinstance(article, Document) else "")
            return lint(self, article)

        monkeypatch.setattr(Linter, "lint", noted)
        Path("a.txt").write_text(QUOTED)
        newslint("check")
        assert checked == [QUOTED]
        diff = newslint("fix", "--diff").out
        fixed = newslint("fix")
        mended = Path("a.txt").read_text()
        assert mended != QUOTED
        assert checked == [QUOTED, mended]
        newslint("check")
        assert checked == [QUOTED, mended]
        Path("a.txt").write_text(QUOTED)
        assert newslint("fix", "--diff", "--no-cache").out == diff
        assert newslint("fix", "--no-cache") == fixed
        assert Path("a.txt").read_text() == mended
        assert checked == [QUOTED, mended] * 3

    def test_a_finding_of_the_cache_fails_the_run_as_it_did(self, newslint: Command) -> None:
        Path("a.txt").write_text(GLUED)
        assert [newslint("check", "a.txt", "--output-format", "jsonl").code for _ in range(2)] == [1, 1]
        assert newslint("check", "a.txt", "--fail-on", "never").code == 0

    def test_what_git_ignores_is_left_out(self, newslint: Command) -> None:
        Path(".git").mkdir()
        Path(".gitignore").write_text("*.tmp.txt\n/drafts/\n!\n")
        for name in ("a.txt", "b.tmp.txt", "drafts/c.txt", "desk/drafts/d.txt", "desk/e.txt", "desk/f.txt"):
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(CLEAN)
        Path("desk/.gitignore").write_text("e.txt\n!x.tmp.txt\n")
        Path("desk/x.tmp.txt").write_text(CLEAN)
        assert checked(newslint("check").out) == 4
        assert checked(newslint("check", "desk").out) == 3
        assert checked(newslint("check", "b.tmp.txt").out) == 1
        assert checked(newslint("check", "--exclude", "desk/", "--exclude", "a.*").out) == 0

    @pytest.mark.parametrize(
        ("pattern", "ignored"),
        [
            (b"\xef\xbb\xbfa.txt\r\n", ["a.txt"]),
            (b"[[:alpha:]].txt\n", ["a.txt", "b.txt"]),
            (b"[![:digit:]].txt\n", ["a.txt", "b.txt"]),
            (b"a.txt\t\n", []),
            (b"a.txt  \n", ["a.txt"]),
            (b"1.txt\x0ca.txt\n", []),
            (b"c\xff.txt\n", ["c\udcff.txt"]),
            (b"[z-a].txt\nb.txt\n", ["b.txt"]),
        ],
    )
    def test_patterns_are_read_as_git_reads_them(self, newslint: Command, pattern: bytes, ignored: list[str]) -> None:
        names = ["1.txt", "a.txt", "b.txt", "c\udcff.txt"]
        Path(".git").mkdir()
        Path(".gitignore").write_bytes(pattern)
        for name in names:
            Path(name).write_text(GLUED)
        done = newslint("check", "--output-format", "json")
        found = [row["document"] for row in json.loads(done.out)]
        assert found == [name for name in names if name not in ignored]

    def test_without_a_repository_nothing_is_ignored(self, newslint: Command) -> None:
        Path("news").mkdir()
        Path(".gitignore").write_text("*.txt\n")
        Path("news/a.txt").write_text(CLEAN)
        assert checked(newslint("check", "news").out) == 1

    def test_a_pattern_that_cannot_be_used(self, newslint: Command) -> None:
        done = newslint("check", "--exclude", "!")
        assert (done.code, done.out) == (2, "")
        assert done.err.startswith("error: --exclude: a pattern cannot be used: ")

    @pytest.mark.parametrize(
        "listed",
        [
            b"a.txt\nb c.txt\n",
            b"a.txt\0b c.txt\0",
            b"\r\na.txt\r\nb c.txt",
            b"\xef\xbb\xbfa.txt\nb c.txt\n",
            b"\xef\xbb\xbfa.txt\r\nb c.txt\r\n",
            b"\xef\xbb\xbfa.txt\0b c.txt",
            "\ufeffa.txt\r\nb c.txt\r\n".encode("utf-16-le"),
            "\ufeffa.txt\nb c.txt".encode("utf-16-be"),
        ],
    )
    def test_files_that_another_program_lists(self, newslint: Command, listed: bytes) -> None:
        for name in ("a.txt", "b c.txt", "d.txt"):
            Path(name).write_text(CLEAN)
        Path("list").write_bytes(listed)
        assert checked(newslint("check", "--files-from", "list").out) == 2
        assert checked(newslint("check", "--files-from", "-", "d.txt", stdin=listed).out) == 3

    def test_an_empty_list_is_nothing_to_check(self, newslint: Command) -> None:
        Path("a.txt").write_text(GLUED)
        done = newslint("check", "--files-from", "-")
        assert (done.code, checked(done.out)) == (0, 0)

    def test_names_as_git_quotes_them(self, newslint: Command) -> None:
        for name in ("café.txt", "a\nb.txt", '"c".txt'):
            Path(name).write_text(CLEAN)
        listed = b'"caf\\303\\251.txt"\n"a\\nb.txt"\n"\\"c\\".txt"\n'
        done = newslint("check", "--files-from", "-", "--output-format", "json", stdin=listed)
        assert (done.code, done.err) == (0, "")
        assert [row["document"] for row in json.loads(done.out)] == ["café.txt", "a\nb.txt", '"c".txt']
        done = newslint("check", "--files-from", "-", stdin=b'"\\"\n"\n')
        assert done.code == 2
        hint = "Git quotes such names in its lists, except with -z."
        assert done.err == "".join(
            f"error: {name}: there is no such file or folder\n  {hint}\n" for name in ('"\\"', '"')
        )

    def test_standard_input_is_read_once(self, newslint: Command, monkeypatch: pytest.MonkeyPatch) -> None:
        done = newslint("check", "-", "--files-from", "-")
        assert (done.code, done.err) == (2, "error: standard input (-) is both an article and --files-from\n")
        monkeypatch.setattr("sys.stdin", None)
        with pytest.raises(SourceError, match="--files-from -: standard input is closed"):
            options.inputs(None, "-")

    @pytest.mark.parametrize("command", ["check", "fix", "stats"])
    def test_a_name_for_standard_input_that_is_not_read(self, newslint: Command, command: str) -> None:
        Path("a.txt").write_text(QUOTED)
        done = newslint(command, "--stdin-filename", "page.html")
        assert done.code == 2
        assert done.err.startswith("error: --stdin-filename is given, but standard input (-) is not named\n")
        assert Path("a.txt").read_text() == QUOTED

    def test_a_list_that_is_not_there(self, newslint: Command) -> None:
        done = newslint("check", "--files-from", "list")
        assert (done.code, done.err) == (2, "error: list: No such file or directory\n")


def checked(out: str) -> int:
    return int(out.rpartition("Checked ")[2].split(" ")[0])


def test_findings_without_anything_come_back_too(tmp_path: Path) -> None:
    doc = Document("a")
    report = Report(doc, (Finding("r", "glue", Span(0, 1), "m", Severity.NOTE),))
    with Cache(tmp_path) as cache:
        cache.put(LINTER, report)
    with Cache(tmp_path) as cache:
        assert cache.get(LINTER, doc) == report
