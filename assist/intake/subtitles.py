"""Subtitles of recorded calls: WebVTT, SRT and SBV, with ``<v Name>``, ``Name:`` or ``[Name]`` before the text.

WebVTT after the W3C's specification; a cue whose times are damaged keeps its words and is noted.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import InputError
from assist.intake import fields
from assist.intake.labels import could_be_speaker, read_label
from assist.intake.model import Ask, Said
from assist.intake.roles import assign, greets_as_agent

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}"
_ARROW = re.compile(rf"[ \t]*(?P<start>{_STAMP})[ \t]*(?:-->|→)[ \t]*{_STAMP}(?P<rest>[^\n]*)")
_SBV = re.compile(rf"[ \t]*(?P<start>{_STAMP})[ \t]*,[ \t]*{_STAMP}(?P<rest>)[ \t]*")
_BROKEN = re.compile(
    r"[ \t]*\d{1,3}:[\w:.,]{3,12}[ \t]*(?:-->|,)[ \t]*\d{1,3}:[\w:.,]{3,12}[^\n]*|[^\n]{0,60}-->[^\n]{0,60}"
)
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^>\n]{1,80})>")
_TAG = re.compile(r"</?(?:v|c|i|b|u|ruby|rt|lang|font|\d\d:)[^>\n]*>|\{\\[^}\n]{1,40}\}")
_NAMED = re.compile(r"(?P<name>[^:：\n]{1,60})[:：]\s*(?P<text>.+)", re.DOTALL)
_BRACKET = re.compile(r"\[(?P<name>[^\]\n]{1,40})\]:?\s*(?P<text>.+)", re.DOTALL)
_NUMBERED = re.compile(r'\d{1,6}[ \t]+"(?P<name>[^"\n]{1,60})"(?:[ \t]*\(\d+\))?[ \t]*')  # a cue's number and speaker
_CHANGES = re.compile(r">>+[ \t]*")  # another speaker begins, in captions typed along
_SEVERAL = 2
_ASIDE = re.compile(r"[(（](?P<name>[^)）\n]{1,40})[)）]:?\s*(?P<text>.+)", re.DOTALL)
_SPEAKER = re.compile(r"(?:speaker|spk)[ _]?[\w]{1,4}", re.IGNORECASE)
_ENDS = (".", "!", "?", "…", "。", "！", "？", ")", '"', "”", "♪")


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float | None
    lines: tuple[str, ...]
    name: str | None = None


class Subtitles:
    """Recognised by a WebVTT heading or by cue times."""

    name = "subtitles"

    def score(self, text: str) -> float:
        """A heading, or a line of cue times in the opening."""
        if text.startswith("WEBVTT"):
            return 0.9
        lines = text[:4000].split("\n")
        return 0.85 if any(_ARROW.fullmatch(line) or _SBV.fullmatch(line) for line in lines) else 0.0

    def read(self, text: str, ask: Ask) -> tuple[Conversation, ...]:
        """One conversation; cues of one speaker in a row are one turn, without speakers each sentence is."""
        cues = _cues(text, ask)
        if ask.where.casefold().endswith(".vtt") and not text.startswith("WEBVTT"):
            ask.notes.append(f"{ask.where}: the WEBVTT heading is missing; its cues are read all the same")
        if re.search(r"<\d\d:\d\d", text):
            cues = _rolled(cues)
        said = [(cue.start, name or cue.name, line) for cue in cues for name, line in _voices(cue.lines)]
        changes = sum(name is None and line.startswith(">>") for _, name, line in said)
        if changes >= _SEVERAL or not _names_speakers(said):
            said = [(cue.start, None, line) for cue in cues for line in _unnamed(cue.lines)]
        if not said:
            raise InputError(f"{ask.where}: the subtitles hold no text")
        language = re.search(r"^Language:\s*([\w-]+)", text[:2000], re.MULTILINE)
        spoken = fields.language(language[1]) if language else None
        if any(name for _, name, _ in said):
            return (Conversation(ask.case_id, assign(_joined(said), ask.agent_name), declared_language=spoken),)
        ask.notes.append(f"{ask.where}: the subtitles name no speakers; who speaks is a guess")
        turns = assign(_sentences(said), ask.agent_name)
        return (Conversation(ask.case_id, turns, declared_language=spoken),)


def _cues(text: str, ask: Ask) -> list[_Cue]:
    """Blocks that have times, and what stands without any where a cue should be."""
    vtt = text.startswith("WEBVTT")
    lines = text.split("\n")
    cues: list[_Cue] = []
    mended: list[int] = []
    current: list[str] | None = None
    start: float | None = None
    name = announced = None
    skipping = vtt  # the heading, up to the first blank line
    for number, line in enumerate(lines, 1):
        found = _ARROW.fullmatch(line) or _SBV.fullmatch(line)
        broken = found is None and _BROKEN.fullmatch(line) is not None
        if found or (broken and (current is None or not "".join(current).strip())):
            _close(cues, start, current, name)
            start, current, skipping = fields.seconds_of(found["start"]) if found else None, [], False
            name, announced = announced, None
            mended += [] if found else [number]
        elif not line.strip():
            skipping = False
            if current is not None and "".join(current).strip():
                _close(cues, start, current, name)
                current = None
        elif not skipping and current is None and re.match(r"(?:NOTE|STYLE|REGION)\b", line) and vtt:
            skipping = True
        elif line.strip().isdigit() and _times_below(lines, number):
            skipping = False  # SRT numbers its cues
        elif not skipping and current is not None and not broken:
            current.append(line)
        elif not skipping and current is None and not _is_identifier(lines, number):
            mended.append(number)
            start, current, name = None, [line], None
        elif (numbered := _NUMBERED.fullmatch(line)) and current is None:
            announced = numbered["name"]
    _close(cues, start, current, name)
    if mended and cues:
        ask.notes.append(f"{ask.where}, line {mended[0]}: a cue without sound times; its text is kept")
    return cues


def _rolled(cues: list[_Cue]) -> list[_Cue]:
    """Rolling captions show the last line once more above the new one: it counts once."""
    kept: list[_Cue] = []
    last = ""
    for cue in cues:
        lines = tuple(line for n, line in enumerate(cue.lines) if n or _plain(line) != last)
        last = _plain(cue.lines[-1])
        if lines:
            kept.append(replace(cue, lines=lines))
    return kept


def _names_speakers(said: list[tuple[float | None, str | None, str]]) -> bool:
    """A name here and there, as films give it, does not tell who says the rest."""
    named = [name for _, name, _ in said if name]
    return len(named) * 4 >= len(said) or (bool(said) and bool(said[0][1]) and len(set(named)) <= 4 <= len(named))


def _is_identifier(lines: list[str], number: int) -> bool:
    """The line before a cue's times is its number or name; a number alone never says anything."""
    return (
        _times_below(lines, number)
        or lines[number - 1].strip().isdigit()
        or lines[number - 1].startswith(("Kind:", "Language:", "##"))
    )


