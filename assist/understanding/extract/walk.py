"""One pass over the conversation: what the agent asked, what the customer answered, put right or agreed to."""

from __future__ import annotations

import math
import re
from dataclasses import replace

from assist.domain.conversation import Evidence, Speaker, Turn
from assist.understanding.extract import checks
from assist.understanding.extract.answers import answer_span
from assist.understanding.extract.corrections import Patch, asterisk, corrects, negated, patched, patches
from assist.understanding.extract.folding import fold, has_han, one_case, squeeze
from assist.understanding.extract.free import Heard, best_candidate, candidates, head
from assist.understanding.extract.joining import fits, lone_piece, tail_piece, unfinished
from assist.understanding.extract.labels import Plan, own_words
from assist.understanding.extract.mending import mend
from assist.understanding.extract.questions import asked_fields, asks_again, says_no, says_yes, secrets_asked
from assist.understanding.extract.readings import read
from assist.understanding.extract.settle import settle, share_out
from assist.understanding.extract.spans import Reading, Span
from assist.understanding.extract.subjects import last_matter, matter_at
from assist.understanding.extract.taken_up import taken_up_small
from assist.understanding.extract.titles import proposed_names, repeats_zh
from assist.understanding.extract.weighing import Said

_FADE, _SURELY, _MEANT = 0.75, 0.6, 0.8
_KEEP_PROPOSED = 40
_MEMORY = 12
_LONGEST = 1500  # characters read at once
_MOST_PARTS = 16  # of one turn: a pasted log must not hold up the lane
_HEARD = 1500
_ANSWERED = 3  # of the agent's last turns, those a customer's turn answers


