"""How well the form is filled for desks that no rule was written for, and how little bad writing costs."""

from __future__ import annotations

import re

import pytest

from tests.understanding.extract.desks import chats, f1

FILES = ("desks.txt", "desks_later.txt")


def test_there_are_eighteen_desks_with_at_least_six_fields_each() -> None:
    forms = {c.form.id: c.form for file in FILES for c in chats(file)}
    assert len(forms) == 18
    assert all(len(form.fields) >= 6 for form in forms.values())


@pytest.mark.parametrize(("file", "floor"), [("desks.txt", 0.80), ("desks_later.txt", 0.75)])
def test_forms_of_unknown_desks_are_filled(file: str, floor: float) -> None:
    score, said = f1(file)
    assert said >= 70
    assert score >= floor


def _no_marks(text: str) -> str:
    return re.sub(r"(?<=\w)[,.!?;:](?=\s|$)", "", text)


@pytest.mark.parametrize("change", [str.lower, str.upper, _no_marks], ids=["lower case", "upper case", "no marks"])
def test_bad_writing_costs_at_most_three_points(change: object) -> None:
    clean, _ = f1("desks.txt")
    worse, _ = f1("desks.txt", change)  # type: ignore[arg-type]  # parametrize loses the type
    assert clean - worse <= 0.03
