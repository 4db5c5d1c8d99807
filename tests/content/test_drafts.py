"""Every composed draft of the sample conversations and of those written for reading drafts, against the promises."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker
from assist.domain.guard import facts, is_repetitive, speaks_amiss
from assist.domain.result import conversation_from_json
from assist.domain.text import guess_language
from assist.packs.reader import read_pack
from assist.services.composing import Composed, compose
from assist.services.ports import UnderstandRequest
from assist.understanding.client import UnderstandingProcess

ROOT = Path(__file__).resolve().parents[2]
Point = tuple[Conversation, Assistance, Composed | None]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def points(tmp_path_factory: pytest.TempPathFactory) -> list[Point]:
    """Each customer's turn with what is found and the draft; the process ends with it."""
    process = UnderstandingProcess(tmp_path_factory.getbasetemp() / "northwind-cache", read_pack)
    out: list[Point] = []
    try:
        process.open_pack(ROOT / "resources" / "packs" / "northwind")
        for talk in talks():
            for at in [i for i, t in enumerate(talk.turns) if t.speaker is Speaker.CUSTOMER]:
                seen = talk.upto(at)
                found = process.understand(UnderstandRequest(seen))
                out.append((seen, found, compose(seen, found, process.article)))
    finally:
        process.close()
    return out


def talks() -> Iterator[Conversation]:
    for file in sorted((ROOT / "resources" / "conversations").glob("*.json")):
        yield conversation_from_json(json.loads(file.read_text(encoding="utf-8")))
    for line in (ROOT / "benchmarks" / "talks.jsonl").read_text(encoding="utf-8").splitlines():
        yield conversation_from_json(json.loads(line))


def drafts(points: list[Point]) -> list[tuple[Conversation, Assistance, Composed]]:
    return [(talk, found, made) for talk, found, made in points if made is not None]


def test_most_turns_get_a_draft(points: list[Point]) -> None:
    assert len(drafts(points)) >= 0.85 * len(points)


def test_no_draft_states_a_fact_of_its_own(points: list[Point]) -> None:
    pack = {a.id: a.body for a in read_pack(ROOT / "resources" / "packs" / "northwind").articles}
    for talk, found, made in drafts(points):
        ask = found.next_step.ask if found.next_step is not None else ""
        known = " ".join((*(t.text for t in talk.turns), *(pack[c] for c in made.citations), ask))
        assert not facts(made.text) - facts(known), (talk.id, made.text)


def test_what_states_a_fact_names_its_article(points: list[Point]) -> None:
    for talk, found, made in drafts(points):
        ask = found.next_step.ask if found.next_step is not None else ""
        said = " ".join((*(t.text for t in talk.turns), ask))
        assert made.citations or not facts(made.text) - facts(said), (talk.id, made.text)


def test_every_draft_is_in_the_customers_language_on_the_agents_side_and_says_things_once(points: list[Point]) -> None:
    for talk, _, made in drafts(points):
        assert guess_language(made.text) == talk.language.split("-", maxsplit=1)[0], made.text
        assert not speaks_amiss(made.text), made.text
        assert not is_repetitive(made.text), made.text


def test_nothing_for_staff_is_told_unmarked(points: list[Point]) -> None:
    internal = {
        a.id for a in read_pack(ROOT / "resources" / "packs" / "northwind").articles if a.audience == "internal"
    }
    for _, _, made in drafts(points):
        assert made.internal or not internal & set(made.citations)


def test_who_is_angry_is_not_told_what_they_did_not_ask(points: list[Point]) -> None:
    drafted = {(t.id, len(t.turns)): made.text for t, _, made in drafts(points)}
    assert all("neighbours" not in text and "two parcels" not in text for (name, _), text in drafted.items()
               if name == "third-contact-angry")  # fmt: skip
    assert "delivered" not in drafted["late-frustrated", 1]
