"""LINE's text export: a heading, a date alone on its line, and ``10:00<tab>Name<tab>text`` for each message."""

from __future__ import annotations

import re

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.intake.model import Ask, Said
from assist.intake.roles import assign
from assist.intake.times import DateOrder, find_date, to_iso

_HEADING = re.compile(r"\s*\[LINE\]")
_DAY = re.compile(r"(?P<day>\d{4}[./年]\s?\d{1,2}[./月]\s?\d{1,2})日?\s?(?:[(（].{1,4}[)）]|\w{3,9}|.?曜日|星期.)?")
_MESSAGE = re.compile(
    r"(?P<clock>(?:[上下]午|[AP]M)?\s?\d{1,2}:\d\d(?:\s?[AP]M)?)\t(?P<name>[^\t]{1,60})\t(?P<text>.*)"
)
_NOTICE = re.compile(r"(?P<clock>(?:[上下]午)?\s?\d{1,2}:\d\d(?:\s?[AP]M)?)\t(?P<text>[^\t]+)")


class LineExport:
    """Recognised by its heading, or by a date and messages with tabs."""

    name = "LINE export"

    def score(self, text: str) -> float:
        """The heading says it; else a message with two tabs in each of the first lines."""
        lines = [line for line in text[:4000].split("\n") if line.strip()]
        messages = sum(_MESSAGE.fullmatch(line) is not None for line in lines)
        if _HEADING.match(text):
            return 0.9 if messages else 0.0
        return 0.85 if messages >= 2 and lines and _DAY.fullmatch(lines[0]) else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """One conversation."""
        said: list[Said] = []
        day = None
        for line in text.split("\n"):
            if found := _DAY.fullmatch(line.strip()):
                day = find_date(found["day"], DateOrder(None))
            elif found := _MESSAGE.fullmatch(line):
                when = to_iso(found["clock"], DateOrder(None), day)
                said.append(Said(found["name"], found["text"].strip('"'), when))
            elif found := _NOTICE.fullmatch(line):
                said.append(Said(None, found["text"], to_iso(found["clock"], DateOrder(None), day), Speaker.SYSTEM))
            elif said and line.strip() and said[-1].role is None:
                said[-1] = Said(said[-1].name, f"{said[-1].text}\n{line}".rstrip('"'), said[-1].at)
        said = [one for one in said if one.text.strip()]
        if not said:
            raise InputError(f"{ask.where}: this LINE export holds no message")
        return (Conversation(ask.case_id, assign(said, ask.agent_name), channel="chat"),)
