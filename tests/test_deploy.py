"""The scripts of the deployment, run as the containers run them."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from tests.house import ROOT

PASSWORD = "한글 and \"quotes\" are fine"  # fmt: skip
FILE = "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"


def deploy(script: str, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "deploy" / script), *arguments],
        env={"PATH": os.environ["PATH"], **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_entrypoint_becomes_its_command() -> None:
    done = deploy("entrypoint.py", sys.executable, "-c", "import sys; print(sys.argv[1]); sys.exit(3)", "a b")
    assert (done.stdout, done.returncode) == ("a b\n", 3)


def test_the_password_is_written_for_its_user_alone_and_leaves_the_environment(tmp_path: Path) -> None:
    target = tmp_path / "passwords.json"
    show = "import os; print(sorted(name for name in os.environ if 'PASSWORD' in name))"
    done = deploy(
        "entrypoint.py", sys.executable, "-c", show, **{"AIRFLOW_ADMIN_PASSWORD": PASSWORD, FILE: str(target)}
    )
    assert json.loads(target.read_text(encoding="utf-8")) == {"admin": PASSWORD}
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert done.stdout.strip() == f"['{FILE}']"


def test_a_new_password_replaces_the_old_one(tmp_path: Path) -> None:
    target = tmp_path / "passwords.json"
    target.write_text('{"admin": "old"}')
    deploy("entrypoint.py", "true", **{"AIRFLOW_ADMIN_PASSWORD": PASSWORD, FILE: str(target)})
    assert json.loads(target.read_text(encoding="utf-8")) == {"admin": PASSWORD}


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"AIRFLOW_ADMIN_PASSWORD": "short", FILE: "unused.json"}, "at least 12"),
        ({"AIRFLOW_ADMIN_PASSWORD": ""}, FILE),
        ({"AIRFLOW_ADMIN_PASSWORD": PASSWORD}, FILE),
        ({"AIRFLOW_ADMIN_PASSWORD": PASSWORD, FILE: "missing/folder.json"}, "No such file"),
    ],
)
def test_a_password_that_cannot_be_kept_stops_the_service(environment: dict[str, str], said: str) -> None:
    done = deploy("entrypoint.py", "echo", "started", **environment)
    assert done.returncode == 1
    assert said in done.stderr
    assert PASSWORD not in done.stderr
    assert "started" not in done.stdout


def test_a_command_that_is_not_there_is_named() -> None:
    done = deploy("entrypoint.py", "no-such-command")
    assert done.returncode == 1
    assert done.stderr == "entrypoint: cannot run no-such-command: No such file or directory\n"


def test_airflow_itself_reads_the_password(tmp_path: Path) -> None:
    ask = (
        "from airflow.api_fastapi.auth.managers.simple.simple_auth_manager import SimpleAuthManager as S;"
        "S().init(); import json; print(json.dumps([S.get_passwords(), [u.username for u in S.get_users()]]))"
    )
    done = deploy(
        "entrypoint.py",
        sys.executable,
        "-c",
        ask,
        **{
            "AIRFLOW_ADMIN_PASSWORD": PASSWORD,
            FILE: str(tmp_path / "passwords.json"),
            "AIRFLOW_HOME": str(tmp_path),
            "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": "admin:admin",
            "HOME": str(tmp_path),
        },
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [{"admin": PASSWORD}, ["admin"]], done.stderr
    assert "Password for user" not in done.stdout, "Airflow made up a password of its own"


class Service(BaseHTTPRequestHandler):
    """Answers like Airflow's `monitor/health`."""

    def do_GET(self) -> None:
        """One body for every path but the two broken ones."""
        body = {
            "dag_processor": {"status": "healthy"},
            "triggerer": {"status": None},
            "scheduler": {"status": "unhealthy"},
        }
        self.send_response(500 if self.path == "/broken" else 200)
        self.end_headers()
        self.wfile.write(b"not json" if self.path == "/text" else json.dumps(body).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "component", "code", "said"),
    [
        ("/", [], 0, "healthy"),
        ("/", ["dag_processor"], 0, "healthy"),
        ("/", ["triggerer"], 1, "triggerer: not started"),
        ("/", ["scheduler"], 1, "scheduler: unhealthy"),
        ("/", ["other"], 1, "says nothing about other"),
        ("/text", ["scheduler"], 1, "says nothing about scheduler"),
        ("/broken", [], 1, "500"),
    ],
)
def test_health_is_what_the_service_says(
    service: str, path: str, component: list[str], code: int, said: str
) -> None:
    done = deploy("healthcheck.py", service + path, *component)
    assert said in done.stdout
    assert done.returncode == code


def test_a_service_that_does_not_answer_is_not_healthy(service: str) -> None:
    done = deploy("healthcheck.py", "http://127.0.0.1:9/")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_new_secrets_are_random_well_formed_and_never_overwrite_old_ones(tmp_path: Path) -> None:
    target = tmp_path / "env"
    assert deploy("make_env.py", str(target)).returncode == 0
    first = target.read_text()
    values = dict(line.split("=", 1) for line in first.splitlines())
    example = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert list(values) == [line[:-1] for line in example if line.endswith("=") and not line.startswith("#")]
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert Fernet(values["AIRFLOW_FERNET_KEY"].encode())
    assert values["POSTGRES_PASSWORD"].isalnum()
    assert len(values["AIRFLOW_JWT_SECRET"]) >= 64
    assert len(set(values.values())) == len(values)

    again = deploy("make_env.py", str(target))
    assert again.returncode == 1
    assert "stays as it is" in again.stderr
    assert target.read_text() == first
