"""The settings: `yesan.toml` in the working directory, overridden by the environment (`YESAN_…`).

`yesan settings` prints them with their values; `docs/settings.md` is made from this module.
"""

from __future__ import annotations

import json
import os
from ipaddress import ip_network
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError, field_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from ingestion.limits import LIMITS, Limits
from pipeline.errors import YesanError

PROJECT = Path(__file__).resolve().parent.parent
CONFIG_FILE = "yesan.toml"
MIB = 1024 * 1024


class Settings(BaseSettings):
    """All that can be set. Relative paths start at the working directory."""

    model_config = SettingsConfigDict(env_prefix="YESAN_", extra="forbid", frozen=True, toml_file=CONFIG_FILE)

    sources: Annotated[tuple[str, ...], NoDecode] = Field(
        default=("sources.yml",),
        description="What to read when a run names nothing: files that list sources (docs/sources.md), "
        "folders, pages, web archives, URLs of feeds. In the environment: one of them, or a JSON list.",
    )
    store: str = Field(
        default="store",
        description="Where raw, ledger, extracted and audit parts are: a folder, or any fsspec location.",
    )
    releases: Path | None = Field(
        default=None,
        description="Local folder for `releases/`, `current` and the locks. Empty: the store itself, which "
        "must then be a local folder.",
    )
    state: Path = Field(
        default=Path(".yesan"),
        description="Local folder for what can be thrown away: Airflow's home, dbt's artifacts, logs.",
    )
    batch_size: int = Field(default=500, ge=1, description="Most documents in one batch (one raw part).")
    batch_bytes: int = Field(
        default=64 * MIB, ge=1, description="A batch is closed when its documents reach this many bytes."
    )
    extract_tasks: int = Field(
        default=16, ge=1, le=1000, description="Most extract tasks of one run; batches are dealt among them."
    )
    readers: int = Field(
        default=0, ge=0, description="Processes that read documents at the same time; 0: one for each core."
    )
    max_document_bytes: int = Field(
        default=10 * MIB, ge=1, description="A larger document is rejected as `too_large`, unread."
    )
    max_list_bytes: int = Field(
        default=50 * MIB, ge=1, description="A larger feed or sitemap is rejected as `too_large`."
    )
    fetch_seconds: float = Field(
        default=60, gt=0, description="A request that is not answered in full by then is given up."
    )
    fetch_attempts: int = Field(
        default=3, ge=1, description="How often a run asks for one page, where asking again may help."
    )
    fetch_redirects: int = Field(default=5, ge=0, description="Redirects that are followed for one page.")
    fetch_wait_seconds: float = Field(
        default=1,
        ge=0,
        description="Least time between two requests to one host; between attempts it doubles. A host's "
        "robots.txt may ask for more.",
    )
    fetch_longest_wait: float = Field(
        default=120,
        ge=0,
        description="Most seconds that a host may have us wait (Retry-After, Crawl-delay); what it wants to "
        "be asked for later still is left to the next run.",
    )
    private_networks: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Networks (`10.0.0.0/8`) that feeds may be fetched from although they are not on the "
        "public internet. In the environment: one, or a JSON list.",
    )
    user_agent: str = Field(
        default="yesan",
        min_length=1,
        pattern=r"^[\x20-\x7e]+$",
        description="Who asks, for the servers of feeds; what robots.txt says to this name is kept.",
    )
    extract_seconds: float = Field(
        default=30,
        gt=0,
        description="Processor time of one document; one that takes longer is rejected as `too_slow`.",
    )
    reader_memory_bytes: int = Field(
        default=1536 * MIB,
        ge=256 * MIB,
        description="Address space of one reading process; a document that needs more is rejected as "
        "`reader_failed`.",
    )
    build_memory_bytes: int = Field(
        default=1024 * MIB,
        ge=256 * MIB,
        description="What DuckDB may hold while the warehouse is built; a warehouse of millions of figures "
        "needs more.",
    )
    max_unpacked_bytes: int = Field(
        default=LIMITS.unpacked_bytes,
        ge=1,
        description="What is inside a file of a word processor may unpack to so many bytes; beyond, it is "
        "rejected as `too_large`.",
    )
    max_unpacked_ratio: int = Field(
        default=LIMITS.unpacked_ratio, ge=1, description="It may unpack to so many times its own size."
    )
    max_nesting: int = Field(
        default=LIMITS.nesting,
        ge=1,
        le=256,
        description="Deeper markup is rejected as `too_deep`; the parser itself goes no deeper than 256.",
    )
    max_table_cells: int = Field(
        default=LIMITS.table_cells,
        ge=1,
        description="A document with more cells of tables is rejected as `too_large`.",
    )
    max_file_pages: int = Field(
        default=LIMITS.file_pages, ge=1, description="A PDF with more pages is rejected as `too_large`."
    )
    min_checked_share: float = Field(
        default=0.5,
        ge=0,
        le=1,
        description="Least share of stated totals whose sum could be checked; below it nothing is published.",
    )
    workbook_rows: int = Field(
        default=10_000,
        ge=1,
        le=1_048_575,
        description="Most rows of one sheet in a release's Excel file, which says what it lacks; Excel takes "
        "up to 1048575, writing 2,000 takes about a second.",
    )
    keep_releases: int = Field(
        default=10, ge=1, description="Releases that are kept; older ones are removed after publishing."
    )

    @field_validator("private_networks")
    @classmethod
    def _are_networks(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for network in value:
            ip_network(network, strict=False)
        return value

    @field_validator("sources", "private_networks", mode="before")
    @classmethod
    def _plain_or_json(cls, value: object) -> object:
        if isinstance(value, str):
            return json.loads(value) if value.lstrip().startswith("[") else (value,)
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Highest first: arguments, environment, file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)

    @property
    def home(self) -> Path:
        """The local folder that holds `releases/`, `current` and the locks, as an absolute path.

        Raises:
            YesanError: the store is not a local folder and `releases` is not set.
        """
        if self.releases is not None:
            return self.releases.absolute()
        store = _local(self.store)
        if "://" in store or "::" in store:
            raise YesanError(
                f"the store {self.store} is not a local folder, and releases need one: set `releases` in "
                f"{CONFIG_FILE} (or YESAN_RELEASES) to a local folder"
            )
        return Path(store).absolute()

    @property
    def current(self) -> Path:
        """The link that analysts name."""
        return self.home / "current"

    @property
    def reader_count(self) -> int:
        """How many processes read documents."""
        return self.readers or os.cpu_count() or 1

    @property
    def limits(self) -> Limits:
        """How much of one document is read."""
        return Limits(
            unpacked_bytes=self.max_unpacked_bytes,
            unpacked_ratio=self.max_unpacked_ratio,
            nesting=self.max_nesting,
            table_cells=self.max_table_cells,
            file_pages=self.max_file_pages,
        )

    def environment(self) -> dict[str, str]:
        """These settings as `YESAN_…` variables with absolute paths: the same in any working directory."""
        values = self.model_dump(mode="json", exclude_none=True)
        values["sources"] = json.dumps([absolute(source) for source in self.sources], ensure_ascii=False)
        values["private_networks"] = json.dumps(self.private_networks)
        values["store"] = absolute(self.store)
        values["state"] = absolute(str(self.state))
        if self.releases is not None:
            values["releases"] = absolute(str(self.releases))
        return {f"YESAN_{name.upper()}": str(value) for name, value in values.items()}


