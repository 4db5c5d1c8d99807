from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.assistance import Assistance, CardKind, MoodLabel, Suggestion
from assist.domain.case import Case, Feedback, FeedbackKind
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.habits import Habit, Habits
from assist.intake import TranscriptIntake
from assist.services.desk import Desk, Pasted


class Still:
    def now(self) -> str:
        return "2026-05-01T09:30:00Z"

    def monotonic(self) -> float:
        return 0.0


class LineIntake:
    """Every line is a customer turn; pasting appends the lines that are not there yet."""

    def read_text(self, text: str, case_id: str) -> Conversation:
        return Conversation(case_id, tuple(Turn(Speaker.CUSTOMER, line) for line in text.splitlines()))

    def read_file(self, path: Path) -> tuple[Conversation, ...]:
        return (self.read_text(path.read_text(), path.stem),)

    def merge(self, present: Conversation, pasted: Conversation) -> Conversation:
        new = pasted.turns[len(present.turns) :]
        return present.append(*new) if new else present


class Recorder:
    def __init__(self) -> None:
        self.saved: list[Case] = []
        self.events: list[Feedback] = []
        self.desk = Desk(LineIntake(), Still(), self.saved.append, self.events.extend)

    def kinds(self) -> list[FeedbackKind]:
        return [e.kind for e in self.events]


def cards(*sources: str) -> tuple[Suggestion, ...]:
    return tuple(Suggestion(CardKind.SNIPPET, s, s, 0.9) for s in sources)


def answer(desk: Desk, *sources: str) -> Assistance:
    chat = desk.conversation
    return Assistance(chat.id, chat.version, len(chat.turns) - 1, "en", suggestions=cards(*sources))


DRAFT = Suggestion(CardKind.DRAFT, "written", "draft", 0.5)


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


def test_pasting_more_of_the_same_chat_is_saved_at_once(recorder: Recorder) -> None:
    assert recorder.desk.paste("one")
    assert recorder.desk.paste("one\ntwo")
    assert [len(c.conversation.turns) for c in recorder.saved] == [1, 2]


def test_pasting_the_same_again_changes_nothing(recorder: Recorder) -> None:
    recorder.desk.paste("one")
    assert not recorder.desk.paste("one")
    assert len(recorder.saved) == 1


def test_an_answer_for_an_older_version_is_dropped(recorder: Recorder) -> None:
    recorder.desk.paste("one")
    old = answer(recorder.desk, "snippet:a")
    recorder.desk.paste("one\ntwo")
    assert not recorder.desk.accept(old)
    assert recorder.desk.found is None
    assert recorder.desk.accept(answer(recorder.desk, "snippet:b"))


def test_a_draft_for_an_older_version_is_dropped(recorder: Recorder) -> None:
    recorder.desk.paste("one")
    recorder.desk.accept(answer(recorder.desk))
    version = recorder.desk.conversation.version
    recorder.desk.paste("one\ntwo")
    assert not recorder.desk.accept_draft(DRAFT, version)


def test_a_draft_takes_the_place_kept_for_it_and_moves_nothing(recorder: Recorder) -> None:
    desk = recorder.desk
    desk.paste("one")
    desk.accept(answer(desk, "snippet:a", "snippet:b", "snippet:c"))
    before = [c.source for c in desk.cards(draft_slot=True)]
    desk.accept_draft(DRAFT, desk.conversation.version)
    assert [c.source for c in desk.cards()] == [*before, "draft"]


def test_a_card_used_or_dismissed_does_not_come_back(recorder: Recorder) -> None:
    desk = recorder.desk
    desk.paste("one")
    desk.accept(answer(desk, "snippet:a", "snippet:b"))
    first, second = desk.cards()
    desk.use(first)
    desk.dismiss(second)
    assert desk.cards() == ()
    assert desk.request().gone == {"snippet:a", "snippet:b"}
    assert recorder.kinds() == [FeedbackKind.SHOWN, FeedbackKind.SHOWN, FeedbackKind.USED, FeedbackKind.DISMISSED]


def test_an_edited_card_is_recorded_as_edited_with_its_text(recorder: Recorder) -> None:
    desk = recorder.desk
    desk.paste("one")
    desk.accept(answer(desk, "snippet:a"))
    desk.use(desk.cards()[0], "changed")
    assert (recorder.events[-1].kind, recorder.events[-1].text) == (FeedbackKind.EDITED, "changed")


def test_a_card_is_recorded_as_shown_once(recorder: Recorder) -> None:
    desk = recorder.desk
    desk.paste("one")
    desk.accept(answer(desk, "snippet:a"))
    desk.accept(answer(desk, "snippet:a"))
    assert recorder.kinds() == [FeedbackKind.SHOWN]


