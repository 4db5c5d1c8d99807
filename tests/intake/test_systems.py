"""The files other systems write: every shape gives all its turns, with who said them, when, and in which language."""

from __future__ import annotations

from pathlib import Path

import pytest
from bs4 import Tag

from assist.intake import TranscriptIntake, pages
from tests.intake import samples_chats, samples_desks, samples_variants  # noqa: F401 - they add to the samples
from tests.intake.samples import SAMPLES, Sample

intake = TranscriptIntake()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_every_turn_is_read(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / f"sample{sample.suffix}"
    path.write_bytes(sample.data)
    found = intake.read_file(path)
    assert list(sample.turns) == [f"{t.speaker.value[0]}:{t.text}" for c in found for t in c.turns]
    assert sample.conversations == len(found)
    if sample.at:
        assert sample.at == found[0].turns[0].at
    if sample.language:
        assert sample.language == found[0].declared_language


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_the_name_of_a_file_does_not_matter(sample: Sample, tmp_path: Path) -> None:
    path = tmp_path / "download"
    path.write_bytes(sample.data)
    assert len(sample.turns) == sum(len(c.turns) for c in intake.read_file(path))


def test_a_long_page_costs_no_more_a_message_than_a_short_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = 0
    plain = pages._named

    def counted(tag: Tag) -> bool:
        nonlocal calls
        calls += 1
        return plain(tag)

    monkeypatch.setattr(pages, "_named", counted)
    costs = []
    for count in (50, 400):
        calls = 0
        body = "".join(f"<div class='msg'><b>Ana</b> <i>hello {n}</i></div>" for n in range(count))
        path = tmp_path / "page.html"
        path.write_text(f"<html><body>{body}</body></html>", encoding="utf-8")
        (read,) = TranscriptIntake().read_file(path)
        assert len(read.turns) == count
        costs.append(calls / count)
    assert costs[1] < 1.5 * costs[0]
