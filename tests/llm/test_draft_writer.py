from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.assistance import COMPOSED, Assistance, CardKind, Hit, Mood, MoodLabel, NoDraft, Suggestion
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.errors import Cancelled, InputError, WorkerDied
from assist.llm.prompts import load_prompts
from assist.services.draft_writer import DraftWriter
from tests.fakes import FakeModel

PASSAGE = "If a part is broken, we send a replacement part free of charge within 3 working days. No return is needed."
GOOD = "We send a replacement part free of charge within 3 working days."


def said(*turns: str, language: str | None = None) -> Conversation:
    speakers = (Speaker.CUSTOMER, Speaker.AGENT)
    made = tuple(Turn(speakers[i % 2], text) for i, text in enumerate(turns))
    return Conversation("c", made, version=3, declared_language=language)


def hit(text: str = PASSAGE, *, article: str = "parts", internal: bool = False, score: float = 0.8) -> Hit:
    return Hit(article, "Broken parts", score, text, text, 0, len(text), internal=internal)


def found(*hits: Hit, refused: bool = False, mood: MoodLabel = MoodLabel.NEUTRAL) -> Assistance:
    return Assistance("c", 3, 0, "en", mood=Mood(mood, 0, 1), articles=hits, refused=refused)


TALK = said("A part of my tent is broken, order 8273620, mail ann@mail.example")


@pytest.fixture
def folder(prompts_folder: Path) -> Path:
    return prompts_folder


def writer(
    folder: Path, *script: str | Exception, languages: tuple[str, ...] = ("en",)
) -> tuple[DraftWriter, FakeModel]:
    model = FakeModel(script)
    return DraftWriter(model, load_prompts(folder), languages), model


def test_a_draft_that_the_hit_carries_becomes_a_card_with_its_citation(folder: Path) -> None:
    drafter, _ = writer(folder, f"I'm sorry to hear that. {GOOD}")
    card = drafter.draft(TALK, found(hit()))
    assert isinstance(card, Suggestion)
    assert (card.kind, card.source, card.citations) == (CardKind.DRAFT, "draft", ("parts",))
    assert card.text == f"I'm sorry to hear that. {GOOD}"
    assert card.insertable
    assert drafter.last.why_not is None


@pytest.mark.parametrize("answer", [found(refused=True), found()])
def test_nothing_is_drafted_where_the_knowledge_covers_nothing(folder: Path, answer: Assistance) -> None:
    drafter, model = writer(folder)
    assert drafter.draft(TALK, answer) is NoDraft.NOT_COVERED
    assert model.requests == []


@pytest.mark.parametrize(
    ("talk", "answer", "why"),
    [
        (TALK, found(hit(internal=True)), NoDraft.INTERNAL_ONLY),
        (
            said("帐篷的部件坏了，能寄替换件吗？"),
            found(hit("帐篷的部件损坏时，我们免费寄送替换件。")),
            NoDraft.MODEL_LANGUAGE,
        ),
    ],
)
def test_what_the_model_may_not_write_is_put_together_in_the_knowledges_words(
    folder: Path, talk: Conversation, answer: Assistance, why: NoDraft
) -> None:
    drafter, model = writer(folder)
    streamed: list[str] = []
    card = drafter.draft(talk, answer, streamed.append)
    assert model.requests == []
    assert isinstance(card, Suggestion)
    assert (card.source, card.internal) == (COMPOSED, why is NoDraft.INTERNAL_ONLY)
    assert card.look_first == card.internal
    assert answer.articles[0].sentence in card.text
    assert streamed == [card.text]
    assert drafter.last.why_not is why


def test_an_article_in_another_language_is_not_put_before_the_customer(folder: Path) -> None:
    drafter, model = writer(folder)
    card = drafter.draft(said("我的帐篷坏了"), found(hit()))
    assert model.requests == []
    assert isinstance(card, Suggestion)
    assert "您" in card.text
    assert "tent" not in card.text


def test_a_model_that_words_badly_is_not_asked(folder: Path) -> None:
    model = FakeModel((GOOD,))
    drafter = DraftWriter(model, load_prompts(folder), rewrites=False)
    card = drafter.draft(TALK, found(hit()))
    assert model.requests == []
    assert isinstance(card, Suggestion)
    assert card.source == COMPOSED


def test_the_model_never_sees_personal_data_and_the_card_has_it_back(folder: Path) -> None:
    drafter, model = writer(folder, "We send a replacement part free of charge within 3 working days for order [ID1].")
    streamed: list[str] = []
    card = drafter.draft(TALK, found(hit()), streamed.append)
    prompt = str(model.requests[0])
    assert "8273620" not in prompt
    assert "ann@mail.example" not in prompt
    assert isinstance(card, Suggestion)
    assert card.text.endswith("for order 8273620.")
    assert not [text for text in streamed if "[ID" in text]
    assert drafter.last.hidden == 2


