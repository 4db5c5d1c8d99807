from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest

from assist.app import Workshop
from assist.cli import main
from assist.speech.sound import RATE
from assist.speech.vault import Vault

KEY = bytes(32)


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Workshop, "audio_vault", lambda self: (self.home / "audio", KEY))
    vault = Vault.new(tmp_path / "audio", KEY)
    vault.add(np.full(RATE, 0.25, np.float32), np.full(RATE, -0.25, np.float32))
    vault.close()
    return next((tmp_path / "audio").iterdir())


def test_a_kept_recording_is_decrypted_into_two_channels(kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "call.wav"
    assert main(["audio", "export", str(kept), "--out", str(out)]) == 0
    with wave.open(str(out)) as file:
        assert (file.getnchannels(), file.getframerate(), file.getnframes()) == (2, RATE, RATE)


def test_another_file_is_refused_in_one_line(kept: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kept.write_bytes(b"something else")
    assert main(["audio", "export", str(kept), "--out", str(tmp_path / "call.wav")]) == 1
    assert "no recording of Assist's" in capsys.readouterr().err
    assert not (tmp_path / "call.wav").exists()
