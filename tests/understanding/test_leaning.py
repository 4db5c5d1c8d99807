"""The agent's own use shifts the order a little: never what is offered, never how sure it is, and not for ever."""

from __future__ import annotations

import pickle
import time
from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.habits import NO_HABITS, Habit, Habits
from assist.domain.pack import Article, Pack, Snippet
from assist.services.ports import UnderstandRequest
from assist.understanding import leaning
from assist.understanding.engine import Engine
from tests.understanding.conftest import PACK, bag_parts

CHAT = Conversation("t", (Turn(Speaker.CUSTOMER, "the tent arrived broken, the pole is damaged"),))
TWINS = (
    Snippet("one", "One", "We replace the broken pole of your tent.", categories=("damage",)),
    Snippet("two", "Two", "We replace the damaged pole of your tent.", categories=("damage",)),
)
ARTICLES = (
    Article("a", "Parcels one", "Parcels with a broken pole are put aside.", categories=("damage",)),
    Article("b", "Parcels two", "Parcels with a broken pole are put aside.", categories=("damage",)),
)


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    pack: Pack = replace(PACK, snippets=(*PACK.snippets, *TWINS), articles=(*PACK.articles, *ARTICLES))
    made = Engine(tmp_path, lambda _: pack, bag_parts(1).embedders)
    made.open_pack(Path("x"))
    return made


def answer(engine: Engine, habits: Habits = NO_HABITS) -> Assistance:
    return replace(engine.understand(UnderstandRequest(CHAT, habits=habits)), fast_ms=None)


def used(source: str, lean: float = 0.6) -> Habits:
    return Habits({(source, "damage"): Habit(lean, 6)})


def sources(found: Assistance) -> list[str]:
    return [card.source for card in found.suggestions]


def test_a_reply_that_is_used_comes_before_one_that_fits_as_well_and_says_why(engine: Engine) -> None:
    first, second = [s for s in sources(answer(engine)) if s in ("snippet:one", "snippet:two")]
    found = answer(engine, used(second))
    order = sources(found)
    assert order.index(second) < order.index(first)
    assert {c.source: c.taken for c in found.suggestions if c.taken} == {second: 6}


def test_the_replies_offered_and_how_sure_they_are_stay(engine: Engine) -> None:
    without = answer(engine)
    found = answer(engine, used(sources(without)[-1]))
    assert {c.source: c.confidence for c in found.suggestions} == {c.source: c.confidence for c in without.suggestions}


def test_a_reply_that_is_dismissed_again_and_again_is_still_offered(engine: Engine) -> None:
    first = sources(answer(engine))[0]
    found = answer(engine, used(first, -1.0))
    assert first in sources(found)
    assert not any(c.taken for c in found.suggestions)


def test_what_is_forgotten_or_of_another_category_leaves_the_exact_old_order(engine: Engine) -> None:
    without = answer(engine)
    assert answer(engine, used(sources(without)[-1])) != without
    assert answer(engine, NO_HABITS) == without
    assert answer(engine, Habits({(sources(without)[-1], "refund"): Habit(0.6, 6)})) == without
    assert answer(engine, Habits({("snippet:gone", "damage"): Habit(0.6, 6)})) == without


def test_an_article_that_served_comes_before_its_like_with_the_same_score(engine: Engine) -> None:
    without = answer(engine).articles
    first, second = [h.article_id for h in without if h.article_id in "ab"]
    found = answer(engine, used(f"article:{second}")).articles
    assert [h.article_id for h in found if h.article_id in "ab"] == [second, first]
    assert {h.article_id: h.score for h in found} == {h.article_id: h.score for h in without}
    assert {h.article_id: h.taken for h in found if h.taken} == {second: 6}


@pytest.mark.parametrize(
    ("without", "leant", "kept"),
    [
        ([1, 2, 3, 4], [2, 3, 4, 1], [2, 1, 3, 4]),
        ([1, 2, 3], [2, 1, 3], [2, 1, 3]),
        ([], [], []),
    ],
)
def test_the_best_without_use_is_behind_one_at_most(without: list[int], leant: list[int], kept: list[int]) -> None:
    assert leaning.behind_one_at_most(without, leant) == kept


def test_a_full_table_costs_less_than_a_millisecond(engine: Engine) -> None:
    rows = {(f"snippet:s{i}", "damage"): (0.5, 5) for i in range(300)}
    habits = Habits(rows | {("snippet:two", "damage"): (0.5, 5)})
    hits = answer(engine).articles
    habit_s = []
    for _ in range(20):
        started = time.perf_counter()
        received = pickle.loads(pickle.dumps(habits, pickle.HIGHEST_PROTOCOL))  # noqa: S301 - as the pipe does
        own = received.of("damage")
        leaning.ordered(hits, own)
        leaning.of_replies([own.get(f"snippet:s{i}") for i in range(500)])
        habit_s.append(time.perf_counter() - started)
    assert min(habit_s) < 0.001
