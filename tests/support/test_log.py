from __future__ import annotations

import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.support.log import RedactingFormatter, frames, write_crash


def _line(message: str, *args: object) -> str:
    return RedactingFormatter().format(logging.LogRecord("assist.x", logging.INFO, "f.py", 1, message, args, None))


def test_numbers_stay_and_texts_become_their_length() -> None:
    assert _line("turn %d from %s", 4, "Crystal Minh").endswith("turn 4 from <12 characters>")


@given(st.text(min_size=12))
def test_no_text_argument_is_ever_written(text: str) -> None:
    assert text not in _line("said %s", text)


def test_a_crash_file_names_the_place_and_not_the_words(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="4111") as caught:
        int("my card number is 4111")
    write_crash(tmp_path / "crash.txt", caught.value)
    text = (tmp_path / "crash.txt").read_text()
    assert "ValueError" in frames(caught.value)
    assert "test_log.py" in text
    assert "4111" not in text
