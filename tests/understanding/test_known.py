"""Nothing is asked that was said already: in canned replies, in the step shown, in the sentence that answers."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.assistance import CaseForm, FieldState, FieldValue
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.pack import Article, Category, Choice, FieldType, Form, FormField, Playbook, Step
from assist.domain.text import LocalText
from assist.services.act_words import DECLINES
from assist.services.ports import UnderstandRequest
from assist.understanding.engine import Engine
from assist.understanding.extract import Extractor
from assist.understanding.known import without_known
from assist.understanding.steps import find_progress
from tests.understanding.conftest import PACK, bag_parts

of = LocalText.of
CARDS = (Choice("esim", synonyms=("eSIM",)), Choice("card", synonyms=("plastic card",)))
FORM = Form(
    "sim",
    of({"en": "SIM"}),
    (
        FormField(
            "kind",
            of({"en": "New SIM"}),
            FieldType.CHOICE,
            ask=of({"en": "Would you like an eSIM or a plastic card?"}),
            choices=CARDS,
        ),
        FormField(
            "day", of({"en": "Day", "zh": "日期"}), FieldType.DATE, ask=of({"en": "Which day?", "zh": "请问哪一天？"})
        ),
        FormField("ref", of({"en": "Case number"}), FieldType.ID, ask=of({"en": "What is the case number?"})),
    ),
)


def filled(*said: str) -> CaseForm:
    chat = Conversation("c", tuple(Turn(Speaker.CUSTOMER, text) for text in said))
    return Extractor().fill(chat, FORM, "en")


@pytest.mark.parametrize(
    ("body", "left"),
    [
        ("The SIM is blocked. Would you like an eSIM or a plastic card?", "The SIM is blocked."),
        ("You have 21 days. What is the case number? It looks like K-1234.", "You have 21 days."),
        ("提前一天可以免费改期，请问想改到哪一天？", "提前一天可以免费改期。"),
    ],
)
def test_a_question_that_was_answered_is_left_out_of_a_reply(body: str, left: str) -> None:
    assert without_known(body, FORM, filled("an eSIM please, on Friday", "case number is K-4821")) == left
    assert without_known(body, FORM, filled("hello")) == body


@pytest.mark.parametrize(
    "body",
    [
        "Would you like an eSIM or a plastic card?",
        "Thank you. Could you confirm the case number?",
        "I have noted it. Is {{ref}} still the right case number?",
        "The SIM is blocked. How did you lose the phone?",
        "Two things:\n\n- Would you like an eSIM or a plastic card?\n- and which colour",
    ],
)
def test_what_is_nothing_but_a_question_or_checks_a_value_stays(body: str) -> None:
    assert without_known(body, FORM, filled("an eSIM please, on Friday", "case number is K-4821")) == body


def _book(*steps: tuple[str, tuple[str, ...]]) -> Playbook:
    return Playbook("p", of({"en": "P"}), tuple(Step(name, of({"en": name}), needs=needs) for name, needs in steps))


def test_the_step_that_opens_a_procedure_is_over_when_the_next_one_has_what_it_needs() -> None:
    book = _book(("listen", ()), ("record", ("ref", "kind")), ("look", ()), ("promise", ("day",)))
    said = ("an eSIM please", "case number is K-4821")
    chat = Conversation(
        "c",
        (
            Turn(Speaker.CUSTOMER, said[0]),
            Turn(Speaker.AGENT, "I'm sorry. What is the case number?"),
            Turn(Speaker.CUSTOMER, said[1]),
        ),
    )
    now = find_progress(book, chat, FORM, filled(*said), "en")
    assert now is not None
    assert now.step.id == "look"
    early = find_progress(book, replace(chat, turns=chat.turns[:1]), FORM, filled(said[0]), "en")
    assert early is not None
    assert early.step.id == "listen"


def test_the_sentence_that_answers_is_sought_by_the_question_and_not_by_a_date_of_birth(tmp_path: Path) -> None:
    body = "Children under 12 need both parents. An urgent passport is ready in three days. It costs 60 dollars."
    pack = replace(PACK, articles=(Article("passport", "Passports", body), *PACK.articles))
    engine = Engine(tmp_path, lambda _: pack, bag_parts(1).embedders)
    engine.open_pack(Path("small"))
    turns = (
        Turn(Speaker.CUSTOMER, "I need an urgent passport, how soon is it ready?"),
        Turn(Speaker.AGENT, "Your name and your date of birth?"),
        Turn(Speaker.CUSTOMER, "Carla Mensah, 12 May 1988"),
    )
    hit = engine.understand(UnderstandRequest(Conversation("c", turns))).articles[0]
    assert hit.sentence == "An urgent passport is ready in three days."


BOOK = _book(("identify", ("ref", "kind")), ("look", ("day",)), ("close", ()))


@pytest.mark.parametrize("said", ["i dont have it", "no idea, sorry", "I can't find it", "不知道", "没带"])
def test_what_the_customer_does_not_have_is_asked_for_once(said: str) -> None:
    turns = (
        Turn(Speaker.CUSTOMER, "hello"),
        Turn(Speaker.AGENT, "What is the case number?"),
        Turn(Speaker.CUSTOMER, said),
    )
    now = find_progress(BOOK, Conversation("c", turns), FORM, filled(said), "en")
    assert now is not None
    assert now.asks is not None
    assert now.asks.name == "kind"
    later = find_progress(BOOK, Conversation("c", turns), FORM, filled(said, "an eSIM please"), "en")
    assert later is not None
    assert later.asks is not None
    assert (later.step.id, later.asks.name) == ("look", "day")


def test_a_step_that_lacks_what_the_customer_does_not_have_waits_and_says_so() -> None:
    turns = (Turn(Speaker.AGENT, "What is the case number?"), Turn(Speaker.CUSTOMER, "I don't have it"))
    now = find_progress(BOOK, Conversation("c", turns), FORM, filled("an eSIM please", "on Friday"), "en")
    assert now is not None
    assert (now.step.id, now.asks, now.waits) == ("identify", None, True)
    assert now.reason == "still needed: Case number, which the customer does not have"


def test_a_reply_that_asks_for_what_the_customer_does_not_have_is_none() -> None:
    body = "What is the case number? It is at the top of the letter."
    assert not without_known(body, FORM, filled("hello"), frozenset({"ref"}))
    assert without_known(body, FORM, filled("hello"), frozenset({"day"})) == body


@pytest.mark.parametrize("said", ["I haven't received it", "I don't know why it broke", "I do not have to wait, do I?"])
def test_a_complaint_declines_nothing(said: str) -> None:
    assert not DECLINES.search(said)


def test_a_greeting_is_no_praise_and_opens_no_category(tmp_path: Path) -> None:
    praise = Category("praise", of({"en": "Thanks"}), examples=("thank you so much", "great, thanks", "cheers"))
    pack = replace(PACK, categories=(*PACK.categories, praise))
    engine = Engine(tmp_path, lambda _: pack, bag_parts(1).embedders)
    engine.open_pack(Path("small"))
    for said in ("hello", "hello? anybody there"):
        found = engine.understand(UnderstandRequest(Conversation("c", (Turn(Speaker.CUSTOMER, said),))))
        assert found.triage is not None
        assert found.triage.category is None
        assert not found.refused


@pytest.mark.parametrize(
    ("agent", "said", "category"),
    [
        ("Done.", "thank you! one more thing, the pole is damaged", "damage"),
        ("Done. Is there anything else?", "yes, the tent arrived broken", "damage"),
        ("Done. Is there anything else?", "no that's all, thanks", "refund"),
    ],
)
def test_another_matter_is_sorted_by_itself(engine: Engine, agent: str, said: str, category: str) -> None:
    turns = (
        Turn(Speaker.CUSTOMER, "please refund my order, I want my money back"),
        Turn(Speaker.AGENT, agent),
        Turn(Speaker.CUSTOMER, said),
    )
    found = engine.understand(UnderstandRequest(Conversation("c", turns)))
    assert found.triage is not None
    assert found.triage.category == category


def test_thanks_are_not_refused(engine: Engine) -> None:
    turns = (Turn(Speaker.CUSTOMER, "the zebra has a giraffe now, thank you"),)
    assert not engine.understand(UnderstandRequest(Conversation("c", turns))).refused
    asked = (Turn(Speaker.CUSTOMER, "thank you, where does the zebra sleep?"),)
    assert engine.understand(UnderstandRequest(Conversation("c", asked))).refused


def test_nobody_is_asked_for_what_stands_in_the_form_for_certain() -> None:
    body = "What is the case number? It is at the top of the letter."
    read = FieldValue("K-4821", 0.95, FieldState.AUTO, (Evidence(0, 0, 6),))
    sure = CaseForm(FORM.id, {"ref": read})
    assert not without_known(body, FORM, sure)
    assert without_known("Is the case number still right?", FORM, sure)
    assert without_known(body, FORM, CaseForm(FORM.id, {"ref": replace(read, confidence=0.7)})) == body
