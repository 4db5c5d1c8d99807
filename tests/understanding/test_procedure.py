"""What comes next in any procedure."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from assist.domain.assistance import CaseForm, FieldState, FieldValue
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Category, Form, FormField, Pack, Snippet
from assist.understanding.index import Tools
from assist.understanding.procedure import DIRECT, REPLY_TRAITS, STATE, Moment, load_head
from assist.understanding.repertoire import Repertoire
from tests.understanding.conftest import bag_parts, local

FORM = Form(
    "stay",
    local(en="Stay"),
    (
        FormField("nights", local(en="Nights"), required=True),
        FormField("guests", local(en="Guests"), required=True),
    ),
)
PACK = Pack(
    "inn",
    "Inn",
    "1.0.0",
    snippets=(
        Snippet("ask-guests", "Guests", "How many guests, please?", categories=("stay",)),
        Snippet("ask-nights", "Nights", "How many nights, please?", categories=("stay",)),
        Snippet("ok", "Confirm", "That makes {{nights}} nights.", categories=("stay",)),
        Snippet("spa", "Spa", "The spa opens at nine.", categories=("spa",)),
        Snippet("any", "Anything", "Wait a moment."),
    ),
    forms=(FORM,),
    categories=(Category("stay", local(en="Stay"), form="stay"), Category("spa", local(en="Spa"))),
)


def repertoire(folder: Path) -> Repertoire:
    return Repertoire(PACK, Tools(bag_parts(1).embedders, folder), [f"{s.title}. {s.body}" for s in PACK.snippets])


def moment(*known: str) -> Moment:
    talk = Conversation("c", (Turn(Speaker.CUSTOMER, "a room"),))
    fields = {n: FieldValue("2", 1.0, FieldState.AUTO) for n in known}
    return Moment(talk, "en", "stay", FORM, CaseForm("stay", fields))


def feature(folder: Path, name: str, *known: str) -> dict[str, float]:
    made = repertoire(folder)
    now = moment(*known)
    found = made.features(now, made.hear(now))
    column = found.direct[:, DIRECT.index(name)]
    return {PACK.snippets[n].id: float(v) for n, v in zip(found.numbers, column, strict=True)}


def test_candidates_are_those_of_the_category_and_of_none(tmp_path: Path) -> None:
    assert repertoire(tmp_path).candidates("en", "stay") == (0, 1, 2, 4)
    assert repertoire(tmp_path).candidates("en-GB", None) == (0, 1, 2, 3, 4)
    assert repertoire(tmp_path).candidates("zh", "stay") == ()


def test_the_field_a_reply_asks_for_is_told_from_its_wording(tmp_path: Path) -> None:
    assert repertoire(tmp_path).asks(FORM, "en") == {0: "guests", 1: "nights"}


def test_the_first_missing_field_comes_in_the_order_of_the_form(tmp_path: Path) -> None:
    first = feature(tmp_path, "asks the first missing field")
    assert {k for k, v in first.items() if v} == {"ask-nights"}
    later = feature(tmp_path, "asks the first missing field", "nights")
    assert {k for k, v in later.items() if v} == {"ask-guests"}


def test_a_known_field_is_known_to_be_known(tmp_path: Path) -> None:
    known = feature(tmp_path, "asks a known field", "nights")
    assert {k for k, v in known.items() if v} == {"ask-nights"}


def test_the_shipped_head_fits_the_features_and_lets_questions_for_known_fields_sink() -> None:
    head = load_head(Path(__file__).parents[2] / "resources" / "heads" / "replies.npz")
    assert head is not None
    assert head.cross.shape == (len(REPLY_TRAITS), len(STATE))
    assert np.isfinite(head.cross).all()
    weights = dict(zip(DIRECT, head.direct, strict=True))
    assert weights["asks a known field"] < -0.5 < 0.5 < weights["asks the first missing field"]


def test_a_head_for_other_features_is_not_used(tmp_path: Path) -> None:
    np.savez(tmp_path / "head.npz", direct=np.zeros(3), cross=np.zeros((2, 2)))
    assert load_head(tmp_path / "head.npz") is None
    assert load_head(tmp_path / "none.npz") is None
