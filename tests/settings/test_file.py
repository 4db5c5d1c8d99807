from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assist.domain.errors import StoreError
from assist.domain.settings import Settings
from assist.settings.file import SettingsFile


def test_without_a_file_the_defaults_are_used(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "settings.toml").load() == (Settings(), ())


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    file = SettingsFile(tmp_path / "a" / "settings.toml")
    chosen = replace(Settings(), language="zh_TW", width=420, agent_name='Ann "A" 陈\n', drafts=False)
    file.save(chosen)
    assert file.load() == (chosen, ())


def test_bad_keys_are_put_aside_and_the_rest_is_used(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('theme = "dark"\nwidth = 9\nedge = "top"\nfuture = 1\ncontext = "big"\n')
    loaded, lines = SettingsFile(path).load()
    assert loaded == replace(Settings(), theme="dark")
    assert [line.split(":")[0] for line in lines[:4]] == [
        "setting width",
        "setting edge",
        "setting future",
        "setting context",
    ]
    assert (tmp_path / "settings.toml.bak").read_text() == path.read_text()


def test_an_unwritable_folder_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="settings not saved"):
        SettingsFile(tmp_path / "file" / "settings.toml").save(Settings())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))))
def test_any_file_boots(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    loaded, _ = SettingsFile(path).load()
    assert 360 <= loaded.width <= 420
