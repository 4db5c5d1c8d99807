from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assist.domain.errors import InputError, WrongKey
from assist.speech.sound import RATE
from assist.speech.vault import Vault, open_vault

KEY = bytes(32)


def _kept(folder: Path, seconds: float = 25.0) -> Path:
    vault = Vault.new(folder, KEY)
    t = np.arange(round(seconds * RATE)) / RATE
    tone = (0.3 * np.sin(2 * np.pi * 300 * t)).astype(np.float32)
    for at in range(0, tone.size, 1600):
        vault.add(tone[at : at + 1600], -tone[at : at + 1600])
    vault.close()
    return next(folder.iterdir())


def test_what_was_kept_comes_back_and_only_with_its_key(tmp_path: Path) -> None:
    path = _kept(tmp_path)
    agent, customer, ended = open_vault(path, KEY)
    assert ended
    assert abs(agent.size / RATE - 25) < 0.01
    assert np.allclose(agent, -customer, atol=1e-3)
    with pytest.raises(WrongKey):
        open_vault(path, b"x" * 32)


def test_a_recording_that_was_cut_off_opens_as_far_as_it_goes_and_says_so(tmp_path: Path) -> None:
    path = _kept(tmp_path)
    data = path.read_bytes()
    length = int.from_bytes(data[13:17], "little")
    path.write_bytes(data[: 17 + length])
    agent, _, ended = open_vault(path, KEY)
    assert not ended
    assert agent.size == 10 * RATE


def test_changed_or_moved_blocks_are_refused(tmp_path: Path) -> None:
    path = _kept(tmp_path)
    data = bytearray(path.read_bytes())
    data[-20] ^= 1
    path.write_bytes(data)
    with pytest.raises(InputError, match="damaged after 20 seconds"):
        open_vault(path, KEY)


def test_without_a_key_nothing_is_kept(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no key"):
        Vault.new(tmp_path, b"")
    assert not list(tmp_path.iterdir())
