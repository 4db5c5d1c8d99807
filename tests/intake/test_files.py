"""Files: whatever the encoding and the format, conversations out, or one clear line."""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.conversation import Speaker
from assist.domain.errors import InputError
from assist.intake import TranscriptIntake
from assist.intake.encoding import MAX_BYTES, decode

C, A, S = Speaker.CUSTOMER, Speaker.AGENT, Speaker.SYSTEM
intake = TranscriptIntake()
ENGLISH = "Customer: the café’s tent cost €20\nAgent: How can I help?"
SIMPLIFIED = "客户：我的订单还没有收到，请问什么时候发货？\n客服：您好，很高兴为您服务"
TRADITIONAL = "客戶：我的訂單還沒有收到，請問什麼時候發貨？\n客服：您好，很高興為您服務"


def read(folder: Path, data: bytes | str, name: str = "chat.txt") -> list[tuple[Speaker, str]]:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    (conversation,) = intake.read_file(path)
    return [(t.speaker, t.text) for t in conversation.turns]


@pytest.mark.parametrize(
    ("text", "codec"),
    [
        *((t, c) for t in (ENGLISH, SIMPLIFIED, TRADITIONAL) for c in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-16-le"),
        (SIMPLIFIED, "gb18030"),
        (TRADITIONAL, "big5"),
    ],
)
def test_the_encoding_is_found(text: str, codec: str) -> None:
    assert text == decode(text.encode(codec), "f")


def test_numbers_in_two_bytes_are_not_taken_for_text() -> None:
    with pytest.raises(InputError, match="binary"):
        decode(bytes([0, 1, 2, 3]) * 50, "f")


def test_mixed_encodings_are_read_line_by_line() -> None:
    data = SIMPLIFIED.encode("gb18030") + b"\n" + "客户：谢谢".encode()
    assert f"{SIMPLIFIED}\n客户：谢谢" == decode(data, "f")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused_with_one_line(data: bytes) -> None:
    try:
        said = decode(data, "f")
    except InputError as error:
        said = str(error).replace("\n", "")
    assert said


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "the file is empty"),
        (b" \n\t", "no text"),
        (b"%PDF-1.7 ...", "a PDF document"),
        (b"PK\x03\x04....", "a zip archive"),
        (b"\x89PNG\r\n", "a PNG image"),
        (b"abc\x00\x01\x02def\x00\xff", "binary file"),
        (b"x" * 300_000, "turn 1: 300,000 characters in one turn"),
        (b"Customer: hi\nAgent: ho\n" * 10_001, "20,002 turns; at most 20,000"),
        (b'{"id": "a", "turns": [', "ends in the middle, line 1, column"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        read(tmp_path, data)
    assert str(raised.value).startswith("chat.txt")
    assert "\n" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt: cannot be read"):
        intake.read_file(tmp_path / "none.txt")


def test_a_file_over_the_limit_is_refused_with_its_size(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 2**20)
    with pytest.raises(InputError, match=r"33\.0 MB; at most 32 MB"):
        intake.read_file(path)


def test_ten_megabytes_of_chat_take_seconds_not_minutes(tmp_path: Path) -> None:
    text = "\n".join(f"{('Customer', 'Agent')[i % 2]}: {'message ' * 80}{i}" for i in range(16_000))
    start = time.perf_counter()
    assert len(read(tmp_path, text)) == 16_000
    assert time.perf_counter() - start < 20


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(SIMPLIFIED.encode("gb18030"))))
    (conversation,) = intake.read_file(Path("-"))
    assert [t.speaker for t in conversation.turns] == [C, A]
    assert conversation.id == "stdin"


def test_json_lines_give_one_conversation_each(tmp_path: Path) -> None:
    rows = [{"id": f"c{i}", "turns": [{"speaker": "customer", "text": f"hi {i}"}]} for i in range(3)]
    path = tmp_path / "chats.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert [c.id for c in intake.read_file(path)] == ["c0", "c1", "c2"]


def test_a_table_gives_its_rows(tmp_path: Path) -> None:
    table = 'speaker,text,timestamp\ncustomer,"hello, there",2026-05-01T10:32:00\nagent,How can I help?,\n'
    assert read(tmp_path, table, "chat.csv") == [(C, "hello, there"), (A, "How can I help?")]


def test_a_table_with_a_conversation_column_gives_several(tmp_path: Path) -> None:
    path = tmp_path / "chat.csv"
    path.write_text("conversation_id;speaker;message\n1;customer;hi\n2;customer;ho\n1;agent;hello\n", "utf-8")
    assert [(c.id, len(c.turns)) for c in intake.read_file(path)] == [("1", 2), ("2", 1)]


@pytest.mark.parametrize(
    "cues",
    [
        (
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>my tent\n\n2\n00:02.000 --> 00:03.000\n<v Anna>is torn\n\n"
            "00:03.000 --> 00:04.000\n<v Mark>How can I help?\n"
        ),
        (
            "1\n00:00:01,000 --> 00:00:02,000\nAnna: my tent\n\n2\n00:00:02,000 --> 00:00:03,000\nis torn\n\n"
            "3\n00:00:03,000 --> 00:00:04,000\nMark: How can I help?\n"
        ),
    ],
)
def test_subtitles_join_the_cues_of_one_speaker(tmp_path: Path, cues: str) -> None:
    assert read(tmp_path, cues, "call.vtt") == [(C, "my tent is torn"), (A, "How can I help?")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sales.csv", "date,product,amount\n2026-01-01,hat,3\n2026-01-02,cap,4\n"),
        ("articles.csv", "id,title,body,author_id\n1,Returns,Send it back,7\n2,Refunds,Within a week,7\n"),
        ("words.csv", "red,green\nblue,yellow\n"),
        ("call.mp3", "no sound at all\n"),
        ("receipt.png", "no picture at all\n"),
        ("chat.xml", '<?xml version="1.0"?><chat><m from="x">hi</m></chat>'),
    ],
)
def test_what_cannot_be_what_its_name_says_is_no_message(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, text, name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
