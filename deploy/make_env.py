"""Writes `.env` with fresh random secrets for docker-compose.yaml: `python3 deploy/make_env.py [FILE]`.

Needs nothing but Python. An existing file is left alone: its secrets are in use.
"""

from __future__ import annotations

import base64
import os
import secrets
import sys
from pathlib import Path


def values() -> dict[str, str]:
    """A new value for each secret that docker-compose.yaml requires."""
    return {
        # Stands in a database URL, so hexadecimal digits only.
        "POSTGRES_PASSWORD": secrets.token_hex(32),
        # Fernet's form: 32 bytes, URL-safe base64.
        "AIRFLOW_FERNET_KEY": base64.urlsafe_b64encode(os.urandom(32)).decode(),
        "AIRFLOW_API_SECRET_KEY": secrets.token_hex(32),
        # HS512 wants at least 64 bytes.
        "AIRFLOW_JWT_SECRET": secrets.token_hex(64),
        "AIRFLOW_ADMIN_PASSWORD": secrets.token_urlsafe(18),
    }


def main() -> None:
    """Write the file, readable by its owner alone."""
    target = Path(sys.argv[1] if len(sys.argv) > 1 else ".env")
    text = "".join(f"{name}={value}\n" for name, value in values().items())
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(text)
    except FileExistsError:
        sys.exit(f"{target} exists and stays as it is; remove it to make new secrets")
    print(f"{target} written; the administrator's password is AIRFLOW_ADMIN_PASSWORD in it")


if __name__ == "__main__":
    main()
