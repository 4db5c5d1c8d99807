from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.text import LocalText, guess_language

turns = st.lists(st.builds(Turn, st.sampled_from(Speaker), st.text()), max_size=8).map(tuple)


def talk(*said: tuple[str, str]) -> Conversation:
    return Conversation("c", tuple(Turn(Speaker(who), text) for who, text in said), version=1)


@given(turns)
def test_swapping_roles_twice_gives_the_same_turns_in_a_newer_version(said: tuple[Turn, ...]) -> None:
    before = Conversation("c", said, version=3)
    after = before.swap_roles().swap_roles()
    assert (after.turns, after.version) == (said, 5)


@given(turns, st.integers(0, 7))
def test_nothing_after_a_point_can_be_seen(said: tuple[Turn, ...], point: int) -> None:
    assert Conversation("c", said).upto(point).turns == said[: point + 1]


def test_points_default_to_the_last_customer_turn() -> None:
    assert talk(("customer", "a"), ("agent", "b")).points() == (0,)
    assert talk(("agent", "b")).points() == (0,)
    assert Conversation("c").points() == ()


def test_a_quote_outside_the_conversation_is_empty() -> None:
    chat = talk(("customer", "hello"))
    assert chat.quote(Evidence(0, 1, 3)) == "el"
    assert chat.quote(Evidence(5, 0, 3)) == ""


def test_the_language_is_that_of_what_the_customer_last_said() -> None:
    assert talk(("customer", "hello"), ("agent", "您好，请问有什么可以帮您？")).language == "en"
    assert talk(("customer", "我的订单 8273620 still not here 还没到")).language == "zh"
    assert talk(("agent", "12345")).language == "en"


def test_a_guess_needs_letters() -> None:
    assert guess_language("12 !! 😀") is None


def test_a_local_text_falls_back_to_the_base_language_then_to_what_there_is() -> None:
    text = LocalText.of({"en": "Refund", "zh": "退款"})
    assert [text.get(tag) for tag in ("zh-Hant", "en", "fr")] == ["退款", "Refund", "Refund"]
    assert LocalText.of("Refund").get("zh") == "Refund"
    assert not LocalText()
