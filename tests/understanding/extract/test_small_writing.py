"""Values in writing without capitals, and in speech: one rule a test, in words of our own."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import FieldType, Form, FormField
from assist.domain.text import LocalText
from assist.understanding.extract import Extractor
from assist.understanding.extract.casing import cased, is_odd
from assist.understanding.extract.mending import mend
from assist.understanding.extract.names import answered_person, proper_names, things
from assist.understanding.extract.set_phrases import phrase_slips
from assist.understanding.extract.taken_up import taken_up_small
from assist.understanding.extract.titles import places

of = LocalText.of


def _field(name: str, kind: FieldType = FieldType.TEXT) -> FormField:
    return FormField(name, of({"en": name.replace("_", " ").capitalize()}), kind)


def _read(*fields: FormField, chat: str) -> dict[str, tuple[str, str]]:
    """Of each field the value, and what its evidence quotes."""
    speakers = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}
    turns = tuple(Turn(speakers[line.strip()[0]], line.strip()[2:].strip()) for line in chat.strip().splitlines())
    talk = Conversation("t", turns)
    form = Form("f", of({"en": "Case"}), fields)
    found = Extractor().fill(talk, form, "en").fields
    return {n: (v.value, " ".join(turns[e.turn].text[e.start : e.end] for e in v.evidence)) for n, v in found.items()}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("we fly to lyon from dayton oh", None),
        ("a room in dayton tx please", "dayton tx"),
        ("a room in leeds uk", "leeds uk"),
        ("leaving from medford or to boise id", "medford or"),
        ("it starts in medford or on friday", "medford or"),
        ("is it in medford or in boise", "medford"),
    ],
)
def test_a_state_or_country_belongs_to_the_town_before_it(text: str, place: str | None) -> None:
    found = [s.value for s in places(text)]
    assert place is None or place in found
    assert "medford or in" not in found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("something near pine grove", "pine grove"),
        ("we stay in silver falls until may", "silver falls"),
        ("visiting red rock village tomorrow", "red rock village"),
        ("send it to 88 copper lane please", "88 copper lane"),
        ("pick me up at quillan and oak please", "quillan and oak"),
        ("a ride to seventh and oak", "seventh and oak"),
        ("a ride from station to museum", "station"),
    ],
)
def test_a_place_of_everyday_words_is_one_by_the_kind_it_ends_with(text: str, name: str) -> None:
    assert name in [s.value for s in places(text)]


@pytest.mark.parametrize("text", ["in a big city", "at a nice hotel", "in the other village", "near cheap hotel"])
def test_a_sort_of_place_is_no_name(text: str) -> None:
    assert cased(text) == text


@pytest.mark.parametrize("text", ["i am sick and tired", "to you and me", "at work and home", "2 of us are on my way"])
def test_two_everyday_words_are_no_crossing_and_a_way_no_street(text: str) -> None:
    assert cased(text) == text


@pytest.mark.parametrize("text", ["from lhr to ams", "out of fco", "the weather in oslo", "a flight to bri", "is sao"])
def test_a_code_behind_a_word_of_place_is_no_slip(text: str) -> None:
    assert mend(text) == (text, None)


def test_a_slip_behind_a_word_of_place_is_still_put_right() -> None:
    assert mend("send it to teh office")[0] == "send it to the office"


@pytest.mark.parametrize("text", ["starring akira konno please", "my name is ilse vrba", "a trip to dayton tx"])
def test_what_stands_behind_a_name_is_no_slip_of_an_everyday_word(text: str) -> None:
    assert mend(text) == (text, None)


@pytest.mark.parametrize("word", ["expensive", "delicious", "refundable", "windy"])
def test_a_word_that_describes_is_no_name(word: str) -> None:
    assert not is_odd(word)
    assert not proper_names(f"how {word} is it there")


def test_what_a_thing_is_to_be_called_is_a_name_whatever_its_words() -> None:
    assert "green garden" in [s.value.lower() for s in proper_names("please call it green garden and tell me")]
    assert "call It" not in cased("call it a day")


@pytest.mark.parametrize(
    ("heard", "said", "name"),
    [
        ("there is a play the night we met", "the night we met sounds good to me", "the night we met"),
        ("once in winter or the long road home", "yes i would like to see the long road home", "the long road home"),
        ("i found paper boats", "okay paper boats would be great", "paper boats"),
        ("shall i book tickets for paper boats", "i want tickets for paper boats at eight", "paper boats"),
    ],
)  # fmt: skip
def test_a_name_both_sides_use_is_taken_up(heard: str, said: str, name: str) -> None:
    assert taken_up_small(said, heard) == (name,)


@pytest.mark.parametrize(
    ("heard", "said"),
    [
        ("how can i help you today", "can you help me today"),
        ("a table for two people in the old town", "two people would be right"),
        ("would you like anything else", "no that is all"),
        ("is it for this week", "it is for this week"),
    ],
)
def test_shared_words_that_nobody_chooses_are_no_name(heard: str, said: str) -> None:
    assert taken_up_small(said, heard) == ()


@given(st.text(alphabet="abc the'.,?", max_size=60), st.text(alphabet="abc the'.,?", max_size=60))
def test_what_is_taken_up_stands_in_both(said: str, heard: str) -> None:
    flat = " ".join(heard.replace(".", " ").replace(",", " ").replace("?", " ").split())
    for name in taken_up_small(said, heard):
        assert name in said
        assert all(word.strip("'") in flat for word in name.split())


def test_a_title_without_capitals_is_read_from_what_the_agent_named() -> None:
    chat = """
        a: there is one play tonight the night we met
        c: the night we met sounds good
    """
    assert _read(_field("play_title"), chat=chat)["play_title"][0] == "the night we met"


def test_the_article_before_a_name_without_capitals_is_part_of_its_evidence_only() -> None:
    chat = """
        a: which restaurant
        c: i'd like a table at the quillan please
    """
    assert _read(_field("restaurant_name"), chat=chat)["restaurant_name"] == ("quillan", "the quillan")


def test_a_word_that_says_of_what_kind_the_next_is_names_nobody() -> None:
    chat = """
        c: find a film starring ilse vrba
        a: shall i play it
        c: yes with finnish subtitles
    """
    assert _read(_field("starring"), chat=chat)["starring"][0] == "ilse vrba"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("My name ii Ruth.", "My name is Ruth."),
        ("My nname i Ruth", "My name is Ruth"),
        ("M name is Ruth", "my name is Ruth"),
        ("my nmae is ruth", "my name is ruth"),
        ("Wait, 'm Ruth", "Wait, I'm Ruth"),
        ("Hi II am Ruth", "Hi I'm Ruth"),
        ("It' Ruth", "It's Ruth"),
        ("a room n Leeds", "a room in Leeds"),
        ("I fly t Leeds from the 4th t the 27th", "I fly to Leeds from the 4th to the 27th"),
        ("We meet a the Mill", "We meet at the Mill"),
        ("We stay tll March 8th", "We stay till March 8th"),
    ],
)
def test_a_slip_in_a_set_phrase_is_put_right_by_its_place(typed: str, meant: str) -> None:
    assert mend(typed)[0] == meant


@pytest.mark.parametrize("text", ["my aim is to go", "My game is Chess", "Size S and n B", "what is my name in Leeds"])
def test_what_only_looks_like_a_set_phrase_stays(text: str) -> None:
    assert phrase_slips(text, 1500) == ()


@given(st.text(alphabet="aimnst'I R.th1", max_size=60))
def test_slips_of_set_phrases_lie_in_the_text_apart(text: str) -> None:
    slips = phrase_slips(text, 1500)
    assert all(0 <= s.start < s.end <= len(text) for s in slips)
    assert all(a.end <= b.start for a, b in pairwise(slips))


@pytest.mark.parametrize("text", ["Find me something", "Great. Search again", "Nothing works"])
def test_an_everyday_word_that_begins_a_sentence_is_no_name(text: str) -> None:
    assert proper_names(text) == ()


@pytest.mark.parametrize("case", [str.lower, str.upper])
def test_a_lone_odd_word_in_one_case_is_nobody_in_an_answer_of_other_words(case: Callable[[str], str]) -> None:
    assert answered_person(case("i want the boots in mauve with laces")) is None
    assert answered_person(case("i want the boots by bertha with laces")) is not None


def test_a_name_of_which_one_word_looks_everyday_is_whole_in_small_letters() -> None:
    found = answered_person("tomasz lind. it was 189 dollars, paid by card.")
    assert found is not None
    assert found.value == "tomasz lind"


@pytest.mark.parametrize(
    ("text", "named"), [("MY EMBER STOVE WON'T LIGHT", "EMBER"), ("我買的是 the Summit 38號", "Summit 38")]
)
def test_things_are_named_in_capitals_and_with_their_numbers(text: str, named: str) -> None:
    assert named in {s.value for s in (*things(text), *proper_names(text))}
