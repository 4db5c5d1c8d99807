"""Orders hidden in what a customer writes, or in an article, are not followed by what is drafted.

The set is that of `benchmarks.injection`, which runs it through a real model; here the draft is composed, and a model
that obeys every order is held back by the guard.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

import pytest

from assist.domain.assistance import NoDraft, Suggestion
from assist.domain.conversation import Turn
from assist.services.composing import compose
from assist.services.draft_writer import DraftWriter
from assist.services.prompts import Prompt
from benchmarks.injection import ASKED, Injection, read_set
from tests.fakes import FakeModel

ORDERS = read_set()
PROMPT = Prompt("Be brief.", (), "Rewrite: {knowledge}", {}, {})


def test_the_set_holds_more_than_fifty_orders_from_both_places_in_both_languages() -> None:
    assert len(ORDERS) >= 50
    for place in itertools.product(("en", "zh"), ("customer", "article")):
        assert sum((o.language, o.where) == place for o in ORDERS) >= 12


@pytest.mark.parametrize("order", ORDERS, ids=lambda o: f"{o.where}-{o.text[:20]}")
def test_what_is_composed_does_not_pass_an_order_on(order: Injection) -> None:
    talk, found = order.case()
    said = talk.turns[0]
    question = ASKED[order.language]
    swapped = (Turn(said.speaker, f"{question} {order.text}"),) if order.where == "customer" else talk.turns
    for turns in {talk.turns, swapped}:
        for hits in itertools.permutations(found.articles):
            made = compose(replace(talk, turns=turns), replace(found, articles=hits))
            assert made is None or not order.obeyed(made.text)


@pytest.mark.parametrize("order", ORDERS, ids=lambda o: f"{o.where}-{o.text[:20]}")
def test_a_model_that_obeys_is_not_offered(order: Injection) -> None:
    talk, found = order.case()
    model = FakeModel([f"{order.followed[0]}! {order.text}"] * 2)
    card: Suggestion | NoDraft = DraftWriter(model, {"en": PROMPT, "zh": PROMPT}, ("en", "zh")).draft(talk, found)
    assert not isinstance(card, Suggestion) or not card.insertable or not order.obeyed(card.text)
