"""What a form gets from elsewhere than the extractor."""

from __future__ import annotations

from assist.domain.assistance import CaseForm, FieldState
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import FieldType, Form, FormField
from assist.understanding.forms import with_speaker
from tests.understanding.conftest import local

FORM = Form("case", local(en="Case"), (FormField("who", local(en="Name"), FieldType.PERSON, required=True),))


def filled(said: str) -> CaseForm:
    chat = Conversation(
        "t", (Turn(Speaker.CUSTOMER, "My lamp flickers.", name="Priya Shah"), Turn(Speaker.AGENT, said))
    )
    return with_speaker(CaseForm("case", {}, ("who",)), FORM, chat)


def test_a_speakers_name_that_is_said_is_offered_with_its_place() -> None:
    value = filled("Thank you, Priya.").fields["who"]
    assert (value.value, value.state) == ("Priya", FieldState.OFFERED)
    assert (value.evidence[0].turn, value.evidence[0].start, value.evidence[0].end) == (1, 11, 16)


def test_a_speakers_name_nobody_says_is_not_offered() -> None:
    assert filled("Thank you, priyanka.") == CaseForm("case", {}, ("who",))
