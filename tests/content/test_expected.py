"""What ships as sample content holds together: the pack with itself, and the conversations with the pack.

`expected.json` says, for each conversation, what a good assistant has found after the last customer turn: the
category (null: nothing fits; `category_also`: others that would be fair) and form; the values the customer really
said, in a plain form (digits only for phones and order numbers, "yes"/"no" for bools, a choice's value); article ids
of which the best hit must be one (empty: refuse; with `may_refuse`, where the customer asks for nothing, refusing is as
fair); and the mood labels a fair reader would accept.
"""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from assist.domain.assistance import MoodLabel
from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import Audience, Category, FieldType, Pack, Playbook, Snippet
from assist.domain.result import conversation_from_json
from assist.domain.text import is_han
from assist.packs.reader import check_pack

RESOURCES = Path(__file__).parents[2] / "resources"
CONVERSATIONS = sorted((RESOURCES / "conversations").glob("*.json"))
PASTES = sorted((RESOURCES / "conversations" / "paste").glob("*.txt"))
EXPECTED: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("expected.json").read_text(encoding="utf-8"))
PLACEHOLDER = re.compile(r"\{\{(.*?)\}\}")


@cache
def northwind() -> Pack:
    report = check_pack(RESOURCES / "packs" / "northwind")
    assert report.pack is not None, report.faults
    return report.pack


@cache
def conversation(name: str) -> Conversation:
    data = json.loads((RESOURCES / "conversations" / f"{name}.json").read_text(encoding="utf-8"))
    return conversation_from_json(data, name)


def said(name: str) -> str:
    return "\n".join(t.text for t in conversation(name).turns if t.speaker is Speaker.CUSTOMER)


def squeezed(text: str) -> str:
    return re.sub(r"[\s.…-]", "", text)


def han_share(text: str) -> float:
    return sum(map(is_han, text)) / max(1, len(text))


def test_pack_has_no_faults_and_no_warnings() -> None:
    report = check_pack(RESOURCES / "packs" / "northwind")
    assert (report.faults, report.warnings) == ((), ())


def test_pack_is_as_large_as_a_small_teams() -> None:
    pack = northwind()
    assert len(pack.articles) >= 44
    assert len(pack.snippets) >= 64
    assert len(pack.categories) >= 12
    assert len(pack.forms) >= 6
    assert len(pack.playbooks) >= 6
    assert set(MoodLabel) == {tone.mood for tone in pack.tones}


@pytest.mark.parametrize("kind", ["articles", "snippets", "forms", "routes", "categories", "playbooks"])
def test_ids_are_unique(kind: str) -> None:
    ids = [part.id for part in getattr(northwind(), kind)]
    assert len(set(ids)) == len(ids)


def test_articles_are_long_enough_to_answer_and_in_the_language_they_claim() -> None:
    for article in northwind().articles:
        chinese = article.language == "zh"
        size = sum(map(is_han, article.body)) if chinese else len(article.body.split())
        low, high = (120, 420) if chinese else (80, 250)
        assert low <= size <= high, (article.id, size)
        assert (han_share(article.body) > 0.3) == chinese, article.id


def test_every_english_topic_that_most_customers_ask_about_also_exists_in_chinese() -> None:
    ids = {article.id for article in northwind().articles}
    chinese = {i.removesuffix("-zh") for i in ids if i.endswith("-zh")}
    assert len(chinese) >= 18
    assert chinese <= ids


def test_some_articles_are_for_agents_only() -> None:
    internal = [a for a in northwind().articles if a.audience is Audience.INTERNAL]
    assert len(internal) >= 4


@pytest.mark.parametrize("category", northwind().categories, ids=lambda c: c.id)
def test_category_has_examples_in_both_languages_and_no_duplicates(category: Category) -> None:
    chinese = [e for e in category.examples if han_share(e) > 0.3]
    assert len(category.examples) >= 10
    assert len(chinese) >= 5
    assert len(category.examples) - len(chinese) >= 8
    assert len(set(category.examples)) == len(category.examples)


