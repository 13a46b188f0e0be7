"""Why an amount is no figure, and why a document could not be read: the two closed lists of reasons."""

from __future__ import annotations

from enum import StrEnum


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


class RejectionReason(StrEnum):
    """Why a document could not be read."""

    UNREADABLE = "unreadable"
    NOT_A_FILE = "not_a_file"
    UNSUPPORTED_TYPE = "unsupported_type"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TEXT = "not_text"
    TOO_DEEP = "too_deep"
    LOCKED = "locked"
    DAMAGED = "damaged"
    NO_ARTICLE = "no_article"
    READER_FAILED = "reader_failed"
