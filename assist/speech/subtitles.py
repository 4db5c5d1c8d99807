"""Utterances as WebVTT, the form in which they go through the intake's door."""

from __future__ import annotations

from assist.domain.conversation import Speaker
from assist.services.hearing import Utterance


def as_subtitles(said: tuple[Utterance, ...]) -> str:
    """The utterances as WebVTT with a name for each voice, which is how they go through the intake's door."""
    names = {u.voice: _name(u) for u in said}
    cues = [f"{_stamp(u.start)} --> {_stamp(u.end)}\n<v {names[u.voice]}>{_plain(u.text)}" for u in said]
    return "\n\n".join(["WEBVTT", *cues, ""])


def _name(said: Utterance) -> str:
    named = {Speaker.AGENT: "Agent", Speaker.CUSTOMER: "Customer"}
    return named.get(said.speaker or Speaker.SYSTEM, f"Speaker {said.voice}")


def _plain(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›").replace("\n", " ")


def _stamp(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, rest = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{rest // 1000:02}.{rest % 1000:03}"
