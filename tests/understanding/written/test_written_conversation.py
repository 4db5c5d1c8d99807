"""A spoken conversation is understood like a written one, with evidence at the words that were spoken."""

from __future__ import annotations

from assist.domain.assistance import Assistance, CaseForm, FieldState, FieldValue, Triage
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.understanding.written.conversation import as_written

SPOKEN = Conversation(
    "c",
    (
        Turn(Speaker.AGENT, "what is your order number please"),
        Turn(Speaker.CUSTOMER, "uh it's eight two seven three"),
        Turn(Speaker.CUSTOMER, "Thanks, bye."),
    ),
)


def test_evidence_is_led_back_to_what_was_said() -> None:
    written = as_written(SPOKEN)
    assert written.conversation.turns[1].text == "it's 8273"
    held = Evidence(1, 5, 9)
    form = CaseForm("f", {"order": FieldValue("8273", 0.9, FieldState.AUTO, (held,))})
    found = Assistance("c", 0, 2, "en", triage=Triage("x", 0.9, evidence=(Evidence(2, 0, 6), held)), form=form)
    back = written.back(found)
    assert back.form is not None
    assert back.triage is not None
    assert [SPOKEN.quote(e) for e in back.form.fields["order"].evidence] == ["eight two seven three"]
    assert [SPOKEN.quote(e) for e in back.triage.evidence] == ["Thanks", "eight two seven three"]


def test_what_is_written_already_is_the_same_conversation() -> None:
    typed = Conversation("c", (Turn(Speaker.CUSTOMER, "Hi, my order is 8273620."),))
    assert as_written(typed).conversation is typed


def test_a_turn_is_written_the_same_way_when_more_follow() -> None:
    whole, part = as_written(SPOKEN), as_written(SPOKEN.upto(1))
    assert whole.conversation.turns[:2] == part.conversation.turns
