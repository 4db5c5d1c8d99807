from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assist.domain.guard import sentences
from assist.services.digest import MOST, digest, shortened
from assist.services.ports import DraftRequest

TURNS = (
    ("customer", "Hello there. My order 8273620 has not arrived. It was a present for my aunt."),
    ("agent", "I'm sorry to hear that. Could you give me your email address?"),
    ("customer", "It is [EMAIL1]. When will it come?"),
    ("agent", "Let me look."),
)


def test_what_tells_most_is_kept_in_its_order() -> None:
    said = ("My order 8273620 has not arrived.", "It is [EMAIL1].", "When will it come?")
    assert digest(TURNS, most=112) == "Earlier: " + " / ".join(f"customer: {s}" for s in said)


def test_chinese_is_introduced_in_chinese() -> None:
    assert digest((("customer", "我的订单8273620还没到。"),)).startswith("此前：customer: 我的订单8273620还没到。")


@given(
    st.lists(st.tuples(st.sampled_from(["customer", "agent"]), st.text(max_size=300)), max_size=30),
    st.integers(0, MOST),
)
def test_only_whole_sentences_of_the_turns_are_told_and_never_more_than_asked(
    turns: list[tuple[str, str]], most: int
) -> None:
    told = digest(turns, most)
    said = {f"{role}: {sentence}" for role, text in turns for sentence in sentences(text)}
    assert len(told) <= most + len("Earlier: ")
    rest = told.removeprefix("Earlier: ").removeprefix("此前：")
    while rest:
        piece = max((s for s in said if rest.startswith(s)), key=len)
        rest = rest[len(piece) :].removeprefix(" / ")


def test_worked_examples_stay_and_the_oldest_turns_go_whole() -> None:
    examples = (("customer", "Example?"), ("agent", "Example."))
    request = DraftRequest("s", examples + TURNS, "t", kept=2)
    made = shortened(request, 2).turns
    assert made[:2] == examples
    assert made[2] == ("customer", digest(TURNS[:2]))
    assert made[3:] == TURNS[2:]
    assert shortened(request, 0) is request