def parts_of(text: str) -> list[tuple[int, str]]:
    """A turn in parts of at most `_LONGEST` characters with their offsets, cut at the last stop or blank."""
    found: list[tuple[int, str]] = []
    start = 0
    while start < len(text) and len(found) < _MOST_PARTS:
        end = min(len(text), start + _LONGEST)
        if end < len(text):
            cuts = [[m.end() for m in stop.finditer(text, start + _LONGEST // 2, end)] for stop in (_STOP, _BLANK)]
            end = next((at[-1] for at in cuts if at), end)
        found.append((start, text[start:end]))
        start = end
    return found


_STOP, _BLANK = re.compile(r"[.!?]\s+|[。！？\n]"), re.compile(r"\s")


def _place(text: str, part: str) -> tuple[int, int]:
    at = max(0, text.find(part))
    return at, at + len(part)


_WORDED = frozenset(("date", "time", "duration", "number", "choice"))
"""Kinds whose words are known: a slip in them is no part of the value."""
_LAST_GROUP = re.compile(r"(?<=[\s\-.])\d{2,5}$")
_AND_NO = re.compile(r"[\W_]*(?:(?:no|wait|sorry|i mean|make that|actually|it's|oops|不对|不是|错了|是|应该是)[\W_]*)+")
_NUMBERS = ("id", "phone", "token", "number", "free")


def _typed(reading: Reading, kind: str, text: str, mended: str, at: tuple[int, ...]) -> Reading:
    """What was read in the mended text, with its places; its value, where that is a quote of own words, as typed."""
    parts = tuple(replace(p, start=at[p.start], end=at[p.end - 1] + 1) for p in reading.parts)
    quoted = kind not in _WORDED and mended[reading.parts[0].start : reading.parts[-1].end] == reading.value
    return replace(reading, parts=parts, value=text[parts[0].start : parts[-1].end] if quoted else reading.value)


class Walk:
    """Reads every turn once. ``pending`` maps the fields asked for and not yet answered to how surely they were.

    What is known after a turn depends on that turn and those before it only, so a longer copy of the conversation
    is read on from where the last one ended.
    """

    def __init__(self, plans: tuple[Plan, ...]) -> None:
        self._turns: tuple[Turn, ...] = ()
        self._plans = plans
        self._kinds = {p.name: p.kind for p in plans}
        self._readings: dict[str, list[Reading]] = {}
        self._pending: dict[str, float] = {}
        self._proposed: tuple[str, ...] = ()
        self._agent_said: list[int] = []
        self._pieces: list[Evidence] = []
        self._near = ""
        self._near_customer = ""
        self._matter = ""
        self._proposed_in: dict[str, str] = {}
        self._secrets: list[str] = []
        self._opened = False
        self._heard = ""
        self._asking = False
        self._offset = 0
        self._own = frozenset(w for p in plans for w in own_words(p))
        self._free = tuple(p for p in plans if p.kind == "free")
        self._learned: dict[str, tuple[float, Reading | None]] = {}

    def _text(self, index: int) -> str:
        return self._turns[index].text[:_LONGEST]

    def continues(self, turns: tuple[Turn, ...], plans: tuple[Plan, ...]) -> bool:
        """Whether ``turns`` begin with what has been read, for the same fields."""
        return self._plans is plans and turns[: len(self._turns)] == self._turns

    def read(self, turns: tuple[Turn, ...]) -> dict[str, list[Reading]]:
        """The readings of each field, in the order said, the weakest of the oldest dropped.

        ``turns`` begin with those already read.
        """
        done, self._turns = len(self._turns), turns
        for index, turn in enumerate(turns[done:], done):
            for self._offset, text in parts_of(turn.text):
                if turn.speaker is Speaker.AGENT:
                    self._hear_agent(index, text)
                elif turn.speaker is Speaker.CUSTOMER:
                    self._hear_customer(index, text)
            if self._offset:
                self._pieces, self._offset = [], 0
        learned = {name: [reading] for name, (_, reading) in self._learned.items() if reading}
        return {**self._readings, **learned}

    def _hear_agent(self, index: int, text: str) -> None:
        asked = asked_fields(mend(text, self._own)[0], self._plans)
        if not asked and self._near_customer and asks_again(text):
            asked = tuple((p.name, _MEANT) for p in self._plans if p.cue and p.cue.search(self._near_customer))
        if asked is not None:
            if not self._asking:
                self._pending = {name: score * _FADE for name, score in self._pending.items() if score * _FADE > 0.45}
            self._pending.update({name: max(score, self._pending.get(name, 0.0)) for name, score in asked})
            self._asking = True
        self._hear_secrets(text)
        self._matter = last_matter(text) or self._matter
        for name in proposed_names(text):
            self._proposed_in.setdefault(name, matter_at(text, Span(*_place(text, name), name), self._matter))
        self._heard = (self._heard + "\n" + fold(text))[-_HEARD:] if has_han(text) else self._heard
        self._proposed = tuple(dict.fromkeys((*proposed_names(text), *self._proposed)))[:_KEEP_PROPOSED]
        self._agent_said.append(index)
        self._near = (self._near + " " + fold(text))[-300:]

    def _hear_secrets(self, text: str) -> None:
        """Security answers are numbered in the order their questions first come."""
        plans = [p for p in self._plans if p.kind == "secret"]
        if not plans:
            return
        for question in secrets_asked(text):
            if question not in self._secrets:
                self._secrets.append(question)
            number = self._secrets.index(question) + 1
            self._pending.update({p.name: 1.0 for p in plans if p.ordinal in (0, number)})

    def _hear_customer(self, index: int, text: str) -> None:
        correction, first = corrects(text), not self._opened
        mended, at = mend(text, self._own)
        repeated = repeats_zh(text, self._heard) or self._taken_up(text)
        for name in repeated:
            self._proposed_in.setdefault(name, self._matter_of(name))
        said = Said(
            index,
            mended,
            self._pending,
            (*repeated, *self._proposed),
            self._near,
            self._matter,
            self._proposed_in,
            correction,
            self._known(),
        )
        found = share_out([r for plan in self._plans for r in read(plan, said)], self._pending)
        found = [_typed(r, self._kinds[r.field], text, mended, at) for r in found] if at else found
        if not self._opened and not self._asked_otherwise() and (opening := self._opening(index, text)):
            found += opening
            self._opened = True
        found += self._agreed(text)
        found = self._take_back(text, found)
        found = [*self._repair(index, text, found), *self._joined(index, text, found)]
        if self._free:
            self._read_free(Heard(index, text, self._pending, found, first))
        for reading in found:
            self._keep(self._placed(index, reading))
        answered = {r.field for r in found if r.confidence >= 0.5}
        self._pending = {name: score for name, score in self._pending.items() if name not in answered}
        self._asking = False
        self._agent_said = []
        self._near = self._near_customer = fold(text)[-200:]
        self._matter = last_matter(text) or self._matter

    def _taken_up(self, text: str) -> tuple[str, ...]:
        """Names the customer, who writes no capitals or nothing else, takes up from the agent's last turns."""
        heard = [self._text(i) for i in dict.fromkeys(self._agent_said[-_ANSWERED:])]
        return taken_up_small(fold(text), fold("\n".join(heard))) if heard and one_case(text) else ()

    def _asked_otherwise(self) -> bool:
        """Whether the agent asked for something that is not the problem itself."""
        asked = [p for p in self._plans if self._pending.get(p.name, 0.0) >= _SURELY]
        return bool(asked) and not any(p.kind == "free" for p in asked)

    def _read_free(self, heard: Heard) -> None:
        """Lets the learned reader say what this turn holds for fields in the customer's own words."""
        model = head()
        for plan in self._free if model else ():
            others = max((self._pending.get(p.name, 0.0) for p in self._plans if p.kind != "free"), default=0.0)
            best = best_candidate(model, candidates(plan, heard, others)) if model else None
            if best and best[0] > self._learned.get(plan.name, (-math.inf, None))[0]:
                at = Evidence(heard.turn, self._offset + best[1].start, self._offset + best[1].end)
                value = heard.text[best[1].start : best[1].end]
                self._learned[plan.name] = (best[0], Reading(plan.name, value, best[1].confidence, (at,)))

    def _matter_of(self, name: str) -> str:
        """The matter a proposed name contains or is contained in, else the present one."""
        return next((m for known, m in self._proposed_in.items() if name in known or known in name), self._matter)

    def _known(self) -> frozenset[str]:
        return frozenset(name for name, readings in self._readings.items() if readings)

    def _opening(self, index: int, text: str) -> list[Reading]:
        """The customer's first full sentence tells what it is about: offered for fields that hold the problem."""
        if len(text.split()) < 6 and len(text) < (12 if has_han(text) else 36):
            return []
        span = answer_span(text, whole=True)
        plans = [p for p in self._plans if p.kind == "free" and p.tells_problem]
        if span is None:
            return []
        return [
            Reading(p.name, span.value, 0.45, (Evidence(index, span.start, span.end),), exclusive=False) for p in plans
        ]

    def _agreed(self, text: str) -> list[Reading]:
        """What the agent just stated and the customer agrees to; worth less than the customer's own words."""
        if not says_yes(text) or says_no(text):
            return []
        found = []
        for turn in self._agent_said[-2:]:
            said = Said(turn, self._text(turn), {})
            plans = [
                p for p in self._plans if p.kind not in ("title", "genre", "free", "token", "bool", "person", "choice")
            ]
            found += share_out([r for plan in plans for r in read(plan, said)])
        known = {r.field for r in self._all() if r.confidence >= 0.6}
        return [replace(r, confidence=r.confidence * 0.75, agreed=True) for r in found if r.field not in known]

    def _all(self) -> list[Reading]:
        return [r for readings in self._readings.values() for r in readings]

    def _placed(self, index: int, reading: Reading) -> Reading:
        """The reading with its places counted from the start of the turn, not of the part being read."""
        if not self._offset:
            return reading
        known = {p for r in self._all() for p in r.parts}
        moved = tuple(
            Evidence(p.turn, p.start + self._offset, p.end + self._offset) if p.turn == index and p not in known else p
            for p in reading.parts
        )
        return replace(reading, parts=moved)

    def _keep(self, reading: Reading) -> None:
        kept = self._readings.setdefault(reading.field, [])
        kept.append(reading)
        if len(kept) > _MEMORY:
            kept.remove(min(kept[: _MEMORY // 2], key=lambda r: r.confidence))

    def _take_back(self, text: str, found: list[Reading]) -> list[Reading]:
        """Drop earlier values this turn denies ("not 8273620"); what it gives instead is a correction."""
        denied = {(r.field, squeeze(r.value)) for r in found if not r.confidence}
        folded = fold(text)
        if "not" in folded or "不" in folded:
            for reading in self._all():
                at = folded.find(fold(reading.value)) if len(reading.value) > 1 else -1
                if at >= 0 and negated(text, Span(at, at + len(reading.value), reading.value)):
                    denied.add((reading.field, squeeze(reading.value)))
        gone = {r.field for r in self._all() if (r.field, squeeze(r.value)) in denied} if denied else set()
        for name in gone:
            self._readings[name] = [r for r in self._readings[name] if (name, squeeze(r.value)) not in denied]
        return [replace(r, correction=r.correction or r.field in gone) for r in found if r.confidence]

    def _repair(self, index: int, text: str, found: list[Reading]) -> list[Reading]:
        """Asterisk repairs and patches to part of a number already given."""
        if star := asterisk(text):
            return self._star(index, star.value, star.start, star.end) or found
        if not corrects(text) and " not " not in f" {fold(text)} " and "不是" not in text:
            return found
        for plan in self._plans:
            said = [r for r in found if r.field == plan.name]
            before = settle(self._readings.get(plan.name, []))
            if plan.kind not in _NUMBERS or not (before or said):
                continue
            for patch in patches(text):
                value = patched(before.value, patch) if before else None
                known = before
                if value is None and (known := self._just_said(text, said, patch)):
                    value = patched(known.value, replace(patch, at="end"))
                if known and value and (plan.pattern is None or fits(value, plan.pattern)):
                    parts = (*known.parts, Evidence(index, patch.new.start, patch.new.end))
                    kept = [
                        r
                        for r in found
                        if r is not known
                        and not any(p.turn == index and p.start <= patch.new.start < p.end for p in r.parts)
                    ]
                    return [*kept, Reading(plan.name, value, 0.86, parts, correction=True)]
        return found

    @staticmethod
    def _just_said(text: str, found: list[Reading], patch: Patch) -> Reading | None:
        """The number whose last group, as long as the patch, this very turn puts right: "07700 900 461 no, 416"."""
        for reading in found:
            end = reading.parts[-1].end
            group = _LAST_GROUP.search(text, reading.parts[-1].start, end)
            behind = _AND_NO.fullmatch(fold(text[end : patch.new.start])) if end <= patch.new.start else None
            if group and behind and not patch.old and len(group[0]) == len(patch.new.value):
                return reading
        return None

    def _star(self, index: int, value: str, start: int, end: int) -> list[Reading]:
        """The earlier value nearest in spelling takes the repaired word."""
        for reading in sorted(self._all(), key=lambda r: -r.turn):
            for word in reading.value.split():
                close = squeeze(word)[:1] == squeeze(value)[:1] and abs(len(word) - len(value)) <= 2
                if close and squeeze(word) != squeeze(value):
                    parts = (*reading.parts, Evidence(index, start, end))
                    if word == reading.value:
                        parts = parts[-1:]
                    return [replace(reading, value=reading.value.replace(word, value), parts=parts, correction=True)]
        return []

    def _joined(self, index: int, text: str, found: list[Reading]) -> list[Reading]:
        """A number given in pieces over turns, joined when pattern, length or check digit says so."""
        piece = lone_piece(text)
        if piece is None:
            opening = tail_piece(text)
            self._pieces = [Evidence(index, opening.start, opening.end)] if opening else []
            return []
        if corrects(text):
            return []
        part = Evidence(index, piece.start, piece.end)
        parts = [*self._pieces, part][-4:]
        self._pieces = parts
        for first in range(len(parts) - 1):
            run = tuple(parts[first:])
            value = "".join(self._digits(p) for p in run)
            if reading := self._join(run, value, found):
                self._pieces = []
                return [reading]
        return []

    def _digits(self, part: Evidence) -> str:
        text = self._text(part.turn)
        piece = lone_piece(text)
        return piece.value if piece and piece.start == part.start else text[part.start : part.end]

    def _join(self, run: tuple[Evidence, ...], value: str, found: list[Reading]) -> Reading | None:
        broken_off = all(unfinished(self._text(p.turn)) for p in run[:-1])
        for plan in self._plans:
            if plan.kind not in ("id", "phone", "token"):
                continue
            if any(r.field == plan.name and r.confidence >= 0.8 and plan.pattern for r in found):
                continue
            if plan.pattern is not None:
                fit = fits(value, plan.pattern)
                if fit:
                    return Reading(plan.name, fit, 0.88, run, correction=True)
            elif plan.kind == "phone" and 10 <= len(value) <= 11:
                return Reading(plan.name, value, 0.8, run, correction=True)
            elif broken_off or checks.passes(value):
                return Reading(plan.name, value, 0.78, run, correction=True)
        return None
