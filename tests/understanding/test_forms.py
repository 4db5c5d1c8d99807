"""What a form gets from elsewhere than the extractor."""

from __future__ import annotations

from assist.domain.assistance import Alternative, CaseForm, FieldState, FieldValue, Triage
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.pack import Category, Choice, FieldType, Form, FormField, Pack
from assist.understanding.forms import said_category, with_category, with_speaker
from tests.understanding.conftest import local

FORM = Form("case", local(en="Case"), (FormField("who", local(en="Name"), FieldType.PERSON, required=True),))


def filled(said: str) -> CaseForm:
    chat = Conversation(
        "t", (Turn(Speaker.CUSTOMER, "My lamp flickers.", name="Priya Shah"), Turn(Speaker.AGENT, said))
    )
    return with_speaker(CaseForm("case", {}, ("who",)), FORM, chat)


def test_a_speakers_name_that_is_said_is_offered_with_its_place() -> None:
    value = filled("Thank you, Priya.").fields["who"]
    assert (value.value, value.state) == ("Priya Shah", FieldState.OFFERED)
    assert (value.evidence[0].turn, value.evidence[0].start, value.evidence[0].end) == (1, 11, 16)


def test_a_speakers_name_nobody_says_is_not_offered() -> None:
    assert filled("Thank you, priyanka.") == CaseForm("case", {}, ("who",))


def choice(value: str) -> Choice:
    return Choice(value, local(en=value.replace("_", " ").capitalize()))


KINDS = Form(
    "order",
    local(en="Order"),
    (
        FormField(
            "kind", local(en="What is wrong"), FieldType.CHOICE, choices=tuple(map(choice, ("late", "torn", "wrong")))
        ),
        FormField("way", local(en="Paid with"), FieldType.CHOICE, choices=tuple(map(choice, ("late", "cash")))),
    ),
)
SHOP = Pack(
    id="shop",
    name="Shop",
    version="1",
    languages=("en",),
    forms=(KINDS,),
    categories=tuple(Category(c, local(en=c), form="order") for c in ("late_delivery", "torn", "wrong")),
)
PLACE = (Evidence(0, 0, 4),)


def test_a_list_of_the_packs_categories_is_set_by_a_word_of_the_categorys_name_and_no_other_list_is() -> None:
    found = with_category(CaseForm("order"), KINDS, SHOP, Triage("late_delivery", 0.9, evidence=PLACE))
    assert {name: v.value for name, v in found.fields.items()} == {"kind": "late"}


def test_an_unsure_category_gives_way_to_the_one_the_customer_named() -> None:
    said = CaseForm("order", {"kind": FieldValue("torn", 0.76, FieldState.PRESELECTED, PLACE)})
    unsure = Triage("wrong", 0.6, alternatives=(Alternative("torn", 0.3),))
    named = said_category(said, KINDS, SHOP, unsure)
    assert (named.category, named.evidence, named.alternatives[0].category) == ("torn", PLACE, "wrong")
    for kept in (
        Triage("wrong", 0.9, alternatives=unsure.alternatives),
        Triage("wrong", 0.6),
        Triage("wrong", 0.6, by_hand=True, alternatives=unsure.alternatives),
    ):
        assert said_category(said, KINDS, SHOP, kept) == kept
