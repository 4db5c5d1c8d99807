"""What is learned from use, and its exports."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.insights import CardUse, CategoryShare, DayCount, Figures, OpenQuestion, OwnReply, QuestionGroup
from assist.domain.pack import FieldType, FormField
from assist.domain.text import LocalText
from assist.services.insights import asks_something, never_used, open_question, question_groups, worth_a_snippet
from assist.services.insights_export import as_csv, as_html


class ByFirstWord:
    def group(self, texts: Sequence[str]) -> tuple[int, ...]:
        words = [t.split()[0] for t in texts]
        return tuple(words.index(w) for w in words)


def asked(*texts: str) -> list[OpenQuestion]:
    return [OpenQuestion(t, f"c{i}", "2026-05-01") for i, t in enumerate(texts)]


def test_the_largest_group_comes_first_and_keeps_its_cases() -> None:
    groups = question_groups(asked("pay later?", "rent a tent?", "rent boots?"), ByFirstWord())
    assert [[q.case_id for q in g.questions] for g in groups] == [["c1", "c2"], ["c0"]]
    assert question_groups([], ByFirstWord()) == ()


def test_personal_data_in_open_questions_is_masked() -> None:
    (group,) = question_groups(asked("Write to lena@example.org about 82736201"), ByFirstWord())
    assert "lena" not in group.questions[0].text
    assert "82736201" not in group.questions[0].text


def test_a_reply_that_a_snippet_says_already_is_not_proposed() -> None:
    replies = [OwnReply("We refund you within 5 days, Lena.", 4, "c1"), OwnReply("Please send a photo.", 3, "c2")]
    found = worth_a_snippet(replies, ["Please send a photo!"])
    assert [r.count for r in found] == [4]


def test_a_reply_worth_a_snippet_has_the_forms_placeholders_for_what_was_masked() -> None:
    fields = (FormField("email", LocalText.of("Email"), FieldType.EMAIL),)
    (found,) = worth_a_snippet([OwnReply("We wrote to lena@example.org about it.", 4, "c1")], (), fields)
    assert found.text == "We wrote to {{email}} about it."


def test_snippets_that_were_never_taken_are_named_in_order() -> None:
    cards = [CardUse("snippet:b", 5, 1), CardUse("snippet:c", 5, 0, 0, 5), CardUse("draft", 2, 2)]
    assert never_used(cards, ["a", "b", "c"]) == ("a", "c")


FIGURES = Figures(
    2,
    6,
    (DayCount("2026-05-01", 2, 1),),
    (CategoryShare("late", 2, 1, 1, -0.25, 0.5, 60.0),),
    (CardUse("draft", 3, 1),),
)
GROUPS = (QuestionGroup((OpenQuestion('=HYPERLINK("http://x")<script>', "c1", "2026-05-01"),)),)


def test_a_spreadsheet_and_a_browser_take_nothing_of_a_customers_for_a_command() -> None:
    sheet, page = as_csv(FIGURES, GROUPS, ()), as_html(FIGURES, GROUPS, ())
    assert "\n'=HYPERLINK" in sheet.replace("\"'=", "'=") or "'=HYPERLINK" in sheet
    assert "<script>" not in page
    assert "default-src 'none'" in page


def test_exports_speak_the_windows_language() -> None:
    assert "Questions nobody answers" in as_csv(FIGURES, GROUPS, ())
    assert "无人回答的问题" in as_html(FIGURES, GROUPS, (), "zh")


@pytest.mark.parametrize(
    "text",
    [
        "Thank you so much for your help, have a great day!",
        "ok thanks",
        "No, that's all, bye",
        "Hello",
        "好的,谢谢您的帮助",
        "再见",
        "…",
    ],
)
def test_thanks_goodbyes_and_greetings_are_no_open_questions(text: str) -> None:
    assert not asks_something(text)
    assert question_groups(asked(text), ByFirstWord()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Thanks, but my parcel is still missing",
        "Thank you. Can I pay later?",
        "Great, I want to return the boots",
        "Hello, do you rent tents?",
        "好的,谢谢。我要退货",
        "The stove smokes",
    ],
)
def test_what_asks_or_tells_of_a_problem_is_one_however_polite(text: str) -> None:
    assert asks_something(text)


def refused(*turns: tuple[Speaker, str]) -> str:
    talk = Conversation("c", tuple(Turn(s, t) for s, t in turns), 1)
    return open_question(talk, Assistance("c", 1, len(turns) - 1, "en", refused=True))


def test_the_open_question_is_the_last_thing_asked_since_the_agent_spoke() -> None:
    asks = (Speaker.CUSTOMER, "Do you rent tents?")
    assert refused(asks) == "Do you rent tents?"
    assert refused(asks, (Speaker.CUSTOMER, "thanks")) == "Do you rent tents?"
    assert refused(asks, (Speaker.AGENT, "I am afraid we do not."), (Speaker.CUSTOMER, "ok thanks, bye")) == ""