def test_sentences_with_made_up_facts_are_left_out(folder: Path) -> None:
    drafter, _ = writer(folder, f"{GOOD} It costs $20. Ask Anna about it.")
    card = drafter.draft(TALK, found(hit()))
    assert isinstance(card, Suggestion)
    assert card.text == GOOD
    assert "not in the conversation or the article: 20" in drafter.last.dropped


def test_a_draft_of_which_nothing_stands_gives_way_to_the_knowledges_words(folder: Path) -> None:
    drafter, _ = writer(folder, "I'm sorry to hear that. I will refund you $50 by Monday.")
    card = drafter.draft(TALK, found(hit()))
    assert isinstance(card, Suggestion)
    assert (card.source, drafter.last.why_not) == (COMPOSED, NoDraft.NOT_CARRIED)
    assert "$50" not in card.text


def test_a_placeholder_the_model_made_up_does_not_reach_the_agent(folder: Path) -> None:
    drafter, _ = writer(folder, f"{GOOD} Write to [EMAIL7].")
    card = drafter.draft(TALK, found(hit()))
    assert isinstance(card, Suggestion)
    assert "[" not in card.text


def test_turns_added_leave_the_prompt_before_them_as_it_was(folder: Path) -> None:
    drafter, model = writer(folder, GOOD, GOOD)
    drafter.draft(TALK, found(hit()))
    longer = said(TALK.turns[0].text, "Which part is it?", "The pole")
    drafter.draft(longer, found(hit("Another passage about the pole and how it is mended.")))
    first, second = model.requests
    assert second.system == first.system
    assert second.turns[: len(first.turns)] == first.turns
    assert "{knowledge}" not in second.task


def test_an_upset_customer_gets_another_task_until_the_agent_has_said_sorry(folder: Path) -> None:
    drafter, model = writer(folder, GOOD, GOOD, GOOD)
    drafter.draft(TALK, found(hit()))
    drafter.draft(TALK, found(hit(), mood=MoodLabel.ANGRY))
    drafter.draft(said("broken!", "I'm sorry about that.", "And?"), found(hit(), mood=MoodLabel.ANGRY))
    calm, upset, comforted = (r.task for r in model.requests)
    assert calm == comforted != upset


def test_markdown_does_not_reach_the_model(folder: Path) -> None:
    drafter, model = writer(folder, GOOD)
    drafter.draft(TALK, found(hit("- Open **Parts**\n- Choose [the part](https://shop.example/p)\n")))
    assert model.requests[0].task.endswith("Open Parts. Choose the part")


@pytest.mark.parametrize("error", [WorkerDied("gone"), Cancelled("stopped")])
def test_what_stops_the_model_reaches_the_caller(folder: Path, error: Exception) -> None:
    drafter, _ = writer(folder, error)
    with pytest.raises(type(error)):
        drafter.draft(TALK, found(hit()))


def test_a_prompt_file_without_a_place_for_the_knowledge_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reply.en.txt").write_text("[task]\nwrite\n", encoding="utf-8")
    with pytest.raises(InputError, match="must hold"):
        load_prompts(tmp_path)


def test_a_model_that_judges_says_first_whether_the_passage_answers(folder: Path) -> None:
    aside = found(hit("Gift wrapping is done at the counter of every shop.", article="wrapping"))
    no, yes = FakeModel(["0"], likely=(0.9, 0.1)), FakeModel(["1", "We wrap gifts."], likely=(0.2, 0.8))
    for model, calls in ((no, 1), (yes, 2)):
        drafter = DraftWriter(model, load_prompts(folder), judges=True)
        drafter.draft(TALK, aside)
        assert len(model.requests) == calls
        assert model.requests[0].labels == ("0", "1")
        assert model.requests[0].turns[: len(model.requests[-1].turns)] == model.requests[-1].turns
        assert "8273620" not in str(model.requests)
    sure = FakeModel([GOOD])
    DraftWriter(sure, load_prompts(folder), judges=True).draft(
        said("A part of my tent is broken, what now?"), found(hit())
    )
    assert not sure.requests[0].labels


def test_a_model_that_judges_is_told_the_packs_tone_for_the_mood(folder: Path) -> None:
    mood = Mood(MoodLabel.ANGRY, -0.9, 0.9, advice="Own the delay, name a time.")
    answer = replace(found(hit()), mood=mood)
    for judges in (True, False):
        model = FakeModel([GOOD])
        talk = said("A part of my tent is broken, what now?!")
        DraftWriter(model, load_prompts(folder), judges=judges).draft(talk, answer)
        assert ("Own the delay" in model.requests[0].task) == judges


def test_what_the_guard_takes_away_is_not_shown_while_it_is_written(folder: Path) -> None:
    drafter, _ = writer(folder, f"I'm sorry to hear that. You will get $999 back. {GOOD} No return is needed.")
    shown: list[str] = []
    drafter.draft(TALK, found(hit()), shown.append)
    assert not any("999" in text for text in shown)
    assert shown[0] == "I'm sorry to hear that."
