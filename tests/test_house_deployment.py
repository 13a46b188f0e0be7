"""The image and the compose file: pinned, not root, shut, and with no secret in them."""

from __future__ import annotations

import json
import re
import subprocess
import tomllib
from typing import Any

import pytest
import yaml

from tests.house import BIN, ROOT, text_of

DOCKERFILE = ROOT / "Dockerfile"
COMPOSE = ROOT / "docker-compose.yaml"
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(text_of(COMPOSE))["services"]
SECRETS = {
    "POSTGRES_PASSWORD",
    "AIRFLOW_FERNET_KEY",
    "AIRFLOW_API_SECRET_KEY",
    "AIRFLOW_JWT_SECRET",
    "AIRFLOW_ADMIN_PASSWORD",
}
ONCE = {"init", "analyst"}  # they run and end: nothing to ask for its health

each_service = pytest.mark.parametrize("name", SERVICES)


def run(*command: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False)


def test_hadolint_finds_nothing() -> None:
    found = run(BIN / "hadolint", DOCKERFILE)
    assert found.returncode == 0, found.stdout


def test_the_compose_file_keeps_the_compose_specification() -> None:
    found = run(BIN / "check-jsonschema", "--builtin-schema", "vendor.compose-spec", COMPOSE)
    assert found.returncode == 0, found.stdout


def test_the_services_are_those_that_the_dag_needs() -> None:
    assert set(SERVICES) == {"postgres", "init", "api-server", "scheduler", "dag-processor", "analyst"}


@each_service
def test_ports_are_on_the_loopback(name: str) -> None:
    assert all(str(port).startswith("127.0.0.1:") for port in SERVICES[name].get("ports", []))


def test_only_the_ui_has_a_port_and_the_database_no_way_out() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["api-server"]
    assert SERVICES["postgres"]["networks"] == ["database"]
    assert yaml.safe_load(text_of(COMPOSE))["networks"]["database"] == {"internal": True}


@each_service
def test_no_service_is_root_or_can_become_it_or_write_outside_its_volumes(name: str) -> None:
    service = SERVICES[name]
    user, _, group = service["user"].partition(":")
    assert int(user) > 0
    assert int(group) > 0
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["read_only"] is True
    assert "privileged" not in service


def test_each_secret_must_come_from_the_environment() -> None:
    used = re.findall(r"\$\{(\w+)(:?[?-]?)", text_of(COMPOSE))
    assert {name for name, _ in used if name in SECRETS} == SECRETS
    assert not [name for name, form in used if name in SECRETS and form != ":?"]


@each_service
def test_what_looks_like_a_secret_is_no_literal(name: str) -> None:
    for variable, value in SERVICES[name].get("environment", {}).items():
        if re.search(r"PASSWORD$|SECRET|_KEY$|_CONN$", variable):
            assert re.search(r"\$\{\w+:\?", value), f"{name}: {variable}"


def test_no_component_but_the_api_server_knows_the_administrators_password() -> None:
    assert [n for n, s in SERVICES.items() if "AIRFLOW_ADMIN_PASSWORD" in s.get("environment", {})] == [
        "api-server"
    ]


def test_the_example_names_every_secret_and_gives_none() -> None:
    lines = text_of(ROOT / ".env.example").split("\n")
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert given == dict.fromkeys(SECRETS, "")


def test_secrets_of_a_checkout_stay_out_of_git_and_of_the_image() -> None:
    assert run("git", "-C", ROOT, "check-ignore", "-q", ROOT / ".env").returncode == 0
    assert text_of(ROOT / ".dockerignore").split("\n")[1] == "*", "the image takes only what is named"


@each_service
def test_services_that_stay_are_asked_for_their_health(name: str) -> None:
    assert ("healthcheck" in SERVICES[name]) == (name not in ONCE)


