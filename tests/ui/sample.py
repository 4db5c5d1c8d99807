"""A small pack, a conversation and an answer to it, for tests of the window; invented for this project."""

from __future__ import annotations

from dataclasses import replace

from assist.domain.assistance import (
    Alternative,
    Assistance,
    CardKind,
    CaseForm,
    FieldState,
    FieldValue,
    Hit,
    Mood,
    MoodLabel,
    NextStep,
    Suggestion,
    Triage,
)
from assist.domain.conversation import Conversation, Evidence, Speaker, Turn
from assist.domain.pack import Category, FieldType, Form, FormField, Pack, Route
from assist.domain.text import LocalText


def both(en: str, zh: str) -> LocalText:
    return LocalText((("en", en), ("zh", zh)))


FORM = Form(
    "order",
    both("Order issue", "订单问题"),
    (
        FormField("order_id", both("Order no.", "订单号"), FieldType.ID, required=True),
        FormField("name", both("Name", "姓名"), FieldType.PERSON),
        FormField(
            "email",
            both("Email", "电子邮箱"),
            FieldType.EMAIL,
            required=True,
            ask=both("Which email address did you order with?", "请问您下单时使用的邮箱是？"),
        ),
        FormField("phone", both("Phone", "电话"), FieldType.PHONE),
        FormField("city", both("Delivery city", "收货城市"), FieldType.PLACE),
        FormField("due", both("Promised for", "承诺日期"), FieldType.DATE),
    ),
)

PACK = Pack(
    "northwind",
    "Northwind",
    "1.4.0",
    ("en", "zh"),
    forms=(FORM,),
    routes=(Route("deliveries", both("Deliveries team", "配送组")), Route("refunds", both("Refunds", "退款组"))),
    categories=(
        Category("late", both("Late delivery", "配送延迟"), route="deliveries", form="order", priority="high"),
        Category("refund", both("Refund", "退款"), route="refunds", form="order"),
        Category("lost", both("Lost parcel", "包裹丢失"), route="deliveries", form="order"),
    ),
    article_count=40,
)


def talk() -> Conversation:
    said = (
        (Speaker.CUSTOMER, "Hi, I am still waiting for my tent. It should have been here on Friday."),
        (Speaker.AGENT, "I'm sorry to hear that. May I have your order number?"),
        (Speaker.CUSTOMER, "It's 8273… 620. Crystal Vance, from Leeds. My number is +44 20 7946 0958."),
        (Speaker.AGENT, "Thank you, Crystal. One moment while I look."),
        (
            Speaker.CUSTOMER,
            "This is the third time I ask. Nobody tells me anything and we leave for the trip on Saturday!",
        ),
    )
    return Conversation("case-1", tuple(Turn(s, t, f"2026-05-01T09:3{i}:00Z") for i, (s, t) in enumerate(said)), 1)


def span(conversation: Conversation, turn: int, text: str) -> Evidence:
    start = conversation.turns[turn].text.index(text)
    return Evidence(turn, start, start + len(text))


def field(value: str, state: FieldState, *evidence: Evidence) -> FieldValue:
    return FieldValue(value, 0.9, state, evidence)


def answer(conversation: Conversation) -> Assistance:
    """What the fast lane could say about `talk`."""

    def at(turn: int, text: str) -> Evidence:
        return span(conversation, turn, text)

    return Assistance(
        conversation.id,
        conversation.version,
        len(conversation.turns) - 1,
        "en",
        mood=Mood(
            MoodLabel.FRUSTRATED,
            -0.6,
            0.86,
            (-0.1, -0.3, -0.7),
            "Soothe first: own the delay, then say what happens next.",
            (at(4, "third time I ask"), at(4, "Nobody tells me anything")),
        ),
        triage=Triage(
            "late",
            0.91,
            "deliveries",
            "high",
            (Alternative("lost", 0.05), Alternative("refund", 0.03)),
            (at(0, "still waiting for my tent"),),
        ),
        form=CaseForm(
            "order",
            {
                "order_id": field("8273620", FieldState.AUTO, at(2, "8273"), at(2, "620")),
                "name": field("Crystal Vance", FieldState.AUTO, at(2, "Crystal Vance")),
                "phone": field("+442079460958", FieldState.PRESELECTED, at(2, "+44 20 7946 0958")),
                "city": field("Leeds", FieldState.OFFERED, at(2, "Leeds")),
            },
            ("email",),
        ),
        articles=(
            hit(
                "late-delivery",
                "Late delivery",
                "If a parcel is more than two working days late, we send a new one at no cost.",
            ),
            hit(
                "express",
                "Express shipping for urgent trips",
                "Express orders leave the warehouse the same day until 15:00.",
            ),
            hit(
                "carrier",
                "Carrier escalation",
                "Call the carrier's desk before you offer a replacement.",
                internal=True,
            ),
        ),
        next_step=NextStep(
            "late",
            "confirm-address",
            "Confirm the delivery address",
            "Check the address with the customer before the new parcel goes out.",
            "Could you confirm the address we should send it to?",
            "the order number is known, the address is not",
            "Late delivery",
            2,
            5,
        ),
        suggestions=(
            Suggestion(
                CardKind.SNIPPET,
                "I'm sorry for the wait, Crystal. Order 8273620 was due on Friday, and I am taking care of it now.",
                "snippet:late-1",
                0.82,
                title="Apology, order late",
                evidence=(at(4, "third time I ask"),),
            ),
            Suggestion(
                CardKind.ASK,
                "Which email address did you order with?",
                "field:email",
                0.7,
                title="Email",
            ),
            Suggestion(
                CardKind.SNIPPET,
                "We will send a new one by express to {{address}}.",
                "snippet:late-3",
                0.6,
                title="New parcel",
                missing=("email",),
            ),
        ),
    )


def rebased(conversation: Conversation) -> Assistance:
    """The same answer, for whatever conversation was asked about."""
    return replace(answer(talk()), conversation_id=conversation.id, version=conversation.version)


def hit(article: str, title: str, sentence: str, *, internal: bool = False) -> Hit:
    return Hit(article, title, 0.83, sentence, sentence, 0, len(sentence), internal)