def absolute(location: str) -> str:
    """A local path, or a `file://` URL, as an absolute path; another URL as it is."""
    path = _local(location)
    return path if "://" in path else os.path.abspath(path)


def _local(location: str) -> str:
    """A `file://` URL as the path that fsspec takes it for."""
    return location.removeprefix("file://")


def shown(path: Path) -> str:
    """A path for a person: relative to the working directory when it lies inside it."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def load(**overrides: object) -> Settings:
    """The settings of the working directory; an override of None counts as not given.

    Raises:
        YesanError: naming each setting that cannot be, and where to mend it.
    """
    try:
        return Settings(**{name: value for name, value in overrides.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        faults = "; ".join(
            f"{'.'.join(map(str, fault['loc'])) or 'settings'}: {fault['msg']}" for fault in error.errors()
        )
        raise YesanError(
            f"{faults} (see {CONFIG_FILE} and the YESAN_… variables; `yesan settings`)"
        ) from None
    except ValueError as error:
        raise YesanError(f"{CONFIG_FILE} or a YESAN_… variable cannot be read: {error}") from None


def rows() -> list[tuple[str, str, str]]:
    """Each setting as (name, default, description), in the order of this module."""
    return [(name, _shown(field), field.description or "") for name, field in Settings.model_fields.items()]


def _shown(field: FieldInfo) -> str:
    value = field.default
    if value is None:
        return "(empty)"
    if isinstance(value, tuple):
        return ", ".join(value) or "(none)"
    if isinstance(value, int) and value >= MIB and value % MIB == 0:
        return f"{value} ({value // MIB} MiB)"
    return str(value)


def markdown() -> str:
    """`docs/settings.md`."""
    lines = [
        "# Settings",
        "",
        f"`{CONFIG_FILE}` in the working directory holds them; the environment overrides the file",
        "(`store` is `YESAN_STORE`), and a command's own option overrides both. `yesan settings` prints the",
        "values in force. Relative paths start at the working directory.",
        "",
        "| setting | environment | default | what it does |",
        "|---|---|---|---|",
    ]
    lines += [f"| `{name}` | `YESAN_{name.upper()}` | {default} | {text} |" for name, default, text in rows()]
    return "\n".join([*lines, "", "This page is made by `yesan settings --markdown > docs/settings.md`.", ""])
