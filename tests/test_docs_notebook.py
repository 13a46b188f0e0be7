"""The notebook runs from top to bottom on the release of the bundled articles, and shows what it says."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from tests.house import ROOT
from tests.released import working_directory

NOTEBOOK = ROOT / "docs" / "notebook" / "first-steps.ipynb"


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> list[nbformat.NotebookNode]:
    """The cells of code with what they put out; an error in one of them is raised."""
    store: Path = working_directory(tmp_path_factory) / "store"
    notebook = nbformat.read(NOTEBOOK, as_version=4)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("YESAN_STORE", str(store))
        patched.setenv("IPYTHONDIR", str(tmp_path_factory.mktemp("ipython")))
        NotebookClient(notebook, timeout=120, kernel_name="python3").execute(cwd=str(NOTEBOOK.parent))
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def shown(cell: nbformat.NotebookNode) -> str:
    """All that a cell put out, as text."""
    parts = [output.get("text", "") + str(output.get("data", "")) for output in cell.outputs]
    return "\n".join(parts)


def test_every_cell_but_the_last_shows_something(run: list[nbformat.NotebookNode]) -> None:
    assert [cell.source for cell in run if not shown(cell)] == ["con.close()"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("limit 8", "AI·디지털·첨단산업 육성"),
        ("story =", "3459.0"),
        ("pygal", "<svg"),
        ("fact_total_check", "1718 + 933 = 2651"),
        ("suspect is not null", "784원"),
        ("from explain(?)", "match"),
        ("▶", "▶2651억원◀"),
        ("exports", "exports/yesan.xlsx"),
    ],
)
def test_it_shows_what_it_tells(run: list[nbformat.NotebookNode], source: str, words: str) -> None:
    (cell,) = [cell for cell in run if source in cell.source and "con.close" not in cell.source][:1]
    assert words in shown(cell)


def test_the_chart_loads_nothing_and_has_a_bar_for_each_amount(run: list[nbformat.NotebookNode]) -> None:
    (chart,) = [shown(cell) for cell in run if "pygal" in cell.source]
    assert "<script" not in chart or "src=" not in chart
    assert chart.count("<rect") >= 5


def test_no_output_is_committed() -> None:
    """It would be behind after the next change of a rule; `docs/queries.md` has answers that a test holds."""
    for cell in nbformat.read(NOTEBOOK, as_version=4).cells:
        if cell.cell_type == "code":
            assert (cell.outputs, cell.execution_count) == ([], None)