def _times_below(lines: list[str], number: int) -> bool:
    below = lines[number] if number < len(lines) else ""
    return "-->" in below or _SBV.fullmatch(below) is not None


def _close(cues: list[_Cue], start: float | None, current: list[str] | None, name: str | None) -> None:
    if current is not None and (words := [line.strip() for line in current if line.strip()]):
        cues.append(_Cue(start, tuple(words), name))


def _voices(lines: tuple[str, ...]) -> list[tuple[str | None, str]]:
    block = "\n".join(lines)
    pieces = _VOICE.split(block)
    if len(pieces) > 1:
        voiced = [(None, pieces[0]), *zip(pieces[1::2], pieces[2::2], strict=True)]
        return [(html.unescape(n) if n else None, words) for n, piece in voiced if (words := _plain(piece))]
    return [_named(words) for words in _unnamed(lines)]


def _unnamed(lines: tuple[str, ...]) -> list[str]:
    """The cue's text; two people in one cue each have a line with a dash."""
    dashed = [line for line in lines if _TAG.sub("", line).lstrip().startswith(("- ", "– ", "— "))]
    parts = lines if len(dashed) == len(lines) and len(lines) > 1 else ("\n".join(lines),)
    return [words for part in parts if (words := _plain(part))]


def _plain(piece: str) -> str:
    return html.unescape(" ".join(_TAG.sub("", piece).split())).strip()


def _named(line: str) -> tuple[str | None, str]:
    found = _NAMED.fullmatch(line)
    name = re.sub(r"^(?:[-–—]|>>+)\s*", "", found["name"].strip()).strip(" []") if found else ""
    if found and (could_be_speaker(name) or _SPEAKER.fullmatch(name)):
        return name, found["text"].strip()
    bracket = _BRACKET.fullmatch(line)
    if bracket and could_be_speaker(bracket["name"]) and bracket["name"][:1].isupper():
        return bracket["name"].strip(), bracket["text"].strip()
    aside = _ASIDE.fullmatch(line)
    if aside and read_label(aside["name"]).role:
        return aside["name"].strip(), aside["text"].strip()
    return None, line


def _joined(said: list[tuple[float | None, str | None, str]]) -> list[Said]:
    """Cues of one speaker in a row are one turn; a cue without a name goes on."""
    joined: list[Said] = []
    for start, name, line in said:
        speaker = name or (joined[-1].name if joined else None)
        if joined and joined[-1].name == speaker:
            joined[-1] = Said(speaker, f"{joined[-1].text} {line}", joined[-1].at)
        else:
            joined.append(Said(speaker, line, fields.since_start(start)))
    return joined


def _sentences(said: list[tuple[float | None, str | None, str]]) -> list[Said]:
    """Without speakers: a cue that goes on in small letters belongs to the one before."""
    if sum(line.startswith(">>") for _, _, line in said) >= _SEVERAL:
        return _taking_turns(said)
    turns: list[Said] = []
    for start, _, line in said:
        goes_on = line[:1].islower() and turns and not turns[-1].text.endswith(_ENDS)
        if goes_on and len(turns[-1].text) < 2000:
            turns[-1] = Said(None, f"{turns[-1].text} {line}", turns[-1].at)
        else:
            turns.append(Said(None, line, fields.since_start(start)))
    return [Said(None, t.text, t.at, Speaker.AGENT if greets_as_agent(t.text) else Speaker.CUSTOMER) for t in turns]


def _taking_turns(said: list[tuple[float | None, str | None, str]]) -> list[Said]:
    """Captions that mark where another speaks: two take turns."""
    turns: list[Said] = []
    number = 1
    for start, _, line in said:
        words = _CHANGES.sub("", line, count=1).strip()
        if turns and not line.startswith(">>"):
            turns[-1] = replace(turns[-1], text=f"{turns[-1].text} {words}")
        else:
            turns.append(Said(f"speaker {number}", words, fields.since_start(start)))
            number = 3 - number
    return turns
