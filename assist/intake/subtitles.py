"""Subtitles of recorded calls (SRT, WebVTT): cues with ``<v Name>`` or ``Name:`` before the text."""

from __future__ import annotations

import re

from assist.domain.conversation import Conversation
from assist.domain.errors import InputError
from assist.intake.chat_text import read_chat
from assist.intake.labels import could_be_speaker
from assist.intake.model import Ask, Said
from assist.intake.roles import assign

_STAMP = r"(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{3}"
_ARROW = re.compile(rf"{_STAMP}\s*-->\s*{_STAMP}[^\n]*")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>\n]{1,60})>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|\d\d:)[^>\n]*>")
_NAMED = re.compile(r"(?P<name>[^:：\n]{1,40})[:：]\s*(?P<text>.+)", re.DOTALL)


class Subtitles:
    """SRT and WebVTT, recognised by their cue times."""

    name = "subtitles"

    def score(self, text: str) -> float:
        """Cue times in the opening."""
        return 0.85 if _ARROW.search(text[:4000]) else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """One conversation; cues of one speaker in a row are one turn."""
        said: list[Said] = []
        for name, line in _cues(text):
            speaker = name or (said[-1].name if said else None)
            if said and said[-1].name == speaker:
                said[-1] = Said(speaker, f"{said[-1].text} {line}")
            else:
                said.append(Said(speaker, line))
        if not said:
            raise InputError(f"{ask.where}: the subtitles hold no text")
        if not any(one.name for one in said):
            return (Conversation(ask.case_id, read_chat(said[0].text, ask)),)
        return (Conversation(ask.case_id, assign(said, ask.agent_name)),)


def _cues(text: str) -> list[tuple[str | None, str]]:
    cues: list[tuple[str | None, str]] = []
    starts = list(_ARROW.finditer(text))
    for i, start in enumerate(starts):
        last = i + 1 == len(starts)
        block = text[start.end() : len(text) if last else starts[i + 1].start()]
        # The next cue's own number or identifier stands on the line before its times.
        block = block if last else re.sub(r"\n[ \t]*\n[^\n]*\n?\s*$|\n\d+\s*$", "", block)
        cues.extend(_voices(block.strip()))
    return cues


def _voices(block: str) -> list[tuple[str | None, str]]:
    pieces = _VOICE.split(block)
    if len(pieces) > 1:
        voiced: list[tuple[str | None, str]] = [(None, pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
        plain = [(name, _TAG.sub("", said).strip()) for name, said in voiced]
    else:
        line = _TAG.sub("", block).strip()
        found = _NAMED.fullmatch(line)
        known = found is not None and could_be_speaker(found["name"])
        plain = [(found["name"].strip(), found["text"].strip()) if found and known else (None, line)]
    return [(name, said) for name, said in plain if said]
