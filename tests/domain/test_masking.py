from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assist.domain.masking import PLACEHOLDER, mask

PERSONAL = st.sampled_from(
    [
        "ann.lee@mail.example", "+44 7911 123456", "8273620", "AB-204511", "4111 1111 1111 1111", "13800138000",
        "https://a.example/x?y=1", "12 King Street", "my name is Crystal Chen", "我叫王小明", "南京路12号301室",
        "Crystal", "[EMAIL1]", "[NAME1]", "[ID2", "2026-05-01", "$120.50",
    ]
)  # fmt: skip
TEXTS = st.lists(st.lists(st.one_of(PERSONAL, st.text(max_size=12)), max_size=5).map(" ".join), max_size=4)


@given(TEXTS)
def test_unmasking_gives_back_what_was_masked(texts: list[str]) -> None:
    masked = mask(texts, ["Crystal", "Bo"])
    assert [masked.unmask(text) for text in masked.texts] == texts


@given(TEXTS)
def test_no_hidden_value_is_left_in_the_masked_text(texts: list[str]) -> None:
    masked = mask(texts)
    for text in masked.texts:
        bare = PLACEHOLDER.sub("\0", text).split("\0")
        values = [v for p, v in masked.values.items() if not p.startswith("[NAME")]
        assert not [v for v in values for part in bare if v in part]


def test_streamed_text_never_shows_half_a_placeholder() -> None:
    masked = mask(["write to ann.lee@mail.example now"])
    (text,) = masked.texts
    shown = [masked.unmask_streamed(text[:size]) for size in range(len(text) + 1)]
    assert not [s for s in shown if "[" in s]
    assert shown[-1] == "write to ann.lee@mail.example now"


def test_the_same_value_gets_the_same_placeholder() -> None:
    masked = mask(["mail a@b.example", "yes, a@b.example, order 8273620", "8273620!"])
    assert masked.texts == ("mail [EMAIL1]", "yes, [EMAIL1], order [ID1]", "[ID1]!")
    assert masked.count == 2


def test_each_kind_is_found_in_english_and_chinese() -> None:
    text = "call +44 7911 123456 or 13800138000, card 4111 1111 1111 1111, 12 King Street, see www.a.example/b"
    assert mask([text]).texts == ("call [PHONE1] or [PHONE2], card [CARD1], [ADDRESS1], see [LINK1]",)
    assert mask(["我叫王小明，手机13800138000"]).texts == ("我叫[NAME1]，手机[PHONE1]",)


def test_names_are_known_from_cues_turns_and_forms() -> None:
    masked = mask(["Hi, my name is Crystal Chen", "Thanks, Crystal. Bo will look. Bored?"], ["Bo"])
    assert masked.texts == ("Hi, my name is [NAME1]", "Thanks, [NAME2]. [NAME3] will look. Bored?")


def test_amounts_and_dates_stay_for_they_carry_the_meaning() -> None:
    text = "on 2026-05-01 I paid $12000 for 2 tents, 60 days ago"
    assert mask([text]).texts == (text,)


def test_turns_added_at_the_end_leave_the_earlier_ones_as_they_were() -> None:
    texts = ["order 8273620", "mail a@b.example"]
    assert mask([*texts, "and order 9912345, c@d.example"]).texts[:2] == mask(texts).texts


def test_a_placeholder_the_customer_typed_is_left_alone() -> None:
    masked = mask(["[EMAIL1] is what it says, mine is a@b.example"])
    assert masked.texts == ("[EMAIL1] is what it says, mine is [EMAIL2]",)
