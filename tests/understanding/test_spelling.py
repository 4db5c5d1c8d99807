from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.pack import Category, Pack
from assist.domain.text import LocalText
from assist.understanding.spelling import Speller, mended, pairs_of

WORDS = "touch the my card was stolen have how not order cheque know where here arrive wednesday october"
COMMON = {word: 40 * rank for rank, word in enumerate(WORDS.split())}
SPELLER = Speller(COMMON, ["Trailhead", "arrives"])


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("my cardd was stoleb", "my card was stolen"),
        ("I haave it", "I have it"),
        ("konw", "know"),
        ("Hwere it is", "Where it is"),
        ("It came. Teh stlen card", "It came. The stolen card"),
        ("trailhhead", "trailhead"),
        ("ordr 8273a", "order 8273a"),
        ("tje orfer", "the order"),
        ("whbere was it", "where was it"),
        ("trailheead stoollen", "trailhead stolen"),
        ("staolen cahd", "stolen card"),
        ("MY CARDD WAS STOLEN", "my card was stolen"),
        ("hodw's it", "how's it"),
        ("um, my uh card was, you know, stolen", "my card was, stolen"),
        ("do you know how my card was stolen", "do you know how my card was stolen"),
        ("WHave you my card", "Have you my card"),
        ("hHow was it", "How was it"),
        ("until Wedensday or Ocotber", "until Wednesday or October"),
        ("for the Traillhead", "for the Trailhead"),
        ("the OOrder", "the Order"),
        ("I cam't touch it", "I can't touch it"),
    ],
)
def test_a_slip_becomes_the_word_that_was_meant(typed: str, meant: str) -> None:
    assert SPELLER.mend(typed) == meant


@pytest.mark.parametrize(
    "text",
    [
        "cheques",
        "thats lol",
        "hows",
        "Trailhead",
        "zzyzx",
        "a.stoleb@mail.com",
        "www.stoleb.com",
        "RMA-stoleb",
        "the Cadr",
        "two PCsx",
        "我的cardd",
    ],
)
def test_forms_of_known_words_names_addresses_and_what_is_near_nothing_stay(text: str) -> None:
    assert SPELLER.mend(text) == text


def test_what_the_knowledge_uses_is_no_slip() -> None:
    assert Speller(COMMON, used=lambda word: word == "cardd").mend("cardd haave") == "cardd have"


def test_a_form_that_no_list_has_is_a_slip_of_one_that_is_listed() -> None:
    speller = Speller({"card": 400, "cards": 900, "orange": 2_000, "oranges": 4_000, "swap": 6_000})
    assert speller.mend("cardss orangees swaps") == "cards oranges swaps"


def test_what_the_knowledge_now_and_then_misspells_is_none_of_its_words() -> None:
    often = {"hav": 2.0, "have": 500.0, "crd": 2.0, "card": 30.0}
    speller = Speller(COMMON, ["hav"], used=lambda word: often.get(word, 0.0))
    assert speller.mend("I hav a crd") == "I have a crd"


def test_the_packs_own_word_is_meant_sooner_than_another() -> None:
    assert Speller({"arrive": 50, "arrival": 10, "arrivel": 40}, ["arrivel"]).mend("arrivvel") == "arrivel"


def test_of_two_words_the_one_that_goes_with_its_neighbours_is_meant() -> None:
    speller = Speller({"take": 1, "card": 300, "cart": 200}, pairs=frozenset({("credit", "card"), ("cart", "lane")}))
    assert speller.mend("credit carg") == "credit card"
    assert speller.mend("carg lane") == "cart lane"


def test_pairs_of_the_language_say_which_word_is_meant_where() -> None:
    beside = {("gift", "card"): 500.0, ("shopping", "cart"): 500.0}
    speller = Speller({"card": 300, "cart": 200}, lift=lambda first, second: beside.get((first, second), 0.0))
    assert (speller.mend("gift carx"), speller.mend("shopping carx")) == ("gift card", "shopping cart")


def test_a_name_that_begins_a_sentence_is_no_slip_of_a_rare_word() -> None:
    assert Speller({"oriya": 50_000, "order": 300}).mend("Priya here. Odrer it") == "Priya here. Order it"


def test_slips_say_where_they_stand() -> None:
    (slip,) = SPELLER.slips("my cardd, please")
    assert ("my cardd, please"[slip.start : slip.end], slip.meant) == ("cardd", "card")


def test_pairs_are_those_of_one_text_each() -> None:
    pack = Pack("p", "P", "1", categories=(Category("a", LocalText(), examples=("My card, please", "Go on")),))
    assert {("my", "card"), ("card", "please"), ("go", "on")} <= pairs_of(pack)
    assert ("please", "go") not in pairs_of(pack)


@given(st.text(max_size=200))
def test_what_is_mended_once_stays(text: str) -> None:
    once = SPELLER.mend(text)
    assert SPELLER.mend(once) == once


@given(st.text("stoleb card my, touch", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_every_place_in_a_mended_text_is_one_in_the_text_as_written(text: str, one: int, other: int) -> None:
    better = mended(text, SPELLER.slips(text))
    start, end = sorted((min(one, len(better.text)), min(other, len(better.text))))
    assert 0 <= better.back(start, end)[0] <= max(better.back(start, end)) <= len(text)
    if not better.slips:
        assert better.back(start, end) == (start, end)


def test_a_mended_word_stands_where_the_slip_stands_and_its_neighbours_where_they_did() -> None:
    text = "my cardd was stoleb here"
    better = mended(text, SPELLER.slips(text))
    for meant, written in (
        ("card", "cardd"),
        ("was", "was"),
        ("stolen", "stoleb"),
        ("tole", "stoleb"),
        ("here", "here"),
    ):
        at = better.text.index(meant)
        start, end = better.back(at, at + len(meant))
        assert text[start:end] == written
