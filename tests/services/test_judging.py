from __future__ import annotations

from typing import Any

import pytest

from assist.domain.conversation import Conversation, Speaker, Turn
from assist.services.judging import Finding, Verdict, judge, same_value

CHAT = Conversation(
    "c",
    (
        Turn(Speaker.CUSTOMER, "my order is 8273 620"),
        Turn(Speaker.AGENT, "thanks"),
        Turn(Speaker.CUSTOMER, "I want it back"),
    ),
    report_at=(0, 2),
)


def found(kind: str, result: dict[str, Any], gold: dict[str, Any], point: int = 2) -> list[Finding]:
    return [f for f in judge(CHAT, point, result, gold) if f.kind == kind]


def field(value: str, turn: int = 0, start: int = 12, end: int = 20) -> dict[str, Any]:
    return {"value": value, "confidence": 0.9, "evidence": [{"turn": turn, "start": start, "end": end}]}


def verdicts(findings: list[Finding]) -> dict[str, Verdict]:
    return {f.name: f.verdict for f in findings}


def test_a_field_is_right_wrong_missing_extra_or_open() -> None:
    form = {"id": "f", "fields": {"order": field("8273620"), "name": field("Ann"), "city": field("Rome")},
            "missing": ["email"]}  # fmt: skip
    gold = {"form": {"order": ["8273 620"], "name": ["Bea"], "phone": ["1"]}, "unsaid": []}
    assert verdicts(found("form", {"form": form}, gold)) == {
        "order": Verdict.RIGHT,
        "name": Verdict.WRONG,
        "phone": Verdict.MISSING,
        "city": Verdict.EXTRA,
        "email": Verdict.OPEN,
    }


def test_the_words_a_value_rests_on_count_as_the_value() -> None:
    form = {"id": "f", "fields": {"order": field("order eight two")}}
    assert verdicts(found("form", {"form": form}, {"form": {"order": ["8273620"]}})) == {"order": Verdict.RIGHT}


def test_the_form_is_judged_at_the_last_point_only() -> None:
    assert found("form", {"form": {"id": "f", "fields": {}}}, {"form": {"order": ["1"]}}, point=0) == []


@pytest.mark.parametrize(
    ("got", "gold", "verdict", "refused"),
    [
        ("refund", "refund", Verdict.RIGHT, False),
        ("refund", "damage", Verdict.WRONG, False),
        (None, "damage", Verdict.MISSING, True),
        (None, None, Verdict.RIGHT, True),
        ("refund", None, Verdict.WRONG, False),
    ],
)
def test_a_category_is_judged_and_refusals_are_marked(
    got: str | None, gold: str | None, verdict: Verdict, *, refused: bool
) -> None:
    [one] = found("category", {"triage": {"category": got, "confidence": 0.4}}, {"category": gold})
    assert (one.verdict, one.refused) == (verdict, refused)


def test_an_article_is_right_among_the_first_three() -> None:
    hits = [{"id": x, "score": 0.5} for x in "abcd"]
    [third] = found("articles", {"articles": hits}, {"articles": ["c"]})
    [fourth] = found("articles", {"articles": hits}, {"articles": ["d"]})
    assert (third.verdict, third.rank) == (Verdict.RIGHT, 3)
    assert (fourth.verdict, fourth.rank) == (Verdict.WRONG, 4)
    [none] = found("articles", {"articles": [], "refused": True}, {"articles": ["d"]})
    assert (none.verdict, none.refused) == (Verdict.MISSING, True)


def test_a_reply_is_judged_by_the_one_sent_at_this_point() -> None:
    cards = [{"kind": "snippet", "text": "hi", "source": "snippet:hello", "confidence": 0.3}]
    gold = {"snippets": [["hello"], ["bye"]]}
    assert [f.verdict for f in found("replies", {"suggestions": cards}, gold, point=0)] == [Verdict.RIGHT]
    assert [f.verdict for f in found("replies", {"suggestions": cards}, gold, point=2)] == [Verdict.WRONG]


@pytest.mark.parametrize(
    ("label", "gold", "verdict"),
    [
        ("angry", {"polarity": "negative"}, Verdict.RIGHT),
        ("confused", {"polarity": "negative"}, Verdict.WRONG),
        ("neutral", {"satisfaction": [4.0, 2.0]}, Verdict.MISSING),
        ("frustrated", {"satisfaction": [4.0, 2.0]}, Verdict.RIGHT),
        ("frustrated", {"satisfaction": [2.0, 4.0]}, Verdict.WRONG),
    ],
)
def test_a_mood_is_judged_by_polarity_or_satisfaction(label: str, gold: dict[str, Any], verdict: Verdict) -> None:
    [one] = found("mood", {"mood": {"label": label, "confidence": 0.5, "valence": 0}}, gold)
    assert one.verdict is verdict


def test_without_gold_everything_is_only_found() -> None:
    result = {
        "mood": {"label": "angry", "confidence": 0.5},
        "triage": {"category": "x", "confidence": 0.5},
        "form": {"id": "f", "fields": {"order": field("1")}},
        "articles": [{"id": "a", "score": 1}],
    }
    assert {f.verdict for f in judge(CHAT, 2, result, {})} == {Verdict.FOUND}


def test_a_confident_mistake_is_worse_than_a_hesitant_one_and_both_than_none() -> None:
    wrong, unsure, right = (
        Finding("category", v, confidence=c)
        for v, c in ((Verdict.WRONG, 0.9), (Verdict.WRONG, 0.2), (Verdict.RIGHT, 0.9))
    )
    assert wrong.severity > unsure.severity > right.severity == 0


def test_case_width_and_punctuation_do_not_make_a_value_wrong() -> None:
    assert same_value("（977）625-2661", "", ["(977) 625 2661"])
    assert not same_value("977", "", ["9776252661"])
