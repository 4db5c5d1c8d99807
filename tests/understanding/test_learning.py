"""What a history teaches, and what becomes of it when pack, file or models change."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import Cancelled, InputError
from assist.domain.pack import Category, Form, FormField, Pack, Snippet
from assist.services.ports import UnderstandRequest
from assist.understanding import learned
from assist.understanding.embedding import EmbedderSet
from assist.understanding.engine import Engine
from assist.understanding.memory import about
from tests.understanding.conftest import BagEmbedder, bag_parts, local

C, A = Speaker.CUSTOMER, Speaker.AGENT
SAID = {
    "hello": "Good morning, how may I help?",
    "room": "Which size of room do you want?",
    "nights": "For how many nights will that be?",
    "breakfast": "Shall breakfast be included in the price?",
    "done": "Your room is reserved from now on.",
    "spa": "The spa opens at nine every day.",
}
PACK = Pack(
    "inn",
    "Inn",
    "1.0.0",
    snippets=tuple(Snippet(i, i, body, categories=("stay",)) for i, body in SAID.items()),
    forms=(Form("stay", local(en="Stay"), (FormField("nights", local(en="Nights")),)),),
    categories=(Category("stay", local(en="Stay"), form="stay"),),
    digest="1",
)
ORDER = ("hello", "room", "breakfast", "nights", "done")
ANSWERS = ("hello there", "i need somewhere to sleep", "a double", "yes with eggs", "three nights", "perfect")


def chat(number: int, order: tuple[str, ...] = ORDER, *, marked: bool = True) -> Conversation:
    turns = [Turn(C, ANSWERS[0])]
    for name, answer in zip(order, ANSWERS[1:], strict=True):
        turns += [Turn(A, SAID[name], snippet=name if marked else None), Turn(C, answer)]
    return Conversation(f"c{number}", tuple(turns), category="stay", declared_language="en")


def history(count: int = 12, *, marked: bool = True) -> tuple[Conversation, ...]:
    return tuple(chat(n, marked=marked) for n in range(count))


def opened(folder: Path, pack: Pack = PACK, parts: EmbedderSet | None = None) -> Engine:
    made = Engine(folder / "cache", lambda _: pack, parts or bag_parts(1).embedders, learned=folder / "learned")
    made.open_pack(Path("inn"))
    return made


def next_replies(engine: Engine, turns: int, *, use_learned: bool = True) -> list[str]:
    seen = chat(0).upto(turns)
    return [c.source for c in engine.understand(UnderstandRequest(seen, use_learned=use_learned)).suggestions]


@pytest.mark.parametrize("marked", [True, False])
def test_what_the_team_says_next_comes_first(tmp_path: Path, marked: bool) -> None:
    engine = opened(tmp_path)
    told = engine.learn(history(marked=marked))
    assert (told.conversations, told.replies, told.marked) == (12, 60, 60 if marked else 0)
    for place, name in enumerate(ORDER):
        assert next_replies(engine, 2 * place)[0] == f"snippet:{name}"


def test_it_is_still_known_after_a_new_start_and_can_be_left_aside(tmp_path: Path) -> None:
    plain = next_replies(opened(tmp_path), 4)
    opened(tmp_path).learn(history())
    again = opened(tmp_path)
    assert next_replies(again, 4)[0] == "snippet:breakfast"
    assert next_replies(again, 4, use_learned=False) == plain


def test_the_same_history_gives_the_same_file(tmp_path: Path) -> None:
    files = []
    for name in ("one", "two"):
        opened(tmp_path / name).learn(history())
        files.append(learned.load(next((tmp_path / name / "learned").glob("*/*"))))
    first, second = files
    assert first is not None
    assert second is not None
    assert np.array_equal(first.own, second.own)
    assert first.ids == second.ids


def test_no_word_of_the_conversations_is_stored(tmp_path: Path) -> None:
    opened(tmp_path).learn(history())
    with zipfile.ZipFile(next((tmp_path / "learned").glob("*/*"))) as file:
        stored = b"".join(file.read(name) for name in file.namelist())
    for text in (*SAID.values(), *ANSWERS):
        for word in text.split():
            assert len(word) < 5 or word in SAID or word.encode() not in stored


def test_what_was_learned_can_be_forgotten(tmp_path: Path) -> None:
    engine = opened(tmp_path)
    plain = next_replies(engine, 4)
    engine.learn(history())
    assert [(name, told.conversations) for name, told in about(tmp_path / "learned")] == [("inn", 12)]
    assert engine.forget("inn")
    assert not engine.forget("inn")
    assert next_replies(engine, 4) == plain
    assert about(tmp_path / "learned") == ()


def test_snippets_the_pack_no_longer_has_are_passed_over_and_new_ones_may_come(tmp_path: Path) -> None:
    opened(tmp_path).learn(history())
    kept = tuple(s for s in PACK.snippets if s.id not in {"breakfast", "done"})
    new = Snippet("late", "late", "Three nights is what we can do at most.", categories=("stay",))
    engine = opened(tmp_path, replace(PACK, snippets=(*kept, new)))
    assert next_replies(engine, 2)[0] == "snippet:room"
    assert "snippet:late" in next_replies(engine, 8)


def test_a_pack_with_other_snippets_altogether_is_ranked_without(tmp_path: Path) -> None:
    opened(tmp_path).learn(history())
    other = replace(PACK, snippets=(Snippet("x", "x", "Something else entirely.", categories=("stay",)),))
    assert next_replies(opened(tmp_path, other), 4) in ([], ["snippet:x"])


def test_what_was_learned_with_another_model_is_left_aside(tmp_path: Path) -> None:
    class Other(BagEmbedder):
        model_id = "another"

    plain = next_replies(opened(tmp_path), 4)
    opened(tmp_path).learn(history())
    assert next_replies(opened(tmp_path, parts=EmbedderSet({"en": Other, "e5": Other})), 4) == plain


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400), st.integers(0, 2000))
def test_a_damaged_file_is_nothing_learned(tmp_path: Path, junk: bytes, at: int) -> None:
    path = tmp_path / "replies.npz"
    whole = tmp_path / "learned"
    if not whole.exists():
        opened(tmp_path).learn(history(2))
    data = next(whole.glob("*/*")).read_bytes()
    path.write_bytes(data[:at] + junk)
    found = learned.load(path)
    assert found is None or set(found.ids) <= set(SAID)


def test_a_history_without_any_of_the_packs_replies_is_refused_and_the_old_one_kept(tmp_path: Path) -> None:
    engine = opened(tmp_path)
    engine.learn(history())
    foreign = Conversation("f", (Turn(C, "hi"), Turn(A, "quite something different")), category="stay")
    with pytest.raises(InputError, match="nothing to learn from"):
        engine.learn((foreign,))
    assert next_replies(opened(tmp_path), 4)[0] == "snippet:breakfast"


def test_stopping_it_keeps_what_was_learned_before(tmp_path: Path) -> None:
    engine = opened(tmp_path)
    engine.learn(history())
    before = next((tmp_path / "learned").glob("*/*")).read_bytes()

    def stop(done: int, total: int, what: str) -> None:
        if what.startswith("learning") and done:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        engine.learn(tuple(chat(n, ORDER[::-1]) for n in range(12)), stop)
    assert [p.read_bytes() for p in (tmp_path / "learned").glob("*/*")] == [before]


def test_a_category_is_sorted_where_the_history_has_none(tmp_path: Path) -> None:
    pack = replace(PACK, categories=(replace(PACK.categories[0], examples=("i need somewhere to sleep",)),))
    engine = opened(tmp_path, pack)
    told = engine.learn(tuple(replace(c, category=None) for c in history()))
    assert told.replies > 0
