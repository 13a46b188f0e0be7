"""The container's first process: keeps the administrator's password where Airflow reads it, then becomes
the command.

Airflow's simple auth manager reads a JSON object `{user: password}` from the file that
`[core] simple_auth_manager_passwords_file` names, and invents a password (and prints it to the log) for a
user who is missing there. So the file is written before it starts, from AIRFLOW_ADMIN_PASSWORD; services
that do not serve logins do not get that variable.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

PASSWORD = "AIRFLOW_ADMIN_PASSWORD"
FILE = "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE"
LEAST_LENGTH = 12


def write_passwords(password: str, target: Path) -> None:
    """Write `{"admin": password}` to `target`, readable by this user alone.

    Raises:
        ValueError: the password is shorter than LEAST_LENGTH characters.
    """
    if len(password) < LEAST_LENGTH:
        raise ValueError(f"{PASSWORD} has {len(password)} characters; at least {LEAST_LENGTH} are needed")
    new = target.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        json.dump({"admin": password}, file, ensure_ascii=False)
    new.replace(target)


def main() -> None:
    """Write the password file if this service has the password, then run the arguments."""
    command = sys.argv[1:]
    if not command:
        sys.exit("entrypoint: no command given")
    # Taken out of the environment, so that no child process inherits it.
    password = os.environ.pop(PASSWORD, None)
    if password is not None:
        if FILE not in os.environ:
            sys.exit(f"entrypoint: {PASSWORD} is set, but {FILE} does not say where to keep it")
        try:
            write_passwords(password, Path(os.environ[FILE]))
        except (OSError, ValueError) as error:
            sys.exit(f"entrypoint: {error}")
    try:
        os.execvp(command[0], command)
    except OSError as error:
        sys.exit(f"entrypoint: cannot run {command[0]}: {error.strerror}")


if __name__ == "__main__":
    main()
