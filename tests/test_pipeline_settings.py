"""Settings: file below environment below arguments, and a page that tells the truth about them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.errors import YesanError
from pipeline.settings import PROJECT, Settings, load, markdown
from pipeline.store import Store


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty working directory, and no setting from outside."""
    for name in Settings.model_fields:
        monkeypatch.delenv(f"YESAN_{name.upper()}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_an_argument_outranks_the_environment_which_outranks_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "yesan.toml").write_text('store = "file"\nbatch_size = 7\nreaders = 3\n')
    monkeypatch.setenv("YESAN_STORE", "environment")
    monkeypatch.setenv("YESAN_BATCH_SIZE", "8")
    settings = load(store="argument")
    assert (settings.store, settings.batch_size, settings.readers) == ("argument", 8, 3)


@pytest.mark.parametrize(
    ("value", "sources"), [("news", ("news",)), ('["news", "press"]', ("news", "press"))]
)
def test_sources_in_the_environment_are_one_path_or_a_json_list(
    monkeypatch: pytest.MonkeyPatch, value: str, sources: tuple[str, ...]
) -> None:
    monkeypatch.setenv("YESAN_SOURCES", value)
    assert load().sources == sources


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("batch_size = 0\n", "batch_size"),
        ("bach_size = 5\n", "bach_size"),
        ("batch_size 5\n", "cannot be read"),
    ],
)
def test_a_setting_that_cannot_be_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "yesan.toml").write_text(text)
    with pytest.raises(YesanError, match=message):
        load()


def test_the_environment_of_the_settings_gives_the_same_settings_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = load(store="s", sources=("a", "b"), releases="r", batch_size=9)
    home = settings.home
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir("/")
    again = load()
    assert again.home == home
    assert again.store == str(tmp_path / "s")
    assert again.sources == (str(tmp_path / "a"), str(tmp_path / "b"))
    assert again.batch_size == settings.batch_size


def test_a_remote_store_needs_a_local_folder_for_releases(tmp_path: Path) -> None:
    with pytest.raises(YesanError, match="YESAN_RELEASES"):
        _ = load(store="memory://yesan").home
    assert load(store="memory://yesan", releases="r").home == tmp_path / "r"


def test_a_file_url_is_a_local_folder(tmp_path: Path) -> None:
    settings = load(store=f"file://{tmp_path}/s")
    assert settings.home == tmp_path / "s"
    assert Store(settings.store).root == str(settings.home)
    assert settings.environment()["YESAN_STORE"] == str(settings.home)


def test_every_setting_says_what_it_does() -> None:
    assert not [name for name, field in Settings.model_fields.items() if not field.description]


def test_the_page_about_settings_is_up_to_date() -> None:
    assert (PROJECT / "docs" / "settings.md").read_text(encoding="utf-8") == markdown(), (
        "run `yesan settings --markdown > docs/settings.md`"
    )


def test_the_settings_file_shows_every_setting_with_its_default() -> None:
    text = (PROJECT / "yesan.toml").read_text(encoding="utf-8")
    shown = tomllib.loads("\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line))
    assert set(shown) == set(Settings.model_fields)
    del shown["releases"]  # has no default: it is only needed where the store is not local
    assert load(**shown) == load()
