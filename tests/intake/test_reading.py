"""What people copy out of chat tools is read into who said what."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assist.domain.conversation import Speaker, Turn
from assist.domain.errors import InputError
from assist.intake import TranscriptIntake

C, A, S = Speaker.CUSTOMER, Speaker.AGENT, Speaker.SYSTEM
intake = TranscriptIntake()


def read(text: str) -> list[tuple[Speaker, str]]:
    return [(t.speaker, t.text) for t in intake.read_text(text, "x").turns]


EN = [(C, "Hello, my tent is torn"), (A, "Sorry! How can I help?"), (C, "Send a new one\nplease"), (A, "On its way")]
ZH = [(C, "我的订单还没到"), (A, "您好，很高兴为您服务"), (C, "帮我查一下\n谢谢"), (A, "好的，请稍等")]

INLINE = {
    "plain": "{name}: {text}",
    "full-width": "{name}：{text}",
    "bracketed time": "[10:3{i}] {name}: {text}",
    "leading time": "10:3{i} {name}: {text}",
    "trailing time": "{name} 10:3{i} AM: {text}",
    "time in parentheses": "{name} (10:3{i}): {text}",
    "WhatsApp on iOS": "\u200e[12/05/2026, 10:32:1{i}] {name}: {text}",
    "WhatsApp on Android": "12/05/26, 10:3{i} - {name}: {text}",
    "WhatsApp in the US": "5/12/26, 10:3{i}\u202fAM - {name}: {text}",
    "chat widget": "(10:32:1{i}) {name}: {text}",
    "bold": "**{name}:** {text}",
    "HTML": "<p><b>{name}</b>: {text}</p>",
    "name and time in parentheses": "{name} (10:3{i} AM)\n{text}",
    "two spaces": "{name}  10:3{i} AM\n{text}\n",
    "one space": "{name} 10:3{i}\n{text}",
    "dot": "{name} · 10:3{i}\n{text}\n",
    "bar": "{name} | 2026-05-01 10:3{i}\n{text}",
    "WeChat": "{name} 2026/5/1 10:3{i}\n{text}",
    "Telegram": "{name}, [12.05.2026 10:3{i}]\n{text}\n",
    "Teams": "[10:3{i} AM] {name}\n{text}\n",
    "two lines": "{name}\n10:3{i} AM\n{text}\n",
    "Chinese clock": "{name} 2026年5月1日 上午10:3{i}\n{text}",
}


@pytest.mark.parametrize("shape", INLINE.values(), ids=INLINE.keys())
@pytest.mark.parametrize(
    "names", [("Anna", "Mark Lee"), ("Customer", "Agent"), ("王小明", "客服小李"), ("客户", "客服")]
)
@pytest.mark.parametrize("chat", [EN, ZH], ids=["en", "zh"])
def test_every_shape_is_read_in_both_languages(
    shape: str, names: tuple[str, str], chat: list[tuple[Speaker, str]]
) -> None:
    lines = [shape.format(name=names[who is A], text=text, i=i) for i, (who, text) in enumerate(chat)]
    expected = [(w, t.replace("\n", " ")) for w, t in chat] if shape.startswith("<") else chat
    assert expected == read("\n".join(lines))


words = st.text("abcdefghijklmnop 我要退货", min_size=3, max_size=60).map(lambda t: " ".join(t.split())).filter(bool)


@pytest.mark.parametrize("shape", [s for s in INLINE.values() if not s.startswith("<")])
@settings(max_examples=20, deadline=None)
@given(texts=st.lists(words, min_size=2, max_size=9))
def test_generated_transcripts_round_trip(shape: str, texts: list[str]) -> None:
    chat = [((C, A)[i % 2], text) for i, text in enumerate(texts)]
    lines = [shape.format(name=("Customer", "Agent")[who is A], text=text, i=i) for i, (who, text) in enumerate(chat)]
    assert chat == read("\n".join(lines))


def visible(text: str) -> list[str]:
    return sorted(c for c in text if c.isprintable() and not c.isspace())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        turns = intake.read_text(text, "x").turns
    except InputError:
        return
    assert turns
    assert all(t.text.strip() for t in turns)


line = st.one_of(
    st.text("abc :：[]()<>|-10:32/.*我你", max_size=30),
    st.sampled_from(
        ["Anna: hello", "Agent: hi there", "10:32 Ben: yes", "Chat started", "", "Note: urgent", "> Anna: no"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(line, max_size=12))
def test_nothing_visible_is_lost(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        turns = intake.read_text(text, "x").turns
    except InputError:
        return
    kept = "".join(t.text for t in turns)
    # What may go: names, roles, times, and the punctuation around them.
    missing = [line for line in lines if line.strip() and line.strip()[-3:].strip() not in kept]
    assert all(":" in line or "：" in line for line in missing)


@pytest.mark.parametrize(
    "text",
    [
        "My order has not arrived.\nOrder: 8273620\nNote: please hurry",
        "see https://example.com/a: broken\nURL: https://example.com",
        "Deliver to:\nAnna Smith\n12 High Street\nPhone: 020 7946 0000\nCity: London",
        "Re: refund\nI still wait",
        "2026-03-12 10:00:01 ERROR: payment refused\n2026-03-12 10:00:02 INFO: retry\nWhat does this mean?",
        "at 10:32: nothing happened",
        "订单号：8273620\n地址：上海市\n电话：13800000000",
        "Hi,\n\nmy order is late.\n\nKind regards,\nAnna",
        "8273620",
    ],
)
def test_a_bare_message_is_one_customer_turn(text: str) -> None:
    assert [(C, text)] == read(text)


@pytest.mark.parametrize(
    "odd",
    [
        "Note: it is urgent",
        "URL: https://example.com",
        "at 10:32: it broke",
        "Re: my mail",
        "Address: 1 Road",
        "> Anna: quoted",
    ],
)
def test_a_label_inside_a_message_opens_no_turn(odd: str) -> None:
    chat = f"Anna: my tent is torn\n{odd}\nSupport: How can I help?\nAnna: replace it"
    assert (C, f"my tent is torn\n{odd}") == read(chat)[0]


def test_paragraphs_alternate_and_the_customer_speaks_first() -> None:
    assert read("My tent is torn.\n\nWhich model?\n\nX200") == [
        (C, "My tent is torn."),
        (A, "Which model?"),
        (C, "X200"),
    ]


@pytest.mark.parametrize("hello", ["Thank you for contacting us, how can I help?", "您好，请问有什么可以帮您"])
def test_paragraphs_that_open_with_a_greeting_start_with_the_agent(hello: str) -> None:
    assert [(A, hello), (C, "I want a refund")] == read(f"{hello}\n\nI want a refund")


@pytest.mark.parametrize(
    "line",
    [
        "Chat started",
        "Anna joined the chat",
        "This chat has ended",
        "已接入",
        "客服小李已接入会话",
        "*** Anna left ***",
    ],
)
def test_the_tools_own_lines_are_system_turns(line: str) -> None:
    assert [(C, "hello there"), (S, line), (A, "How can I help?")] == read(
        f"Anna: hello there\n{line}\nBen: How can I help?"
    )


@pytest.mark.parametrize("me", ["Me", "You", "我"])
def test_whoever_copied_the_text_is_the_agent(me: str) -> None:
    assert read(f"{me}: hello there\nAnna: where is my order") == [(A, "hello there"), (C, "where is my order")]


@pytest.mark.parametrize(
    "label", ["Sarah (Support)", "Agent Sarah", "Sarah - Agent", "Sarah from Northwind", "客服Sarah"]
)
def test_a_role_beside_the_name_tells_the_role(label: str) -> None:
    turns = intake.read_text(f"{label}: good morning\nAnna: good morning to you", "x").turns
    assert [t.speaker for t in turns] == [A, C]


def test_the_agents_own_name_decides() -> None:
    turns = TranscriptIntake("Anna Smith").read_text("Anna: good morning\nBen: good morning to you", "x").turns
    assert [(t.speaker, t.name) for t in turns] == [(A, "Anna"), (C, "Ben")]


@pytest.mark.parametrize(
    ("head", "at"),
    [
        ("[13/05/2026, 10:32:11] Anna:", "2026-05-13T10:32:11"),
        ("5/13/26, 3:05 PM - Anna:", "2026-05-13T15:05:00"),
        ("Anna | 2026-05-01T10:32Z\n", "2026-05-01T10:32:00Z"),
        ("Anna 2026年5月1日 下午3:05\n", "2026-05-01T15:05:00"),
        ("[10:32] Anna:", None),
        ("5/4/26, 3:05 PM - Anna:", None),
    ],
)
def test_a_moment_is_kept_when_its_date_is_certain(head: str, at: str | None) -> None:
    turns = intake.read_text(f"{head} hello there", "x").turns
    assert [(Turn(C, "hello there", at, "Anna"))] == list(turns)


def test_json_of_the_exchange_format_is_read() -> None:
    turns = [{"speaker": "customer", "text": "hi"}, {"speaker": "agent", "text": "hello"}]
    one = {"id": "c1", "turns": turns}
    for text in (json.dumps(one), json.dumps([one]), json.dumps(one, indent=2), json.dumps({"turns": turns})):
        assert read(text) == [(C, "hi"), (A, "hello")]


def test_a_telegram_export_is_read() -> None:
    export = {
        "name": "Anna",
        "messages": [
            {
                "type": "message",
                "date": "2026-05-01T10:32:00",
                "from": "Anna",
                "text": ["see ", {"type": "link", "text": "a.b"}],
            },
            {"type": "message", "date": "2026-05-01T10:33:00", "from": "Mark", "text": "How can I help?"},
        ],
    }
    turns = intake.read_text(json.dumps(export), "x").turns
    assert [Turn(C, "see a.b", "2026-05-01T10:32:00", "Anna")] == list(turns[:1])
    assert turns[1].speaker is A


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"foo": 1}', "looked for a conversation"),
        ('{"id": "a", "turns": [{"speaker": "customer", "te', "ends in the middle, line 1, column"),
        ('{"id": "a", "turns": [{"speaker": "robot", "text": "x"}]}', "unknown speaker 'robot'"),
        ('{"id": "a", "turns": []}\n{"id": "b", "turns": [}\n', "line 2"),
        ("[]", "the list is empty"),
        ("  \n ", "no text"),
    ],
)
def test_bad_json_is_named_in_one_line(text: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as raised:
        intake.read_text(text, "x")
    assert "\n" not in str(raised.value)


def test_controls_and_half_characters_do_not_get_through() -> None:
    assert read("a\tb\x00\x1bc \ud800\u202ed\u200be") == [(C, "a\tbc \ufffd\u202ed\u200be")]


def test_what_a_messenger_writes_under_the_name_of_the_chat_is_nobodys() -> None:
    text = (
        "[12/03/2025, 10:01:02] Ben Lee: \u200eMessages and calls are end-to-end encrypted. Only people in this chat "
        "can read, listen to, or share them.\n"
        "[12/03/2025, 10:01:05] Orders: \u200eAnna added Ben Lee\n"
        "[12/03/2025, 10:02:00] Ben Lee: Hi, my order 8273620 has not arrived.\n"
        "[12/03/2025, 10:03:00] Anna: Hello Ben, I am sorry about that. Let me check.\n"
        "[12/03/2025, 10:03:10] Ben Lee: I added my address, are messages you send encrypted?\n"
    )
    turns = TranscriptIntake().read_text(text, "c").turns
    assert [turn.speaker.value for turn in turns] == ["system", "system", "customer", "agent", "customer"]
