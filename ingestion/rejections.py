"""Why a document could not be had or read: the closed list of reasons."""

from __future__ import annotations

from enum import StrEnum


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
    TOO_SLOW = "too_slow"
    NO_ANSWER = "no_answer"
    HTTP_STATUS = "http_status"
    TOO_MANY_REDIRECTS = "too_many_redirects"
    ADDRESS_REFUSED = "address_refused"
    ROBOTS_REFUSED = "robots_refused"
    NOT_A_FEED = "not_a_feed"
    BROKEN_ARCHIVE = "broken_archive"