def test_no_sample_conversation_repeats_a_category_example() -> None:
    examples = {e.casefold() for c in northwind().categories for e in c.examples}
    turns = {t.text.casefold() for name in EXPECTED for t in conversation(name).turns}
    assert set() == examples & turns


def test_every_category_with_a_form_has_a_snippet_in_both_languages() -> None:
    covered = {(c, s.language) for s in northwind().snippets for c in s.categories}
    wanted = {(c.id, lang) for c in northwind().categories for lang in ("en", "zh")}
    assert set() == wanted - covered


@pytest.mark.parametrize("snippet", northwind().snippets, ids=lambda s: s.id)
def test_snippet_placeholders_are_fields_of_the_forms_it_is_used_with(snippet: Snippet) -> None:
    pack = northwind()
    used_with = [pack.category(c) for c in snippet.categories] or list(pack.categories)
    forms = [pack.form(c.form) for c in used_with if c and c.form] or list(pack.forms)
    known = {f.name for form in forms if form for f in form.fields}
    assert set(PLACEHOLDER.findall(snippet.body)) <= known | {"name"}
    assert "{{" not in PLACEHOLDER.sub("", snippet.body)
    assert snippet.when


@pytest.mark.parametrize("playbook", northwind().playbooks, ids=lambda p: p.id)
def test_playbook_needs_are_fields_of_every_form_it_is_used_with(playbook: Playbook) -> None:
    pack = northwind()
    used_by = [c for c in pack.categories if c.playbook == playbook.id]
    assert used_by, "a playbook nobody uses"
    assert 4 <= len(playbook.steps) <= 6
    needs = {need for step in playbook.steps for need in step.needs}
    for category in used_by:
        form = pack.form(category.form)
        assert form is not None
        assert needs <= {f.name for f in form.fields}
        assert {f.name for f in form.fields if f.required} <= needs


def test_every_form_field_has_a_label_and_a_question_in_both_languages() -> None:
    for form in northwind().forms:
        for field in form.fields:
            assert field.ask.get("zh") != field.ask.get("en"), (form.id, field.name)
            assert field.label.get("zh"), (form.id, field.name)


def test_every_conversation_has_an_expectation_and_the_other_way_round() -> None:
    assert len(CONVERSATIONS) >= 16
    assert {p.stem for p in CONVERSATIONS} == set(EXPECTED)


@pytest.mark.parametrize("path", CONVERSATIONS, ids=lambda p: p.stem)
def test_conversation_parses_and_says_nothing_of_the_answer(path: Path) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    parsed = conversation_from_json(data, path.name)
    assert path.stem == parsed.id
    assert {"id", "channel", "language", "turns"} == set(data)
    assert 3 <= len(parsed.turns) <= 16
    assert parsed.last_customer_turn == len(parsed.turns) - 1


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_expectation_names_only_what_the_pack_has(name: str) -> None:
    pack, wanted = northwind(), EXPECTED[name]
    category = pack.category(wanted["category"])
    assert (wanted["category"] is None) == (category is None)
    assert wanted["form"] == (category.form if category else None)
    assert all(pack.category(other) for other in wanted.get("category_also", []))
    assert set(wanted["articles"]) <= {a.id for a in pack.articles}
    assert set(wanted["moods"]) <= set(MoodLabel)
    assert wanted["moods"]
    form = pack.form(wanted["form"])
    assert set(wanted["fields"]) <= {f.name for f in form.fields} if form else not wanted["fields"]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_expected_values_were_said_by_the_customer_or_are_choices(name: str) -> None:
    form = northwind().form(EXPECTED[name]["form"])
    for field_name, value in EXPECTED[name]["fields"].items():
        field = form.field(field_name) if form else None
        assert field is not None
        if field.type is FieldType.CHOICE:
            assert value in {c.value for c in field.choices}
        elif field.type is FieldType.BOOL:
            assert value in {"yes", "no"}
        elif field.type is not FieldType.NUMBER:
            assert squeezed(value) in squeezed(said(name)), (field_name, value)
        if field.pattern:
            assert re.fullmatch(field.pattern, value)


def test_pastes_hold_several_messages_each() -> None:
    assert len(PASTES) >= 6
    for path in PASTES:
        assert len([line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]) >= 5