@each_service
def test_images_are_pinned(name: str) -> None:
    assert re.fullmatch(r"[\w/]+:\d+\.\d+(\.\d+)?(-\w+)*", SERVICES[name]["image"])


def test_the_image_is_built_on_a_pinned_one_from_the_locks_and_runs_as_a_user() -> None:
    text = text_of(DOCKERFILE)
    bases = re.findall(r"^FROM (\S+)", text, re.MULTILINE)
    assert len(set(bases)) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-\w+", bases[0])
    assert "--require-hashes -r requirements-uv.lock" in text
    assert re.search(r"--require-hashes .*-r requirements\.lock", text)
    assert re.findall(r"^USER (\S+)", text, re.MULTILINE) == ["10001:10001"]


def test_the_image_has_the_version_of_the_project_and_a_python_that_it_allows() -> None:
    project = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]
    assert SERVICES["scheduler"]["image"] == f"yesan:{project['version']}"
    minor = int(re.findall(r"^FROM python:3\.(\d+)", text_of(DOCKERFILE), re.MULTILINE)[0])
    low, high = map(int, re.findall(r"3\.(\d+)", project["requires-python"]))
    assert low <= minor < high


def test_what_the_image_copies_exists_and_reaches_the_builder() -> None:
    text = text_of(DOCKERFILE)
    copied = {
        name for line in re.findall(r"^COPY (?!--from)(.+)", text, re.MULTILINE) for name in line.split()[:-1]
    }
    assert copied == {
        line[1:] for line in text_of(ROOT / ".dockerignore").split("\n") if line.startswith("!")
    }
    assert not [name for name in copied if not (ROOT / name).exists()]
    assert {"ingestion", "expectations", "publishing", "pipeline", "dags", "dbt_project", "data"} <= copied


def test_only_the_scheduler_writes_the_store_and_analysts_only_read_it() -> None:
    mounts = {
        name: volume
        for name, service in SERVICES.items()
        for volume in service.get("volumes", [])
        if volume.startswith("store:")
    }
    assert mounts == {"scheduler": "store:/var/lib/yesan/store", "analyst": "store:/var/lib/yesan/store:ro"}
    assert SERVICES["analyst"]["network_mode"] == "none"


def test_services_wait_for_what_they_need() -> None:
    assert SERVICES["init"]["depends_on"]["postgres"]["condition"] == "service_healthy"
    # A task that starts before the API server is there uses up a try.
    assert SERVICES["scheduler"]["depends_on"]["api-server"]["condition"] == "service_healthy"
    for name in ("api-server", "scheduler", "dag-processor"):
        assert SERVICES[name]["depends_on"]["init"]["condition"] == "service_completed_successfully"


def test_mounts_lie_where_the_image_looks_for_them() -> None:
    variables = dict(re.findall(r"(\w+)=(\S+)", text_of(DOCKERFILE)))
    targets = {volume.removesuffix(":ro").rpartition(":")[2] for volume in SERVICES["scheduler"]["volumes"]}
    assert {variables[f"YESAN_{name}"] for name in ("SOURCES", "STORE", "STATE")} <= targets
    assert variables["AIRFLOW__LOGGING__BASE_LOG_FOLDER"] in targets


def test_the_pool_that_is_made_is_the_pool_that_tasks_wait_for() -> None:
    pools = json.loads(text_of(ROOT / "dags" / "pools.json"))
    assert "/../dags/pools.json" in text_of(ROOT / "deploy" / "init.sh")
    used = set(re.findall(r"[\"']pool[\"']: [\"'](\w+)[\"']", text_of(ROOT / "dags" / "budget_news.py")))
    assert used == set(pools)
    assert [pool["slots"] for pool in pools.values()] == [1]


def test_shell_scripts_stop_at_the_first_error() -> None:
    scripts = sorted((ROOT / "deploy").glob("*.sh"))
    assert scripts
    for script in scripts:
        assert "\nset -eu\n" in text_of(script)
        assert run("sh", "-n", script).returncode == 0
