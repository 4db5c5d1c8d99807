"""What the fast lane says of a conversation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assist.domain.assistance import Assistance, CardKind, CaseForm, Degraded, FieldState, FieldValue, Mood, MoodLabel
from assist.domain.case import ByHand, card_key
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.errors import Cancelled
from assist.domain.pack import Form, Pack
from assist.services.ports import UnderstandRequest
from assist.understanding.engine import Engine
from assist.understanding.parts import EmbedTurn
from tests.understanding.conftest import PACK, bag_parts

C, A = Speaker.CUSTOMER, Speaker.AGENT


def talk(*turns: tuple[Speaker, str], language: str | None = None) -> Conversation:
    return Conversation("c", tuple(Turn(s, t) for s, t in turns), version=1, declared_language=language)


def ask(engine: Engine, *turns: tuple[Speaker, str], **kw: object) -> Assistance:
    return engine.understand(UnderstandRequest(talk(*turns), **kw))  # type: ignore[arg-type]  # passed through


class OrderFiller:
    """Takes the first run of four digits as the order number."""

    def fill(self, conversation: Conversation, form: Form, language: str) -> CaseForm:
        for number, turn in enumerate(conversation.turns):
            for at in range(len(turn.text) - 3):
                if turn.text[at : at + 4].isdigit():
                    value = FieldValue(turn.text[at : at + 4], 1.0, FieldState.AUTO, (Evidence(number, at, at + 4),))
                    return CaseForm(form.id, {"order": value})
        return CaseForm(form.id, {}, ("order",))


class AlwaysAngry:
    def read(self, conversation: Conversation, embed: EmbedTurn) -> Mood | None:
        return Mood(MoodLabel.ANGRY, -0.9, 0.9)

    def knows(self, language: str) -> bool:
        return language == "en"


@pytest.fixture
def whole(tmp_path: Path) -> Engine:
    made = Engine(tmp_path, lambda _: PACK, bag_parts(1).embedders, filler=OrderFiller(), mood=AlwaysAngry())
    made.open_pack(Path("small"))
    return made


def test_an_empty_conversation_gets_an_empty_answer(engine: Engine) -> None:
    found = engine.understand(UnderstandRequest(Conversation("c", version=4)))
    assert (found.version, found.after_turn, found.articles, found.refused) == (4, -1, (), False)


def test_a_conversation_without_a_customer_turn_is_not_refused(engine: Engine) -> None:
    found = ask(engine, (A, "Hello, this is the refund desk."))
    assert found.articles == ()
    assert not found.refused
    assert found.triage is not None
    assert found.triage.category is None


def test_the_sentence_that_answers_is_quoted_from_the_article(engine: Engine) -> None:
    found = ask(engine, (C, "Which card does the refund money go back to?"))
    hit = found.articles[0]
    article = engine.article(hit.article_id)
    assert article is not None
    assert hit.article_id == "returns"
    assert article.body[hit.start : hit.end] == hit.sentence == "The money goes back to the card you paid with."
    assert hit.sentence in hit.text


def test_what_the_pack_does_not_cover_is_refused(engine: Engine) -> None:
    found = ask(engine, (C, "Who painted the ceiling of the chapel in Rome?"))
    assert found.refused
    assert found.articles == ()


def test_thanks_alone_are_not_refused_but_a_wish_behind_them_is(engine: Engine) -> None:
    assert not ask(engine, (C, "Thanks, that's all, have a nice day")).refused
    assert ask(engine, (C, "Thank you, but I need somebody to paint a ceiling in Rome")).refused


def test_an_internal_article_says_so(engine: Engine) -> None:
    hits = engine.search("voucher ten percent late parcel")
    assert hits[0].article_id == "staff"
    assert hits[0].internal


def test_a_subject_named_turns_ago_still_counts(engine: Engine) -> None:
    many = replace(
        PACK,
        articles=tuple(
            a
            for name in ("Rover", "Nimbus", "Corvus", "Atlas", "Quill", "Zephyr")
            for a in (
                replace(
                    PACK.articles[1], id=f"{name}-care", title=f"{name}: care", body="Dry the fabric before packing."
                ),
                replace(PACK.articles[1], id=f"{name}-size", title=f"{name}: size", body="It sleeps three people."),
            )
        ),
    )
    engine._read_pack = lambda _: many
    engine.open_pack(Path("many"))
    found = ask(engine, (C, "I have the Corvus tent"), (A, "A fine one."), (C, "How many people does it sleep?"))
    assert found.articles[0].article_id == "Corvus-size"


def test_triage_follows_the_latest_problem_and_keeps_the_other(engine: Engine) -> None:
    found = ask(engine, (C, "I want my money back"), (A, "Sure."), (C, "and the pole is damaged"))
    assert found.triage is not None
    assert found.triage.category == "damage"
    assert "refund" in [a.category for a in found.triage.alternatives]
    assert found.triage.evidence[0].turn == 2
    assert found.triage.route == "desk"


def test_an_answer_to_the_agents_question_is_no_new_problem(engine: Engine) -> None:
    found = ask(engine, (C, "please refund my order"), (A, "What is wrong with it?"), (C, "damaged"))
    assert found.triage is not None
    assert found.triage.category == "refund"


def test_the_category_chosen_by_hand_wins(engine: Engine) -> None:
    found = ask(engine, (C, "I want my money back"), by_hand=ByHand(category="damage"))
    assert found.triage is not None
    assert (found.triage.category, found.triage.by_hand) == ("damage", True)


def test_anger_raises_the_priority_and_brings_advice(whole: Engine) -> None:
    found = ask(whole, (C, "I want my money back"))
    assert found.triage is not None
    assert found.mood is not None
    assert found.triage.priority == "high"
    assert found.mood.advice == "Own the fault first."


def test_a_reply_that_needs_an_unknown_value_becomes_a_question(whole: Engine) -> None:
    found = ask(whole, (C, "when do I get my refund"))
    cards = {c.source: c for c in found.suggestions}
    assert "snippet:refund-soon" not in cards
    assert cards["field:order"].kind is CardKind.ASK
    assert cards["field:order"].text == "What is your order number?"
    assert found.next_step is not None
    assert (found.next_step.step, found.next_step.ask) == ("identify", "What is your order number?")


def test_a_known_value_fills_the_reply_and_moves_the_procedure_on(whole: Engine) -> None:
    found = ask(whole, (C, "please refund my order 8273"))
    texts = {c.source: c.text for c in found.suggestions}
    assert texts["snippet:refund-soon"] == "Your refund for order 8273 is on its way to your card."
    assert found.next_step is not None
    assert (found.next_step.step, found.next_step.number, found.next_step.total) == ("confirm", 2, 3)


def test_what_the_agent_said_is_not_offered_and_moves_the_procedure_on(whole: Engine) -> None:
    said = "I have started the refund of your whole order now."
    found = ask(whole, (C, "please refund my order 8273"), (A, said), (C, "when is the refund there"))
    assert found.next_step is not None
    assert found.next_step.step == "close"
    assert said not in [c.text for c in found.suggestions]


def test_gone_cards_do_not_come_back(whole: Engine) -> None:
    first = ask(whole, (C, "please refund my order 8273"))
    gone = frozenset(map(card_key, first.suggestions))
    again = ask(whole, (C, "please refund my order 8273"), gone=gone)
    assert gone
    assert not gone & set(map(card_key, again.suggestions))


def test_greetings_come_at_the_start_and_closings_after_thanks(engine: Engine) -> None:
    start = ask(engine, (C, "Hello"))
    middle = ask(engine, (C, "Hello"), (A, "Hi."), (C, "the pole is damaged"))
    end = ask(engine, (C, "Hello"), (A, "Hi."), (C, "the pole is damaged"), (A, "Sorry."), (C, "ok thanks, bye"))
    assert "snippet:hello" in [c.source for c in start.suggestions]
    assert {"snippet:hello", "snippet:bye"}.isdisjoint(c.source for c in middle.suggestions)
    assert "snippet:bye" in [c.source for c in end.suggestions]


def test_a_traditional_conversation_gets_traditional_cards(engine: Engine) -> None:
    found = ask(engine, (C, "我要退款，訂單還沒有發貨"))
    assert found.articles[0].article_id == "zh-returns"
    assert found.triage is not None
    assert found.triage.category == "refund"
    texts = [c.text for c in found.suggestions]
    assert "請問訂單號是多少？" in texts
    assert any("處理" in t for t in texts)


def test_without_embedders_keywords_still_answer_and_it_says_so(wordless: Engine) -> None:
    found = ask(wordless, (C, "refund money back on my card"))
    assert found.articles[0].article_id == "returns"
    assert found.triage is not None
    assert found.triage.category == "refund"
    assert {Degraded.NO_EMBEDDER, Degraded.KEYWORD_ONLY} <= set(found.degraded)


def test_a_language_the_mood_does_not_know_is_said(whole: Engine) -> None:
    assert Degraded.LANGUAGE_UNKNOWN_TO_MOOD in ask(whole, (C, "我要退款")).degraded


def test_without_a_pack_it_says_so(tmp_path: Path) -> None:
    made = Engine(tmp_path, lambda _: PACK, bag_parts(1).embedders)
    found = ask(made, (C, "please refund my order"))
    assert found.degraded == (Degraded.NO_PACK,)
    assert made.search("refund") == ()


def test_the_form_chosen_by_hand_is_filled_whatever_the_category(whole: Engine) -> None:
    found = ask(whole, (C, "the pole is damaged"), by_hand=ByHand(form="refund"))
    assert found.form is not None
    assert found.form.id == "refund"


def test_a_field_set_by_hand_is_not_asked_for_again(whole: Engine) -> None:
    said = (C, "please refund my order")
    asked = ask(whole, said)
    known = ask(whole, said, by_hand=ByHand({"order": "7741"}))
    assert asked.form is not None
    assert known.form is not None
    assert "order" in asked.form.missing
    assert known.form.fields["order"] == FieldValue("7741", 1.0, FieldState.MANUAL)
    assert "field:order" not in [card.source for card in known.suggestions]
    assert known.next_step != asked.next_step


def test_the_advice_is_for_the_mood_set_by_hand(engine: Engine) -> None:
    found = ask(engine, (C, "please refund my order"), by_hand=ByHand(mood=MoodLabel.ANGRY))
    assert found.mood is not None
    assert (found.mood.label, found.mood.advice) == (MoodLabel.ANGRY, "Own the fault first.")


def test_a_pack_that_cannot_be_opened_leaves_the_one_before(engine: Engine) -> None:
    def stop(_done: int, _total: int, what: str) -> None:
        if what != "reading the pack":
            raise Cancelled("stop")

    engine._read_pack = lambda _: replace(PACK, id="other", articles=())
    with pytest.raises(Cancelled):
        engine.open_pack(Path("other"), stop)
    assert engine.article("returns") is not None


def test_opening_an_edited_pack_shows_the_edit(engine: Engine) -> None:
    edited = replace(PACK.articles[1], body="Wash the tent in lukewarm water.")
    engine._read_pack = lambda _: replace(PACK, articles=(PACK.articles[0], edited))
    shown: Pack = engine.open_pack(Path("small"))
    assert shown.articles == ()
    assert shown.article_count == 2
    assert engine.search("wash lukewarm water")[0].sentence == "Wash the tent in lukewarm water."


said = st.text(max_size=60) | st.sampled_from(["I want my money back!", "我要退款。東西壞了", "8273?", "\n\n", "bye"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(st.tuples(st.sampled_from(list(Speaker)), said), max_size=8))
def test_whatever_is_said_evidence_lies_inside_its_turn(whole: Engine, turns: list[tuple[Speaker, str]]) -> None:
    conversation = talk(*turns)
    found = whole.understand(UnderstandRequest(conversation))
    parts = [found.triage, found.next_step, *found.suggestions]
    for e in (e for p in parts if p is not None for e in p.evidence):
        assert 0 <= e.start <= e.end <= len(conversation.turns[e.turn].text)
    assert len(found.suggestions) <= 3
    assert len(found.articles) <= 5
    assert len({h.article_id for h in found.articles}) == len(found.articles)
    again = whole.understand(UnderstandRequest(conversation))
    assert replace(again, fast_ms=None) == replace(found, fast_ms=None)
