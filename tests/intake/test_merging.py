"""Pasting the same chat again: only what is new arrives, nothing is doubled, nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.intake import TranscriptIntake

C, A, S = Speaker.CUSTOMER, Speaker.AGENT, Speaker.SYSTEM
intake = TranscriptIntake()

speech = st.one_of(
    st.sampled_from(["ok", "thanks", "好的", "yes", "8273620"]),
    st.text("abcdefgh 我要退货订单", min_size=1, max_size=40).map(str.strip).filter(bool),
)
turns_of = st.lists(st.builds(Turn, st.sampled_from([C, A]), speech), min_size=1, max_size=12)
distinct_turns = st.lists(
    st.builds(Turn, st.sampled_from([C, A]), speech),
    min_size=2,
    max_size=12,
    unique_by=lambda t: " ".join(t.text.split()),
)


def chat(*turns: tuple[Speaker, str] | Turn, version: int = 3) -> Conversation:
    return Conversation("x", tuple(t if isinstance(t, Turn) else Turn(*t) for t in turns), version)


def said(conversation: Conversation) -> list[tuple[Speaker, str]]:
    return [(t.speaker, t.text) for t in conversation.turns]


CHAT = (
    (C, "Hello, my tent arrived with a torn seam"),
    (A, "I am sorry to hear that. May I have your order number?"),
    (C, "ok"),
    (C, "It is 8273620"),
    (A, "Thank you, one moment please"),
    (C, "ok"),
)


@given(turns_of, st.data())
def test_a_longer_copy_gives_the_whole_chat(whole: list[Turn], data: st.DataObject) -> None:
    cut = data.draw(st.integers(2, max(2, len(whole))))
    prefix, full = Conversation("x", tuple(whole[:cut]), 1), Conversation("x", tuple(whole))
    assert said(full) == said(intake.merge(prefix, full))


@given(distinct_turns, turns_of)
def test_merging_the_same_copy_again_changes_nothing(present: list[Turn], pasted: list[Turn]) -> None:
    copy = Conversation("y", tuple(pasted))
    once = intake.merge(Conversation("x", tuple(present), 1), copy)
    twice = intake.merge(once, copy)
    assert said(once) == said(twice)


@given(turns_of, turns_of)
def test_no_turn_of_either_side_is_lost(present: list[Turn], pasted: list[Turn]) -> None:
    merged = intake.merge(Conversation("x", tuple(present), 1), Conversation("y", tuple(pasted)))
    text = " ".join(" ".join(t.text.split()) for t in merged.turns)
    assert all(" ".join(t.text.split()) in text for t in pasted)


@given(distinct_turns, st.data())
def test_a_window_of_the_last_part_appends_what_follows(whole: list[Turn], data: st.DataObject) -> None:
    whole = [Turn(t.speaker, f"message {i}: {t.text}") for i, t in enumerate(whole)]
    end = data.draw(st.integers(1, len(whole)))
    start = data.draw(st.integers(0, end - 1))
    merged = intake.merge(Conversation("x", tuple(whole[:end])), Conversation("y", tuple(whole[start:])))
    assert said(Conversation("z", tuple(whole))) == said(merged)


def test_unchanged_is_the_same_object() -> None:
    present = chat(*CHAT)
    assert intake.merge(present, chat(*CHAT)) is present
    assert intake.merge(present, chat(*CHAT[3:])) is present
    assert intake.merge(present, Conversation("y")) is present


def test_an_edited_turn_is_updated_in_place() -> None:
    edited = [*CHAT[:3], (C, "It is 8274620, sorry"), *CHAT[4:], (A, "Found it, thank you")]
    merged = intake.merge(chat(*CHAT), chat(*edited))
    assert edited == said(merged)
    assert merged.version == 4


def test_an_edited_last_turn_is_updated_and_new_ones_follow() -> None:
    present = chat(*CHAT[:4])
    copy = [*CHAT[:3], (C, "It is 8273620."), (A, "Thanks!")]
    assert copy == said(intake.merge(present, chat(*copy)))


def test_a_repeated_ok_is_a_new_turn() -> None:
    window = [*CHAT[4:], (C, "ok"), (A, "Done")]
    assert [*CHAT, (C, "ok"), (A, "Done")] == said(intake.merge(chat(*CHAT), chat(*window)))


def test_a_correction_in_a_window_without_overlap_does_not_overwrite() -> None:
    window = [(C, "It is 8274620"), (A, "Thanks, checking now")]
    assert [*CHAT, *window] == said(intake.merge(chat(*CHAT), chat(*window)))


def test_another_text_is_appended() -> None:
    bare = chat((C, "and one more thing"))
    assert [*CHAT, (C, "and one more thing")] == said(intake.merge(chat(*CHAT), bare))


def test_a_bare_message_pasted_twice_is_added_once() -> None:
    bare = chat((C, "and one more thing"))
    once = intake.merge(chat(*CHAT), bare)
    assert intake.merge(once, bare) is once


def test_an_early_part_seen_later_is_put_in_front() -> None:
    merged = intake.merge(chat(*CHAT[3:]), chat(*CHAT))
    assert list(CHAT) == said(merged)


def test_a_typed_turn_is_not_doubled_and_keeps_its_place() -> None:
    typed = Turn(A, "thank you,  one moment please", at="2026-05-01T10:00:00Z")
    present = chat(*CHAT[:4], typed)
    assert [t for _, t in CHAT[:4]] + [typed.text, "ok"] == [t.text for t in intake.merge(present, chat(*CHAT)).turns]


def test_a_typed_turn_the_copy_lacks_stays() -> None:
    present = chat(*CHAT[:4], (A, "(called the customer)"))
    merged = intake.merge(present, chat(*CHAT))
    assert {t for _, t in CHAT} | {"(called the customer)"} == {t.text for t in merged.turns}


def test_two_typed_turns_which_the_copy_joins_are_not_doubled() -> None:
    present = chat(*CHAT[:3], (C, "It is"), (C, "8273620"), CHAT[4])
    merged = intake.merge(present, chat(*CHAT))
    assert [*said(present), CHAT[5]] == said(merged)


def test_a_selection_that_starts_within_a_turn_keeps_the_whole_turn() -> None:
    copy = [(C, "arrived with a torn seam"), *CHAT[1:], (A, "Thank you for waiting")]
    assert [*CHAT, (A, "Thank you for waiting")] == said(intake.merge(chat(*CHAT), chat(*copy)))


def test_swapped_roles_are_respected_by_name() -> None:
    text = "Anna: Hello there\nBen: Hi, my order is late\n"
    present = intake.read_text(text, "x").swap_roles()
    merged = intake.merge(present, intake.read_text(text + "Anna: What is wrong?\nCleo: Me too", "x"))
    assert [t.speaker for t in present.turns] == [t.speaker for t in merged.turns[:2]]
    assert merged.turns[2].speaker is present.turns[0].speaker


def test_swapped_roles_are_respected_without_names() -> None:
    present = chat(*CHAT).swap_roles()
    merged = intake.merge(present, chat(*CHAT, (A, "Found it")))
    assert present.turns == merged.turns[:6]
    assert merged.turns[6].speaker is C


def test_one_line_with_a_known_name_is_that_speakers_turn() -> None:
    present = intake.read_text("Anna: Hello, my order is late\nBen: How can I help?", "x")
    merged = intake.merge(present, intake.read_text("Ben: Number please", "x"))
    assert said(merged)[-1] == (A, "Number please")


SOLD = "Sure, order 7741203, bought in May, and the zip broke on the first day"
TALK = (
    (C, "Hello, I need help with a sleeping bag"),
    (A, "Of course. Do you have the order number?"),
    (C, SOLD),
    (A, "Thank you, I am looking it up"),
    (C, "I'm really upset, we go camping on Friday and cannot wait for another one"),
)


def cut_short(turns: Sequence[Turn], at: int) -> Conversation:
    last = turns[-1]
    return Conversation("y", (*turns[:-1], Turn(last.speaker, last.text[:at].strip())))


@given(turns_of, st.data())
def test_a_copy_cut_off_in_its_last_turn_changes_nothing(whole: list[Turn], data: st.DataObject) -> None:
    cut = cut_short(whole, data.draw(st.integers(1, len(whole[-1].text))))
    present = Conversation("x", tuple(whole), 1)
    assert intake.merge(present, cut) is present


@given(turns_of, st.data())
def test_a_turn_cut_off_when_first_pasted_is_completed(whole: list[Turn], data: st.DataObject) -> None:
    cut = cut_short(whole, data.draw(st.integers(1, len(whole[-1].text))))
    assert said(Conversation("x", tuple(whole))) == said(intake.merge(cut, Conversation("y", tuple(whole))))


@given(st.integers(0, 2), st.integers(4, 5), st.data())
def test_a_window_cut_off_at_both_ends_changes_nothing(start: int, end: int, data: st.DataObject) -> None:
    present = chat(*TALK)
    window = [Turn(*t) for t in TALK[start:end]]
    first = data.draw(st.integers(0, 10))
    window[0] = Turn(window[0].speaker, window[0].text[first:].strip())
    window[-1] = Turn(window[-1].speaker, window[-1].text[: data.draw(st.integers(1, 20))].strip())
    assert intake.merge(present, Conversation("y", tuple(window))) is present


@given(st.data())
def test_text_cut_off_anywhere_in_its_last_turn_changes_nothing_and_is_completed(data: st.DataObject) -> None:
    lines = [f"{'Ann' if who is C else 'Ben'}: {text}" for who, text in TALK]
    end = data.draw(st.integers(2, len(lines)))
    kept = lines[end - 1][: data.draw(st.integers(6, len(lines[end - 1])))]
    whole = intake.read_text("\n".join(lines), "x")
    cut = intake.read_text("\n".join([*lines[: end - 1], kept]), "x")
    assert intake.merge(whole, cut) is whole
    assert said(whole) == said(intake.merge(cut, whole))


HEADS: list[Callable[[str, int], str]] = [
    lambda name, _: f"{name}: ",
    lambda name, n: f"[10:{n:02d}] {name}: ",
    lambda name, n: f"{name}  10:{n:02d}\n",
]


@given(st.sampled_from(HEADS), st.sampled_from([("Ann", "Ben"), ("Customer", "Agent")]), st.data())
def test_text_cut_off_within_a_head_changes_nothing_and_is_completed(
    head: Callable[[str, int], str], names: tuple[str, str], data: st.DataObject
) -> None:
    heads = [head(names[who is A], n) for n, (who, _) in enumerate(TALK)]
    end = data.draw(st.integers(2, len(TALK) - 1))
    start = "\n".join(h + text for h, (_, text) in list(zip(heads, TALK, strict=True))[:end])
    piece = heads[end][: data.draw(st.integers(0, len(heads[end])))]
    whole = intake.read_text("\n".join(h + text for h, (_, text) in zip(heads, TALK, strict=True)), "x")
    cut = intake.read_text(f"{start}\n{piece}", "x")
    assert said(whole) == list(TALK)
    assert intake.merge(whole, cut) is whole
    assert said(whole) == said(intake.merge(cut, whole))


LABELS = (("Ann", "Ben"), ("Customer", "Agent"), ("客户", "客服"), ("Crystal Minh", "Ben (Support)"))


@given(st.sampled_from(HEADS), st.sampled_from(LABELS), st.data())
def test_half_a_chat_cut_off_anywhere_is_completed_by_the_whole(
    head: Callable[[str, int], str], names: tuple[str, str], data: st.DataObject
) -> None:
    text = "\n".join(head(names[who is A], n) + said for n, (who, said) in enumerate(TALK))
    whole = intake.read_text(text, "x")
    half = text[: data.draw(st.integers(2, len(text) - 1))]  # a "[" alone is refused: broken JSON
    assert said(intake.merge(intake.read_text(half, "x"), whole)) == said(whole)


@pytest.mark.parametrize("piece", ["Age", "Agent", "Agent:", "Agent: "])
def test_the_start_of_the_next_label_does_not_stay_in_the_text(piece: str) -> None:
    text = "Customer: Where is my tent?\nAgent: Let me look.\nCustomer: Thank you, that is kind"
    whole = intake.read_text(text, "x")
    half = intake.read_text(f"Customer: Where is my tent?\n{piece}", "x")
    assert said(intake.merge(half, whole)) == said(whole)


def test_a_word_typed_by_hand_stays_though_a_name_begins_so() -> None:
    present = chat(Turn(C, "Be", at="2026-05-01T10:00:00Z"))
    whole = intake.read_text("Ben: Hello\nAnn: Where is my tent, please?\nBen: Let me look", "x")
    assert "Be" in [t.text for t in intake.merge(present, whole).turns]


def test_a_label_that_occurs_once_in_a_short_copy_is_known_from_the_chat() -> None:
    text = "Ann: no upset, hello\nBen: please\nAnn: the zip broke, I am upset\nBen: hello again"
    present = intake.read_text(text, "x")
    assert intake.merge(present, intake.read_text(text[:-25], "x")) is present


def test_one_line_pasted_alone_loses_its_label_when_the_chat_shows_it_is_one() -> None:
    text = "Ann: My email is ann@example.org\nBen: Thank you, one moment\nAnn: ok\nBen: Found it"
    alone = intake.read_text(text.split("\n", maxsplit=1)[0], "x")
    assert said(intake.read_text(text, "x")) == said(intake.merge(alone, intake.read_text(text, "x")))


def test_a_first_label_that_was_not_taken_for_one_is_known_from_the_chat() -> None:
    text = "Ann: go\nBen: my zip is late\nBen: really my zip is upset 7741203\nAnn: I'm\nBen: late"
    present = intake.read_text(text, "x")
    assert intake.merge(present, intake.read_text(text[:50], "x")) is present


@pytest.mark.parametrize("piece", ["Sure, order 7741", "Sure", "S"])
def test_a_cut_off_turn_is_known_by_its_place(piece: str) -> None:
    present = chat(*TALK)
    assert intake.merge(present, chat(*TALK[:2], (C, piece))) is present
    assert intake.merge(present, chat(TALK[1], (C, piece))) is present


def test_a_cut_off_turn_is_known_after_an_edited_one() -> None:
    edited = (A, "Of course! Do you have the order number at hand?")
    merged = intake.merge(chat(*TALK), chat(TALK[0], edited, (C, "Sure, ord")))
    assert [TALK[0], edited, *TALK[2:]] == said(merged)


def test_a_window_with_a_cut_off_start_and_more_at_the_end() -> None:
    copy = [(S, "7741203, bought in May, and the zip broke on the first day"), *TALK[3:], (A, "I understand")]
    assert [*TALK, (A, "I understand")] == said(intake.merge(chat(*TALK), chat(*copy)))


def test_a_cut_off_end_is_completed_by_a_window_with_more() -> None:
    present = chat(*TALK[:2], (C, "Sure, order 7741"))
    assert list(TALK) == said(intake.merge(present, chat(*TALK[1:])))


@pytest.mark.parametrize("known", [3, 5])
def test_a_piece_once_added_at_the_end_goes_with_the_whole_copy(known: int) -> None:
    present = chat(*TALK[:known], (C, "Sure, order 7741"))
    assert list(TALK) == said(intake.merge(present, chat(*TALK)))


def test_a_typed_turn_that_repeats_a_beginning_stays() -> None:
    present = chat(*TALK[:3], Turn(C, "Sure, order 7741203", at="2026-05-01T10:00:00Z"))
    assert "Sure, order 7741203" in [t.text for t in intake.merge(present, chat(*TALK[:3])).turns]


@pytest.mark.parametrize("known", [3, 5])
def test_a_piece_alone_adds_nothing(known: int) -> None:
    present = chat(*TALK[:known])
    assert intake.merge(present, chat((C, "Sure, order 7741"))) is present


def test_thousands_of_equal_turns_are_laid_over_quickly() -> None:
    present = Conversation("x", (Turn(C, "hello"), *[Turn(C, "ok")] * 9000))
    copy = Conversation("y", (*[Turn(C, "ok")] * 9000, Turn(A, "bye")))
    start = time.perf_counter()
    intake.merge(present, copy)
    assert time.perf_counter() - start < 2


@pytest.mark.parametrize("edit", [False, True])
def test_two_thousand_turns_with_fifty_new_ones_take_less_than_100_ms(edit: bool) -> None:
    whole = [
        Turn(C if i % 2 else A, "ok" if i % 5 == 0 else f"turn number {i} about order {i * 7919}") for i in range(2050)
    ]
    present = Conversation("x", tuple(whole[:2000]))
    if edit:
        whole[1001] = Turn(whole[1001].speaker, whole[1001].text + " (edited)")
    start = time.perf_counter()
    merged = intake.merge(present, Conversation("y", tuple(whole)))
    took = time.perf_counter() - start
    assert tuple(whole) == merged.turns
    assert took < 0.3, "three times the target, for machines that are busy"
