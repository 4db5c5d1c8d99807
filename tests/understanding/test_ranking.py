"""What comes first, and which sentence is marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assist.domain.assistance import Hit
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Article, Pack
from assist.services.ports import UnderstandRequest
from assist.understanding.engine import Engine
from assist.understanding.index import Tools, build_index
from assist.understanding.retrieval import Retriever
from tests.understanding.conftest import PACK, bag_parts

CARE = """Everything about the fabric of a tent.

Which soap is right?
Use mild soap on the fabric. The following soaps are fine:

- Wool soap

A fabric dries slowly in the shade.
"""


def opened(folder: Path, pack: Pack) -> Engine:
    made = Engine(folder, lambda _: pack, bag_parts(1).embedders)
    made.open_pack(Path("x"))
    return made


def with_articles(*articles: Article) -> Pack:
    return replace(PACK, articles=(*PACK.articles, *articles))


def hits(engine: Engine, *said: str) -> tuple[Hit, ...]:
    chat = Conversation("t", tuple(Turn(Speaker.CUSTOMER, text) for text in said))
    return engine.understand(UnderstandRequest(chat)).articles


TWINS = (
    Article("a-plain", "Parcels one", "Parcels with a broken pole are put aside."),
    Article("b-filed", "Parcels two", "Parcels with a broken pole are put aside."),
)


def test_of_two_articles_alike_the_one_filed_under_the_category_comes_first(tmp_path: Path) -> None:
    filed = replace(TWINS[1], categories=("damage",))
    found = hits(opened(tmp_path, with_articles(TWINS[0], filed)), "the tent arrived broken, the pole is damaged")
    ids = [h.article_id for h in found]
    assert ids.index("b-filed") < ids.index("a-plain")


def test_scores_fall_from_hit_to_hit(tmp_path: Path) -> None:
    filed = replace(TWINS[1], categories=("damage",))
    found = hits(opened(tmp_path, with_articles(TWINS[0], filed)), "the tent arrived broken, the pole is damaged")
    assert [h.score for h in found] == sorted((h.score for h in found), reverse=True)


def test_tags_are_search_words(tmp_path: Path) -> None:
    tagged = Article("tagged", "Winter", "Snow lies on roofs.", tags=("hypothermia",))
    assert [h.article_id for h in opened(tmp_path, with_articles(tagged)).search("hypothermia snow roofs")] == [
        "tagged"
    ]


@pytest.mark.parametrize("question", ["Which soap is right for the fabric?", "soap for the fabric"])
def test_neither_a_question_nor_a_lead_in_nor_a_bare_item_is_marked(tmp_path: Path, question: str) -> None:
    found = opened(tmp_path, with_articles(Article("care", "Fabric care", CARE))).search(question)
    assert found[0].article_id == "care"
    assert found[0].sentence == "Use mild soap on the fabric."
    article = next(a for a in (Article("care", "Fabric care", CARE),))
    assert article.body[found[0].start : found[0].end] == found[0].sentence


def test_a_best_hit_below_the_least_asked_for_is_refused(tmp_path: Path) -> None:
    index = build_index(PACK, Tools(bag_parts(1).embedders, tmp_path))
    retriever = Retriever(index, bag_parts(1).embedders)
    query = retriever.typed("what do stoves burn, gas canisters?", "en")
    score = retriever.search(query)[0].score
    assert retriever.search(query, least=score - 0.01)
    assert retriever.search(query, least=score + 0.01) == ()


def test_an_article_of_the_likely_category_beats_a_look_alike_of_another(tmp_path: Path) -> None:
    alike = Article("alike", "Pitching", "The tent has a pole. The pole of the tent bends.", categories=("refund",))
    filed = Article("filed", "Parcels", "Send a photo of what arrived broken.", categories=("damage",))
    found = hits(opened(tmp_path, with_articles(alike, filed)), "the tent arrived broken, the pole is damaged")
    assert found[0].article_id == "filed"


def test_a_category_alone_covers_no_question(tmp_path: Path) -> None:
    index = build_index(PACK, Tools(bag_parts(1).embedders, tmp_path))
    retriever = Retriever(index, bag_parts(1).embedders)
    query = retriever.typed("violin concerto tickets", "en")
    assert retriever.search(replace(query, leaning=(("refund", 1.0),))) == ()


STEPS = "# Start\nPress the blue button beside the hinge, then wait until the lid clicks twice.\n# More\n{}"


def test_of_articles_with_the_same_step_the_one_about_the_matter_comes_first(tmp_path: Path) -> None:
    other = Article("other", "Manual", STEPS.format("Lanterns need paraffin and wicks."))
    about = Article("about", "Manual", STEPS.format("Kettles need vinegar and limescale brushes."))
    index = build_index(with_articles(other, about), Tools(bag_parts(1).embedders, tmp_path))
    retriever = Retriever(index, bag_parts(1).embedders)
    asked = retriever.typed(
        "press the blue button beside the hinge until the lid of my kettles clicks, limescale", "en"
    )
    found = retriever.search(replace(asked, terms=(), latest=frozenset()))
    assert [h.article_id for h in found[:2]] == ["about", "other"]