def test_what_is_set_by_hand_goes_with_the_next_question(recorder: Recorder) -> None:
    recorder.desk.set_mood(MoodLabel.ANGRY)
    recorder.desk.set_field("email", "a@b.org")
    recorder.desk.set_category("late", "order")
    hand = recorder.desk.request().by_hand
    assert (hand.mood, hand.fields, hand.category, hand.form) == (
        MoodLabel.ANGRY, {"email": "a@b.org"}, "late", "order",
    )  # fmt: skip
    assert len(recorder.saved) == 3


def test_every_keystroke_of_the_composer_is_saved(recorder: Recorder) -> None:
    for text in ("H", "He", "He"):
        recorder.desk.compose(text)
    assert [c.composer for c in recorder.saved] == ["H", "He"]


def test_a_stored_case_comes_back_as_it_was(recorder: Recorder) -> None:
    recorder.desk.paste("one")
    recorder.desk.set_field("email", "a@b.org")
    stored = recorder.saved[-1]
    other = Recorder()
    other.desk.load(stored)
    assert other.desk.case == stored
    assert other.desk.found is None


def test_a_new_case_leaves_the_old_one_saved(recorder: Recorder) -> None:
    recorder.desk.paste("one")
    old = recorder.desk.case
    recorder.desk.new_case()
    assert recorder.saved[-1] == old
    assert recorder.desk.conversation.turns == ()
    assert recorder.desk.case.id != old.id


def test_typing_an_empty_turn_says_nothing(recorder: Recorder) -> None:
    assert not recorder.desk.say(Speaker.AGENT, "  ")
    assert recorder.desk.say(Speaker.AGENT, " hello ")
    assert recorder.desk.conversation.turns == (Turn(Speaker.AGENT, "hello", at="2026-05-01T09:30:00Z"),)


def test_a_conversation_from_a_file_becomes_a_case_with_a_version(recorder: Recorder) -> None:
    recorder.desk.load_conversation(replace(Conversation("f"), turns=(Turn(Speaker.CUSTOMER, "hi"),)))
    assert recorder.desk.conversation.version == 1
    assert recorder.saved[-1].id == "f"


def texts(desk: Desk) -> list[str]:
    return [t.text for t in desk.conversation.turns]


def test_undo_takes_back_the_last_changes_one_by_one_as_new_versions(recorder: Recorder) -> None:
    desk = recorder.desk
    desk.paste("one\ntwo")
    desk.say(Speaker.AGENT, "three")
    desk.swap_roles()
    version = desk.conversation.version
    assert desk.undo()
    assert [t.speaker for t in desk.conversation.turns] == [Speaker.CUSTOMER, Speaker.CUSTOMER, Speaker.AGENT]
    assert desk.undo()
    assert texts(desk) == ["one", "two"]
    assert desk.undo()
    assert not desk.can_undo
    assert not desk.undo()
    assert texts(desk) == []
    assert desk.conversation.version == version + 3
    assert recorder.saved[-1] == desk.case


def test_undo_drops_an_answer_for_what_was_taken_back(recorder: Recorder) -> None:
    recorder.desk.paste("one")
    recorder.desk.paste("one\ntwo")
    old = answer(recorder.desk, "snippet:a")
    recorder.desk.undo()
    assert not recorder.desk.accept(old)


def test_undo_takes_back_the_count_of_cards_that_came_with_the_turns(recorder: Recorder) -> None:
    desk = recorder.desk
    desk.paste("where is it")
    desk.accept(answer(desk, "snippet:a"))
    desk.paste("where is it\nand a tent")
    desk.accept(answer(desk, "snippet:a", "snippet:b"))
    version = desk.conversation.version
    desk.undo()
    assert (recorder.events[-1].kind, recorder.events[-1].version) == (FeedbackKind.TAKEN_BACK, version - 1)
    desk.undo()
    assert desk.cards() == ()
    assert recorder.kinds().count(FeedbackKind.TAKEN_BACK) == 2


def test_undo_keeps_what_was_set_by_hand(recorder: Recorder) -> None:
    recorder.desk.paste("one")
    recorder.desk.set_field("email", "a@b.org")
    recorder.desk.undo()
    assert recorder.desk.case.by_hand.fields == {"email": "a@b.org"}


def test_undo_remembers_twenty_changes(recorder: Recorder) -> None:
    for i in range(25):
        recorder.desk.say(Speaker.AGENT, str(i))
    while recorder.desk.undo():
        pass
    assert texts(recorder.desk) == ["0", "1", "2", "3", "4"]


def test_a_line_begun_before_any_turn_goes_on_in_the_new_conversation(recorder: Recorder) -> None:
    recorder.desk.note_line("my tent is")
    recorder.desk.new_case()
    assert recorder.desk.case.line == "my tent is"
    assert recorder.saved[-1] == recorder.desk.case, "kill -9 now would lose it otherwise"
    recorder.desk.say(Speaker.CUSTOMER, "my tent is wet")
    recorder.desk.note_line("and my")
    recorder.desk.new_case()
    assert recorder.desk.case.line == "", "it is put away with the turns it belongs to"


