"""One `dbt build` of the warehouse in a process of its own, and what it found as typed rows.

dbt's start costs seconds and two processes cannot write one DuckDB file, so there is one call for all
models and tests. Nothing is written into the source tree and nothing leaves the machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import YesanError

MEMORY_BYTES = 1024**3
PROJECT_DIR = Path(__file__).resolve().parent.parent / "dbt_project"

# dbt allocates millions of small objects that all live to the end: collecting garbage among them
# costs a tenth of the run and finds none.
_RUN_DBT = "import gc; gc.set_threshold(200_000, 50, 50); from dbt.cli.main import cli; cli()"


class DbtError(YesanError):
    """dbt could not build the warehouse; the message names the model and what dbt said."""


@dataclass(frozen=True, slots=True)
class NodeResult:
    """What became of one node. `kind`: model, seed, test, unit_test or operation. `status`: success,
    error or skipped for what is built; pass, fail, warn, error or skipped for what is tested.
    `failures`: number of rows a test found, None where it did not run. `level`: a failed `stop` keeps
    the release from being published, a `warn` is shown on it."""

    name: str
    kind: str
    status: str
    failures: int | None
    level: str
    message: str | None
    seconds: float

    @property
    def is_test(self) -> bool:
        """Whether this is a data test or a unit test."""
        return self.kind in ("test", "unit_test")


@dataclass(frozen=True, slots=True)
class DbtBuild:
    """All results of one build, by name, and the artifact they were read from."""

    results: tuple[NodeResult, ...]
    run_results: Path

    @property
    def failed_tests(self) -> tuple[NodeResult, ...]:
        """The tests of level `stop` that did not pass, for whatever reason."""
        return tuple(
            result
            for result in self.results
            if result.is_test and result.level == "stop" and result.status != "pass"
        )

    @property
    def passed(self) -> bool:
        """True when every test of level `stop` ran and passed, and there was at least one."""
        return any(result.is_test for result in self.results) and not self.failed_tests


def build(
    warehouse: Path,
    work_dir: Path,
    *,
    unit_tests: bool = False,
    memory_bytes: int = MEMORY_BYTES,
    progress: Callable[[str], None] | None = None,
    project_dir: Path = PROJECT_DIR,
    hold: Sequence[int] = (),
) -> DbtBuild:
    """Build and test all models in the file `warehouse`, which the loader has filled.

    Args:
        warehouse: The DuckDB file; no other connection may be open on it.
        work_dir: Where artifacts and the parsed project are kept (`target/`, `logs/`). Keep it
            between runs, then dbt does not parse the project anew; one build at a time uses it.
        unit_tests: Also run dbt's unit tests, which need no data of the warehouse.
        memory_bytes: What DuckDB may hold; what it cannot put aside on disk must fit.
        progress: Called with one line per finished node, such as `12/70 fact_budget`.
        project_dir: The dbt project.
        hold: Descriptors that dbt's process inherits, such as that of the lock on the warehouse.

    Raises:
        DbtError: if the project does not parse, or a model, seed or hook fails or is skipped. A
            failing test does not raise: it is in the results.
    """
    target = work_dir / "target"
    run_results = target / "run_results.json"
    target.mkdir(parents=True, exist_ok=True)
    run_results.unlink(missing_ok=True)
    options = [] if unit_tests else ["--exclude-resource-type", "unit_test"]
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", _RUN_DBT, "build", "--project-dir", str(project_dir)),
            *("--profiles-dir", str(project_dir), "--log-format", "json", "--log-level-file", "none"),
            *("--no-populate-cache", *options),
        ],
        env=_environment(_stable_path(warehouse, work_dir), target, work_dir / "logs", memory_bytes),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        pass_fds=hold,
    )
    errors = []
    with process:
        for event in _events(process):
            info, data = event["info"], event.get("data", {})
            if info["level"] == "error":
                errors.append(info["msg"])
            if progress and {"index", "total", "node_info"} <= data.keys() and "execution_time" in data:
                progress(f"{data['index']}/{data['total']} {data['node_info']['node_name']}")
    if not run_results.exists():
        raise DbtError("dbt did not run: " + ("\n".join(errors) or f"exit code {process.returncode}"))
    results = read_results(target)
    broken = [result for result in results if not result.is_test and result.status != "success"]
    if broken:
        # A skipped model stands behind a broken one: name the cause first.
        broken.sort(key=lambda result: result.status == "skipped")
        if "Out of Memory Error" in (broken[0].message or ""):
            raise DbtError(
                f"{broken[0].kind} {broken[0].name} needs more memory than DuckDB may hold "
                f"({memory_bytes // 1024**2:,} MiB); the setting `build_memory_bytes` gives it more"
            )
        raise DbtError(
            "; ".join(f"{node.kind} {node.name}: {node.message or node.status}" for node in broken)
        )
    return DbtBuild(results, run_results)


def read_results(target: Path) -> tuple[NodeResult, ...]:
    """The rows of `run_results.json` in dbt's target folder, sorted by kind and name."""
    outcomes = json.loads((target / "run_results.json").read_text("utf-8"))["results"]
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    nodes: dict[str, dict[str, Any]] = {**manifest["nodes"], **manifest["unit_tests"]}
    results = (_node_result(outcome, nodes.get(outcome["unique_id"], {})) for outcome in outcomes)
    return tuple(sorted(results, key=lambda result: (result.kind, result.name)))


def _node_result(outcome: dict[str, Any], node: dict[str, Any]) -> NodeResult:
    kind, _, rest = outcome["unique_id"].split(".", 2)[0:3]
    severity = str(node.get("config", {}).get("severity") or "error").lower()
    return NodeResult(
        name=node.get("name", rest),
        kind=kind,
        status=outcome["status"],
        failures=outcome.get("failures"),
        level="warn" if severity == "warn" else "stop",
        message=outcome.get("message"),
        seconds=round(float(outcome["execution_time"]), 3),
    )


def _stable_path(warehouse: Path, work_dir: Path) -> Path:
    """The warehouse's path through a link that is the same in every run.

    dbt forgets the parsed project when its connection changes, and every release has a folder of its
    own. The link is to the folder, not to the file, so that the write-ahead log stays beside the file.
    """
    link, fresh = work_dir / "build", work_dir / f"build.{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(warehouse.resolve().parent, target_is_directory=True)
    fresh.replace(link)
    return link.absolute() / warehouse.name


def _environment(warehouse: Path, target: Path, logs: Path, memory_bytes: int) -> dict[str, str]:
    """The process's environment: what a person set for other dbt projects does not count here."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("DBT_")}
    return inherited | {
        "YESAN_WAREHOUSE": str(warehouse),
        "YESAN_BUILD_MEMORY": f"{memory_bytes // 1024**2}MiB",
        "DBT_TARGET_PATH": str(target.absolute()),
        "DBT_LOG_PATH": str(logs.absolute()),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DO_NOT_TRACK": "1",
        "PYTHONUNBUFFERED": "1",
    }


def _events(process: subprocess.Popen[str]) -> Iterator[dict[str, Any]]:
    """dbt's log events as they come; a line that is none becomes an error event of its own."""
    for line in process.stdout or ():
        try:
            event = json.loads(line)
        except json.JSONDecodeError:
            event = None
        if isinstance(event, dict) and "info" in event:
            yield event
        elif line.strip():
            yield {"info": {"level": "error", "msg": line.rstrip()}}
