"""The data dictionary is what the YAML says."""

from __future__ import annotations

from pipeline.dictionary import MODELS, PAGE, SCHEMAS, read_blocks, render


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == render(), "run `python -m pipeline.dictionary`"


def test_every_doc_block_is_used() -> None:
    yaml = "".join(path.read_text("utf-8") for path in MODELS.rglob("*.yml"))
    assert [name for name in read_blocks(MODELS / "columns.md") if f"doc('{name}')" not in yaml] == []


def test_every_table_for_analysts_is_described() -> None:
    page = render()
    for schema, folder, _ in SCHEMAS:
        for path in (MODELS / folder).glob("*.sql"):
            name = path.stem if schema == "main" else f"{schema}.{path.stem}"
            assert f"### `{name}`" in page
