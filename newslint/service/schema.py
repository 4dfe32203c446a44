"""What goes over the wire, as OpenAPI describes it: requests are held to it, answers are promised to be so."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from newslint.service.checker import FORMATS, Task
from newslint.sources.fields import META

_ONE_OF: dict[str, Any] = {"oneOf": [{"required": [name]} for name in FORMATS]}

Short = Annotated[str, Field(max_length=2000)]


class Article(BaseModel):
    """An article: one of `text`, `html` and `markdown`, and what is known about it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_ONE_OF)

    text: str = Field("", description="The article as plain text.")
    html: str = Field("", description="The article, or a page that has it, as HTML.")
    markdown: str = Field("", description="The article as Markdown.")
    id: Short | None = Field(None, description="What the answer calls the article.")
    title: Short | None = None
    url: Short | None = None
    outlet: Short | None = None
    byline: Short | None = None
    date: Short | None = None
    language: Annotated[str, Field(min_length=1, max_length=35)] | None = Field(
        None, description="Such as `en` or `en-GB`; by default what the article says, or the service’s."
    )
    offsets: Literal["code-points", "utf-16"] = Field(
        "code-points", description="The unit of offsets and columns; browsers count in UTF-16."
    )

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        given = self.model_fields_set.intersection(FORMATS)
        if len(given) != 1:
            raise ValueError("one of text, html and markdown is needed")
        return self

    def task(self) -> Task:
        """Return what shall be done with it."""
        (format_,) = self.model_fields_set.intersection(FORMATS)
        meta = {name: said for name in META if (said := getattr(self, name))}
        return Task(getattr(self, format_), format_, self.id or "", self.language, meta, self.offsets == "utf-16")


def _chosen(fixes: object, validate: ValidatorFunctionWrapHandler) -> object:
    """Refuse in words of its own what is neither: pydantic tells of each by itself, at places that are none."""
    try:
        return validate(fixes)
    except ValidationError:
        raise PydanticCustomError("fixes", "Input should be “safe” or a list of at most 1,000 fingerprints") from None


class FixArticle(Article):
    """An article, and which fixes shall be made in it."""

    fixes: Annotated[Literal["safe"] | Annotated[list[Short], Field(max_length=1000)], WrapValidator(_chosen)] = Field(
        "safe", description="`safe`, or the fingerprints of findings, whose fixes may be safe or unsafe."
    )

    def mending(self) -> Task:
        """Return what shall be done with it."""
        return replace(self.task(), fixes=self.fixes)


class Batch(BaseModel):
    """Several articles."""

    model_config = ConfigDict(extra="forbid")

    articles: list[Article] = Field(min_length=1, max_length=100)


class Place(BaseModel):
    """A part of the source, half-open."""

    start: int
    end: int


class Edit(Place):
    """A text in place of what stands there."""

    text: str


class Fix(BaseModel):
    """One change."""

    title: str
    safety: Literal["safe", "unsafe", "hint"]
    edits: list[Edit]


class Evidence(BaseModel):
    """A reason, and where the article shows it."""

    says: str
    start: int | None
    end: int | None


class Finding(BaseModel):
    """One damaged place."""

    rule: str
    family: str
    severity: Literal["error", "warning", "note"]
    start: int
    end: int
    source: Place | None = Field(None, description="For HTML and Markdown: the place there.")
    line: int
    column: int
    message: str
    confidence: float
    fingerprint: str
    evidence: list[Evidence]
    fix: Fix | None


class Failure(BaseModel):
    """What could not be checked; `rule` is empty if that is the whole article."""

    rule: str
    error: str


class Checked(BaseModel):
    """What was found in an article."""

    document: str
    verdict: Literal["pass", "warn", "hold"] = Field(description="May it be published? `pass` only if it is complete.")
    complete: bool = Field(description="Whether all rules have judged the article.")
    offsets: Literal["code-points", "utf-16"]
    findings: list[Finding]
    failures: list[Failure]


class Applied(BaseModel):
    """A fix that was made."""

    title: str
    safety: Literal["safe", "unsafe"]
    fingerprint: str | None = None
    rule: str | None = None


class NotApplied(BaseModel):
    """A fix that was asked for and not made."""

    fingerprint: str
    why: str


class Mended(Checked):
    """An article after its fixes: as `text`, `html` or `markdown`, as it came; and what is found in it now."""

    text: str | None = None
    html: str | None = None
    markdown: str | None = None
    applied: list[Applied]
    not_applied: list[NotApplied]


class Results(BaseModel):
    """What was found in each article of a batch, in its order."""

    results: list[Checked]


class RuleExample(BaseModel):
    """Where a rule speaks, and what its fix makes of it."""

    text: str
    spans: list[Place] = Field(description="In code points.")
    fix: str | None


class Rule(BaseModel):
    """What a rule finds and why."""

    rule: str
    family: str
    severity: Literal["error", "warning", "note"]
    message: str
    why: str
    runs: bool = Field(description="Whether this service has it on.")
    examples: list[RuleExample]


class Rules(BaseModel):
    """All rules, and the version of newslint."""

    version: str
    rules: list[Rule]


class State(BaseModel):
    """How the service is."""

    status: Literal["ok", "starting"]


class ProblemPlace(BaseModel):
    """What is wrong at one place of a request."""

    pointer: str
    detail: str


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[ProblemPlace] | None = None


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return how OpenAPI tells that an address may answer so."""
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": _SAYS[status], "content": content} for status in statuses}


_SAYS = {
    400: "The body is no JSON, or the service is called by a name that it does not know.",
    401: "A key is needed.",
    403: "A web page of elsewhere may not ask.",
    408: "The request did not come in time.",
    413: "The body is too large.",
    415: "The body is not, or does not say that it is, JSON as it stands.",
    422: "The request is not as it must be.",
    500: "The service failed.",
    503: "The service has as many requests as it can serve, or is starting: try again later.",
}
