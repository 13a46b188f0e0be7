"""The records that pass between the steps, in the words of the glossary (`docs/glossary.md`).

Frozen, without behaviour. Money is whole won (`_krw`). `start` and `end` are offsets into `Article.body`,
half open. Closed lists are `StrEnum`s: one word everywhere.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from ingestion.evidence import Offcut, Rules, Spot
from ingestion.rejections import RejectionReason as RejectionReason  # noqa: PLC0414 (a record speaks of it)


class BlockKind(StrEnum):
    """What a block of an article is."""

    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"


class Qualifier(StrEnum):
    """How a stated amount bounds the real one."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Stage(StrEnum):
    """Where in the budget cycle a figure stands."""

    PLAN = "plan"
    REQUEST = "request"
    PROPOSAL = "proposal"
    ENACTED = "enacted"
    SUPPLEMENTARY = "supplementary"
    EXECUTED = "executed"
    UNSPECIFIED = "unspecified"


class Role(StrEnum):
    """What a figure is in its document."""

    TOTAL = "total"
    ITEM = "item"
    BASELINE = "baseline"
    CHANGE = "change"


class BreakdownBy(StrEnum):
    """By what a total is divided."""

    ORGANIZATION = "organization"
    PROGRAM = "program"
    TYPE = "type"
    FUNDING = "funding"
    PERIOD = "period"


class Basis(StrEnum):
    """Whether an amount stands in the text or follows from it."""

    STATED = "stated"
    DERIVED = "derived"


class Suspect(StrEnum):
    """Why an amount as printed cannot be right."""

    UNIT_TYPO = "unit_typo"
    DIGIT_TYPO = "digit_typo"


class FindingKind(StrEnum):
    """How amounts of one document contradict each other."""

    CHANGE_MISMATCH = "change_mismatch"
    RATE_MISMATCH = "rate_mismatch"
    HEADLINE_MISMATCH = "headline_mismatch"
    COUNT_MISMATCH = "count_mismatch"


class LeftoverReason(StrEnum):
    """Why an amount is no figure."""

    PER_UNIT = "per_unit"
    CEILING = "ceiling"
    DEFINITION = "definition"
    ECONOMIC_EFFECT = "economic_effect"
    INVESTMENT = "investment"
    SALES = "sales"
    FUND = "fund"
    LOAN = "loan"
    PENALTY = "penalty"
    PRICE = "price"
    DONATION = "donation"
    DAMAGE = "damage"
    REVENUE = "revenue"
    CARRYOVER = "carryover"
    THRESHOLD = "threshold"
    OPINION = "opinion"
    FOREIGN_CURRENCY = "foreign_currency"
    INDEFINITE = "indefinite"
    RESTATEMENT = "restatement"
    IMPLAUSIBLE = "implausible"
    NO_BODY = "no_body"
    NO_BUDGET_CUE = "no_budget_cue"


def content_id(*parts: object) -> str:
    """Sixteen hexadecimal digits of the SHA-256 of `parts`: the form of every derived id."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """The bytes of one page as found. `document_id` is the SHA-256 of `content`."""

    document_id: str
    content: bytes
    media_type: str
    declared_encoding: str | None

    @classmethod
    def of(cls, content: bytes, media_type: str, declared_encoding: str | None = None) -> Document:
        """A document with its id computed from its bytes."""
        return cls(hashlib.sha256(content).hexdigest(), content, media_type, declared_encoding)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A document seen at a locator; without `document_id` it could not be taken in, for `reason`."""

    run_id: str
    source: str
    locator: str
    seen_at: datetime
    document_id: str | None
    reason: RejectionReason | None = None
    detail: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of an article's body, `body[start:end]`. A table's cell below its headings knows what stands
    at the head of its row and of its column, and the caption that gives the table's unit."""

    kind: BlockKind
    start: int
    end: int
    row_heading: str | None = None
    column_heading: str | None = None
    unit_caption: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """What was read from a document. `body` holds headline, subtitle and text, a line break between
    blocks; `published_basis` says what the publication date rests on, or why there is none; `updated_on` is
    the day of the last change that the page states."""

    document_id: str
    title: str | None
    published_on: date | None
    published_basis: str
    publisher: str | None
    language: str
    body: str
    blocks: tuple[Block, ...]
    updated_on: date | None = None
    author: str | None = None
    offcuts: tuple[Offcut, ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money as written. `amount_krw` is None where no value is stated or the currency is
    not the won; `amount_max_krw` is the upper end of a range; `unit_krw` the smallest unit written;
    `hedge` the word that qualifies it (약, 여, 이상 …)."""

    amount_krw: int | None
    amount_max_krw: int | None
    unit_krw: int
    qualifier: Qualifier
    hedge: str | None
    currency: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Figure:
    """An amount that is a public budget. `sentence` is `body[sentence_start:sentence_start + len]`,
    `start`/`end`/`text` the finest of `mention_count` mentions; it pays for `count` `count_unit` (건)."""

    figure_id: str
    document_id: str
    amount_krw: int
    amount_max_krw: int | None
    unit_krw: int
    qualifier: Qualifier
    hedge: str | None
    fiscal_year: int | None
    fiscal_year_end: int | None
    government: str | None
    organization: str
    program: str | None
    stage: Stage
    role: Role
    parent_figure_id: str | None
    breakdown_id: str | None
    breakdown: BreakdownBy | None
    complete: bool | None
    basis: Basis
    suspect: Suspect | None
    suggested_krw: int | None
    text: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    mention_count: int
    count: int | None = None
    count_unit: str | None = None
    rules: Rules | None = field(default=None, compare=False)
    spots: tuple[Spot, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A total with the items of one partition. `complete` tells whether the list claims to be all
    of it: True closed, False open (등, 주요), None where the text does not say."""

    breakdown_id: str
    document_id: str
    total_figure_id: str
    breakdown: BreakdownBy
    complete: bool | None


@dataclass(frozen=True, slots=True)
class Leftover:
    """An amount that is no figure, with the reason, and the rule that gave it."""

    leftover_id: str
    document_id: str
    reason: LeftoverReason
    text: str
    start: int
    end: int
    sentence: str
    sentence_start: int
    rule: str | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Amounts that contradict each other: what they make (`expected`) against what is stated (`actual`)."""

    finding_id: str
    document_id: str
    kind: FindingKind
    figure_ids: tuple[str, ...]
    expected: str
    actual: str
    sentence: str
    sentence_start: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document that could not be read: at which stage, why, and what to do about it."""

    document_id: str
    stage: str
    reason: RejectionReason
    detail: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was read from one document: an article with its figures, or a rejection."""

    document_id: str
    article: Article | None
    figures: tuple[Figure, ...]
    breakdowns: tuple[Breakdown, ...]
    leftovers: tuple[Leftover, ...]
    rejection: Rejection | None
    findings: tuple[Finding, ...] = ()