@pytest.mark.parametrize("start", [Desk.new_case, lambda desk: desk.load(desk.case)])
def test_a_new_or_loaded_case_has_nothing_to_undo(recorder: Recorder, start: Callable[[Desk], None]) -> None:
    recorder.desk.paste("one")
    start(recorder.desk)
    assert not recorder.desk.undo()


def test_every_keystroke_of_the_turn_line_is_saved_until_it_is_said(recorder: Recorder) -> None:
    for text in ("H", "Hi", "Hi"):
        recorder.desk.note_line(text)
    assert [c.line for c in recorder.saved] == ["H", "Hi"]
    recorder.desk.say(Speaker.AGENT, "Hi")
    assert [c.line for c in recorder.saved] == ["H", "Hi", ""]
    assert texts(recorder.desk) == ["Hi"]


class TranscriptLines(LineIntake):
    """Reads transcripts as the app does."""

    def __init__(self) -> None:
        self._real = TranscriptIntake()

    def read_text(self, text: str, case_id: str) -> Conversation:
        return self._real.read_text(text, case_id)

    def merge(self, present: Conversation, pasted: Conversation) -> Conversation:
        return self._real.merge(present, pasted)


def test_another_customers_paste_puts_the_case_away_saved_and_undo_adds_it_after_all() -> None:
    saved: list[Case] = []
    desk = Desk(TranscriptLines(), Still(), saved.append, lambda _events: None)
    desk.paste("Ann: Hi, my kettle leaks.\nAgent: How can I help?\nAnn: Please send a new one.")
    desk.set_field("name", "Ann")
    first = desk.case
    assert desk.paste("Bob: Hello, I was charged twice.\nAgent: How can I help?\nBob: Pay it back.") is Pasted.ANOTHER
    assert first in saved
    assert desk.case.id != first.id
    assert desk.case.by_hand.fields == {}
    second = desk.conversation
    assert desk.undo()
    assert desk.case.id == first.id
    assert desk.case.by_hand.fields == {"name": "Ann"}
    assert [t.text for t in desk.conversation.turns[3:]] == [t.text for t in second.turns]
    assert any(c.id == second.id for c in saved)
    assert desk.undo()
    assert desk.conversation.turns == first.conversation.turns


def test_what_use_says_is_handed_to_the_fast_lane() -> None:
    recorder = Recorder()
    recorder.desk.paste("where is my parcel")
    recorder.desk.habits = Habits({("a", "late"): Habit(0.5, 4)})
    assert recorder.desk.request().habits == recorder.desk.habits


def test_articles_that_a_used_draft_cites_are_noted_as_used() -> None:
    recorder = Recorder()
    recorder.desk.paste("where is my parcel")
    recorder.desk.use(replace(DRAFT, citations=("delivery", "carrier")))
    assert [e.source for e in recorder.events] == ["draft", "article:delivery", "article:carrier"]
    assert {e.kind for e in recorder.events} == {FeedbackKind.USED}


def test_a_reply_handed_over_counts_until_the_conversation_changes_and_a_question_does_not() -> None:
    recorder = Recorder()
    recorder.desk.paste("where is my parcel")
    marks: list[bool] = []
    recorder.desk.use(replace(DRAFT, kind=CardKind.ASK))
    marks.append(recorder.desk.replied)
    recorder.desk.use(DRAFT)
    marks.append(recorder.desk.replied)
    recorder.desk.say(Speaker.CUSTOMER, "and when?")
    marks.append(recorder.desk.replied)
    assert marks == [False, True, False]


OTHER = "Bob: Hello, I was charged twice.\nAgent: How can I help?\nBob: Pay it back."


def split() -> Desk:
    desk = Desk(TranscriptLines(), Still(), lambda _case: None, lambda _events: None)
    desk.paste("Ann: Hi, my kettle leaks.\nAgent: How can I help?\nAnn: Please send a new one.")
    assert desk.paste(OTHER) is Pasted.ANOTHER
    return desk


def test_a_split_in_which_nothing_else_happened_is_only_a_paste() -> None:
    desk = split()
    assert desk.only_pasted
    assert desk.undo()
    assert not desk.only_pasted


@pytest.mark.parametrize(
    "work",
    [
        lambda d: d.set_field("name", "Bob"),
        lambda d: d.say(Speaker.AGENT, "I will look."),
        lambda d: d.compose("Dear Bob"),
        lambda d: d.use(cards("a")[0]),
        lambda d: d.dismiss(cards("a")[0]),
        lambda d: d.note_line("typing"),
    ],
)
def test_a_split_that_was_worked_on_is_more_than_a_paste(work: Callable[[Desk], None]) -> None:
    desk = split()
    work(desk)
    assert not desk.only_pasted
