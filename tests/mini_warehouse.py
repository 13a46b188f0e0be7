"""A small warehouse made with SQL alone, with the tables that the audit, release and report read.

`example()` fills it with made-up articles that hold one of everything: nested sums, each verdict, a
printed amount that cannot be right, leftovers, rejections, an article without figures. A test that
needs a fault takes the result and breaks it with one statement.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import duckdb

EOK = 100_000_000
SEEN_AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)

SQL = Path(__file__).with_name("mini")


def digest(text: str) -> str:
    """The form of a derived id."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass
class Mini:
    """Collects rows, then writes them. The text of a figure must stand in the sentence given with it."""

    bodies: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    def add(self, table: str, **row: Any) -> None:
        """One row of a staging table."""
        self.rows.setdefault(table, []).append(row)

    def article(
        self,
        name: str,
        title: str | None,
        *sentences: str,
        published_on: date | None = None,
        publisher: str | None = "예산신문",
        offcuts: list[dict[str, str]] | None = None,
    ) -> str:
        """A document that was read; returns its id."""
        document_id = digest(name) * 4
        body = "\n".join([title or "", *sentences])
        self.bodies[document_id] = body
        self._document(document_id, name, len(body.encode()))
        basis = "meta article:published_time" if published_on else "none: the page bears no date"
        self.add(
            "articles",
            document_id=document_id,
            title=title,
            published_on=published_on,
            published_basis=basis,
            publisher=publisher,
            language="ko",
            body=body,
            updated_on=None,
            author=None,
            blocks=_blocks(body),
            offcuts=offcuts or [],
            extractor_version="1",
        )
        return document_id

    def rejection(self, name: str, reason: str, detail: str) -> str:
        """A document that could not be read; returns its id."""
        document_id = digest(name) * 4
        self._document(document_id, name, 0)
        self.add("rejections", document_id=document_id, stage="extract", reason=reason, detail=detail)
        return document_id

    def missing(self, name: str, reason: str, detail: str) -> None:
        """A locator from which no document could be taken."""
        self._sighting(name, None, reason, detail)

    def figure(self, document_id: str, sentence: str, text: str, amount_krw: int, **values: Any) -> str:
        """A figure; returns its id. `values` overrides any field."""
        body = self.bodies[document_id]
        sentence_start = body.index(sentence)
        start = sentence_start + sentence.index(text)
        figure_id = digest(f"{document_id}{start}{text}{amount_krw}")
        row = {
            "figure_id": figure_id,
            "document_id": document_id,
            "amount_krw": amount_krw,
            "unit_krw": EOK,
            "qualifier": "exact",
            "fiscal_year": 2027,
            "fiscal_year_end": 2027,
            "government": "가람특별시",
            "organization": "가람특별시",
            "stage": "proposal",
            "role": "total",
            "basis": "stated",
            "text": text,
            "start": start,
            "end": start + len(text),
            "sentence": sentence,
            "sentence_start": sentence_start,
            "mention_count": 1,
            "extractor_version": "1",
        }
        self.add("figures", **row | values)
        return figure_id

    def breakdown(
        self, document_id: str, total: str, by: str, items: list[str], complete: bool | None = True
    ) -> str:
        """The parts of a total; returns its id."""
        breakdown_id = digest(total + by)
        self.add(
            "breakdowns",
            breakdown_id=breakdown_id,
            document_id=document_id,
            total_figure_id=total,
            breakdown=by,
            complete=complete,
        )
        for row in self.rows["figures"]:
            if row["figure_id"] in items:
                row |= {"parent_figure_id": total, "breakdown_id": breakdown_id, "breakdown": by}
                row["role"] = "item" if row["role"] != "change" else "change"
            if row["figure_id"] == total:
                row["complete"] = complete
        return breakdown_id

    def leftover(self, document_id: str, sentence: str, text: str, reason: str) -> None:
        """An amount that is no figure."""
        sentence_start = self.bodies[document_id].index(sentence)
        start = sentence_start + sentence.index(text)
        self.add(
            "leftovers",
            leftover_id=digest(f"{document_id}{start}"),
            document_id=document_id,
            reason=reason,
            text=text,
            start=start,
            end=start + len(text),
            sentence=sentence,
            sentence_start=sentence_start,
        )

    def write(self, path: Path) -> Path:
        """Write the warehouse to `path` (must not exist) and return it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        con = duckdb.connect(str(path))
        con.execute("begin")  # or each row waits for the disk
        con.execute((SQL / "staging.sql").read_text())
        for table, rows in self.rows.items():
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" for _ in row)
                con.execute(f"insert into staging.{table} ({names}) values ({marks})", list(row.values()))
        con.execute((SQL / "marts.sql").read_text())
        con.execute("commit")
        con.close()
        return path

    def _document(self, document_id: str, name: str, byte_count: int) -> None:
        self.add("documents", document_id=document_id, byte_count=byte_count, media_type="text/html")
        self._sighting(name, document_id, None, None)

    def _sighting(self, name: str, document_id: str | None, reason: str | None, detail: str | None) -> None:
        self.add(
            "sightings",
            run_id="run-1",
            source="folder",
            locator=f"articles/{name}",
            seen_at=SEEN_AT,
            document_id=document_id,
            reason=reason,
            detail=detail,
        )


def _blocks(body: str) -> list[dict[str, Any]]:
    """The first line of a body as its headline, each other as a paragraph."""
    blocks, start = [], 0
    for number, line in enumerate(body.split("\n")):
        kind = "paragraph" if number else "headline"
        if line:
            heads = {"row_heading": None, "column_heading": None, "unit_caption": None}
            blocks.append({"kind": kind, "start": start, "end": start + len(line), **heads})
        start += len(line) + 1
    return blocks


def example() -> Mini:
    """One of everything, in made-up sentences."""
    mini = Mini()
    _nested_sums(mini)
    _every_other_verdict(mini)
    plain = mini.article(
        "plain.html", "도서관, 주말 낭독회 연다", "입장료는 1인당 5000원이다.", publisher=None
    )
    mini.leftover(plain, "입장료는 1인당 5000원이다.", "5000원", "per_unit")
    mini.rejection(
        "noise.html", "not_text", "the bytes are no text in any encoding tried: is this a web page?"
    )
    mini.missing("folder.html", "not_a_file", "a folder bears the name of a page")
    return mini


def _nested_sums(mini: Mini) -> None:
    lead = "가람특별시는 내년 인공지능 예산안을 2651억원으로 짰다."
    parts = "본청이 1718억원, 25개 자치구가 933억원을 쓴다."
    districts = "자치구 몫은 나루구 327억원, 솔구 175억원, 별구 5억원, 한들구 426억원이다."
    gain = "기업들은 이 사업으로 9000억원의 매출을 기대한다."
    doc = mini.article(
        "nested.html",
        "가람시, 인공지능에 2651억원",
        lead,
        parts,
        districts,
        gain,
        published_on=date(2026, 11, 2),
    )
    total = mini.figure(doc, lead, "2651억원", 2651 * EOK, program="인공지능", mention_count=2)
    head = mini.figure(doc, parts, "1718억원", 1718 * EOK, organization="본청")
    rest = mini.figure(doc, parts, "933억원", 933 * EOK, organization="자치구")
    mini.breakdown(doc, total, "organization", [head, rest])
    names = {"나루구": 327, "솔구": 175, "별구": 5, "한들구": 426}
    items = [
        mini.figure(doc, districts, f"{value}억원", value * EOK, organization=name)
        for name, value in names.items()
    ]
    mini.breakdown(doc, rest, "organization", items)
    mini.leftover(doc, gain, "9000억원", "economic_effect")


def _every_other_verdict(mini: Mini) -> None:
    over = "도로 예산 100억원은 차도 80억원, 보도 30억원이다."
    short = "공원 예산은 모두 50억원으로 숲 20억원과 호수 10억원 두 가지다."
    partial = "복지 예산 1조2000억원에는 돌봄 3000억여원 등이 들어 있다."
    suspect = "전산 예산 900억원은 시스템 구축 784원, 유지 116억원이다."
    rounded = "문화 예산 약 100억원은 공연 63억원, 전시 36억원이다."
    doc = mini.article(
        "verdicts.html",
        "새 예산안 <b>한눈에</b>",
        over,
        short,
        partial,
        suspect,
        rounded,
        published_on=date(2026, 10, 30),
        publisher="나루일보",
    )

    def figure(sentence: str, text: str, amount_krw: int, **values: Any) -> str:
        return mini.figure(doc, sentence, text, amount_krw, **values)

    def breakdown(total: str, items: list[str], complete: bool | None = True) -> None:
        mini.breakdown(doc, total, "program", items, complete)

    breakdown(
        figure(over, "100억원", 100 * EOK, program="도로"),
        [figure(over, "80억원", 80 * EOK, program="차도"), figure(over, "30억원", 30 * EOK, program="보도")],
    )
    breakdown(
        figure(short, "50억원", 50 * EOK, program="공원"),
        [figure(short, "20억원", 20 * EOK, program="숲"), figure(short, "10억원", 10 * EOK, program="호수")],
    )
    breakdown(
        figure(partial, "1조2000억원", 12000 * EOK, program="복지"),
        [figure(partial, "3000억여원", 3000 * EOK, program="돌봄", hedge="여", qualifier="about")],
        complete=False,
    )
    breakdown(
        figure(suspect, "900억원", 900 * EOK, program="전산"),
        [
            figure(
                suspect,
                "784원",
                784,
                unit_krw=1,
                program="시스템 구축",
                suspect="unit_typo",
                suggested_krw=784 * EOK,
            ),
            figure(suspect, "116억원", 116 * EOK, program="유지"),
        ],
    )
    breakdown(
        figure(rounded, "100억원", 100 * EOK, program="문화", qualifier="about", hedge="약"),
        [
            figure(rounded, "63억원", 63 * EOK, program="공연"),
            figure(rounded, "36억원", 36 * EOK, program="전시"),
        ],
    )
