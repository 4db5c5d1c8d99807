"""A file that cannot be taken costs itself only, and says why in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assist.intake.encoding import decode
from assist.packs.importing import reading
from assist.packs.importing.model import SourceFile
from assist.packs.importing.sources import READ
from tests.packs.importing import makers


def why(path: Path) -> str:
    found = reading.read_file(path, decode)
    assert found.documents == ()
    (left,) = found.left_out
    assert "\n" not in left.why
    return left.why


def test_each_bad_file_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    def put(name: str, data: bytes) -> Path:
        (tmp_path / name).write_bytes(data)
        return tmp_path / name

    assert why(put("locked.pdf", makers.locked_pdf())) == "protected by a password"
    assert why(put("cut.pdf", makers.pdf([[(12, "Hello")]])[:200])) == "not a PDF, or damaged"
    assert why(put("scan.pdf", makers.pdf([[]]))) == "no text in it (a scan?)"
    assert why(put("broken.docx", b"PK\x03\x04 and then nothing")) == "not a Word file, or damaged"
    assert why(put("old.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600)).startswith("protected by a password")
    assert why(put("none.xlsx", b"hello")) == "not an Excel file, or damaged"
    assert why(put("empty.md", b"")) == "empty"
    assert why(put("image.html", b"\x89PNG\r\n\x1a\n")).startswith("this is a PNG image")
    assert why(put("draft.md", b"---\ntitle: x\ndraft: true\n---\nText")) == "marked as a draft"
    assert why(put("other.json", b'{"colour": "red"}')).startswith("neither an article nor a reply")
    assert why(put("deep.json", b"[" * 100_000)).startswith("not JSON")
    assert why(put("no.csv", b"red,green,blue\n1,2,3\n")).startswith("no columns named")


def test_bombs_are_refused_before_they_unpack(tmp_path: Path) -> None:
    makers.bomb(tmp_path / "b.xlsx", "xl/worksheets/sheet1.xml")
    makers.bomb(tmp_path / "b.docx", "word/document.xml")
    assert {why(tmp_path / "b.xlsx"), why(tmp_path / "b.docx")} == {"unpacks to far more than it should"}


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("gb18030", "退款说明：七天之内到账。"),
        ("big5", "退款說明：七天之內到帳。"),
        ("utf-16", "退款说明"),
        ("cp1252", "Café fermé à midi"),
    ],
)
def test_other_encodings_are_read(tmp_path: Path, codec: str, text: str) -> None:
    path = tmp_path / "page.md"
    path.write_bytes(f"# Title\n\n{text}\n".encode(codec))
    (document,) = reading.read_file(path, decode).documents
    assert text in document.body


def _hang(_data: bytes, _name: str) -> str:
    while True:
        pass


def _die(_data: bytes, _name: str) -> str:
    import os

    os.abort()


@pytest.mark.slow
def test_a_file_that_hangs_or_kills_its_reader_is_left_out_and_the_next_one_is_read(tmp_path: Path) -> None:
    page, table = tmp_path / "a.md", tmp_path / "b.xlsx"
    page.write_text("# A\n\ntext", "utf-8")
    makers.sheet(table, [["Question", "Answer"], ["Q", "A"]])
    for decoder, said in ((_hang, "took more than 1 s"), (_die, "reading it failed")):
        reader = reading.Reader(decoder, patience=1)
        try:
            (left,) = reader.read(SourceFile("x/a.md", page)).left_out
            assert left.why.startswith(said)
            assert len(reader.read(SourceFile("x/b.xlsx", table)).documents) == 1
        finally:
            reader.close()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.binary(max_size=400), suffix=st.sampled_from(sorted(READ)))
def test_whatever_is_in_a_file_reading_it_never_raises(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    found = reading.read_file(path, decode)
    assert found.documents or found.left_out
