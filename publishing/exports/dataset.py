"""The release as a schema.org Dataset: `dataset.jsonld`, for catalogues and search engines.

What is not known is left out: a licence, since the articles are their publishers'.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from publishing.exports.tables import Table
from publishing.manifest import sha256

NAME = "dataset.jsonld"
MEDIA_TYPES = {
    ".csv": "text/csv",
    ".duckdb": "application/vnd.duckdb",
    ".json": "application/json",
    ".md": "text/markdown",
    ".parquet": "application/vnd.apache.parquet",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What the description tells of the rows. Years are fiscal years, None where no figure has one."""

    as_of: datetime
    documents: int
    figures: int
    first_year: int | None
    last_year: int | None
    governments: tuple[str, ...]


def write_dataset(facts: Facts, tables: Sequence[Table], files: Sequence[Path], folder: Path) -> Path:
    """Writes `folder`/dataset.jsonld; returns its path.

    Args:
        facts: of the rows.
        tables: all that are exported; the columns of fact_budget are what is measured.
        files: what can be downloaded, below `folder` or beside it.
        folder: where the description is; links start there.
    """
    dataset: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": "Yesan: public budgets as Korean news and press pages state them",
        "alternateName": "예산: 보도에서 읽은 공공 예산",
        "description": f"{facts.figures:,} budget figures from {facts.documents:,} pages, each with its "
        "fiscal year, body, programme and sentence; every stated total is compared with "
        "the sum of its parts. 보도마다 적힌 예산 수치와 그 문장, 총액과 세부의 합계 검증.",
        "inLanguage": ["ko", "en"],
        "keywords": ["budget", "예산", "government spending", "fiscal year", "Korea"],
        "dateModified": facts.as_of.isoformat(),
        "measurementTechnique": "amounts read from prose and tables by rules; sums checked as intervals",
        "spatialCoverage": [{"@type": "Place", "name": name} for name in facts.governments],
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": column.name,
                "description": column.meaning,
                **({"unitText": "KRW"} if column.name.endswith("_krw") else {}),
            }
            for table in tables
            if table.full_name == "fact_budget"
            for column in table.columns
        ],
        "distribution": [_download(path, folder) for path in files],
    }
    if facts.first_year is not None:
        dataset["temporalCoverage"] = f"{facts.first_year}/{facts.last_year}"
    target = folder / NAME
    target.write_text(json.dumps(dataset, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return target


def _download(path: Path, folder: Path) -> dict[str, str]:
    return {
        "@type": "DataDownload",
        "name": path.name,
        "contentUrl": path.relative_to(folder).as_posix(),
        "encodingFormat": MEDIA_TYPES[path.suffix],
        "contentSize": f"{path.stat().st_size} B",
        "sha256": sha256(path),
    }
