"""`--timings`: what each rule cost in a run, told on standard error at its end."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newslint.cli.streams import results
from newslint.finding import ALL_ELSE

if TYPE_CHECKING:
    from newslint.finding import Report

_COLUMNS = f"{'rule':<28} {'seconds':>9} {'share':>7} {'articles':>9}"


@dataclass(slots=True)
class Timings:
    """The processor time of each rule, summed over the articles and over the processes that checked them."""

    seconds: Counter[str] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    characters: int = 0

    def add(self, report: Report) -> None:
        """Take what one article cost."""
        self.seconds.update(report.seconds)
        self.articles.update(report.seconds.keys())
        if report.seconds:
            self.characters += len(report.document.text)

    def table(self) -> str:
        """Return the costs as a table, the dearest rule first.

        What several rules share, such as the sentences of an article, is in the cost of the rule that asks first.
        """
        total = self.seconds.total()
        if not total:
            return "timings: no article was checked\n"
        rows = [
            f"{rule or 'all but the rules':<28} {seconds:9.3f} {seconds / total:7.1%} {self.articles[rule]:9,}"
            for rule, seconds in sorted(self.seconds.items(), key=lambda item: (-item[1], item[0]))
        ]
        speed = f"{self.characters / 1e6 / total:.2f} million characters a second"
        rows.append(f"{'together':<28} {total:9.3f} {1:7.1%} {self.articles[ALL_ELSE]:9,}  {speed}")
        return "\n".join([_COLUMNS, *rows, ""])

    def show(self) -> None:
        """Write the table to standard error."""
        with results(to_errors=True) as stream:
            stream.write(self.table())
