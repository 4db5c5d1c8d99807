"""Bytes handed over as characters are no conversation; a message with some damage is."""

from __future__ import annotations

import zlib

import pytest

from assist.domain.errors import InputError
from assist.intake import TranscriptIntake

_PICTURE = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + zlib.compress(bytes(i * i % 251 for i in range(4000)))
_SOUND = b"\xff\xfb\x90\x64" + zlib.compress(bytes(i * 7 % 253 for i in range(4000)))


@pytest.mark.parametrize("data", [_PICTURE, _PICTURE[:40], _SOUND, b"%PDF-1.7\n1 0 obj", b"PK\x03\x04\x14\x00doc"])
@pytest.mark.parametrize("codec", ["utf-8", "latin-1", "cp1252"])
def test_bytes_pasted_as_text_are_refused_in_one_line(data: bytes, codec: str) -> None:
    with pytest.raises(InputError, match="pasted text: this is no text") as raised:
        TranscriptIntake().read_text(data.decode(codec, "replace"), "x")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "Customer: my order n\ufffd 8273620 has not come\nAgent: let me look",
        "Anna: caf\ufffd\ufffd Z\ufffdrich\x00",
        "顾客：你好，订单没到\n客服：我看一下",
        "Customer: the PNG you sent is empty\nAgent: here is the %PDF-1.7 again",
    ],
)
def test_a_message_with_some_damage_is_read(text: str) -> None:
    assert TranscriptIntake().read_text(text, "x").turns
