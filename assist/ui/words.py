"""Words the panels share, in the window's language: moods, states, confidences, degraded ways of working."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale, Qt

from assist.domain.assistance import Degraded, MoodLabel, NoDraft
from assist.domain.conversation import Conversation, Speaker
from assist.domain.pack import FieldType

HIGH, MEDIUM = 0.8, 0.5
ONE_LINE = 120  # characters that can matter where one line is shown
_VARIANT = re.compile(r"[-_. ](?:instruct|chat|it|gguf|i?q\d\w*|f16|bf16)(?:[-_. ].*)?$", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|`+)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_BULLET = re.compile(r"^\s*(?:[-*+]|#+|>|\d+[.)])\s+")


def mood(label: MoodLabel) -> str:
    """The mood's name."""
    return {
        MoodLabel.PLEASED: QCoreApplication.translate("words", "Pleased"),
        MoodLabel.NEUTRAL: QCoreApplication.translate("words", "Neutral"),
        MoodLabel.CONFUSED: QCoreApplication.translate("words", "Confused"),
        MoodLabel.ANXIOUS: QCoreApplication.translate("words", "Anxious"),
        MoodLabel.FRUSTRATED: QCoreApplication.translate("words", "Frustrated"),
        MoodLabel.ANGRY: QCoreApplication.translate("words", "Angry"),
    }[label]


def mood_glyph(label: MoodLabel) -> str:
    """A shape for the mood, so that it can be told without reading and without colour."""
    return {
        MoodLabel.PLEASED: "mood-up",
        MoodLabel.NEUTRAL: "mood-flat",
        MoodLabel.CONFUSED: "mood-ask",
        MoodLabel.ANXIOUS: "mood-wave",
        MoodLabel.FRUSTRATED: "mood-down",
        MoodLabel.ANGRY: "mood-sharp",
    }[label]


def confidence(value: float) -> str:
    """A confidence in one word: high from 0.8, medium from 0.5."""
    if value >= HIGH:
        return QCoreApplication.translate("words", "high")
    if value >= MEDIUM:
        return QCoreApplication.translate("words", "medium")
    return QCoreApplication.translate("words", "low")


def hidden(count: int) -> str:
    """How many personal values a model did not see."""
    if count == 1:
        return QCoreApplication.translate("words", "1 value hidden")
    return QCoreApplication.translate("words", "{n} values hidden").format(n=count)


def used(count: int) -> str:
    """How often the agent used a reply or an article for the category at hand; as short as a badge."""
    return QCoreApplication.translate("words", "used {n}×").format(n=count)


def used_for_this(count: int) -> str:
    """The same, and what follows from it."""
    text = QCoreApplication.translate("words", "You used it {n} times for this, so it comes a little earlier")
    return text.format(n=count)


def no_draft(why: NoDraft) -> str:
    """Why there is no draft."""
    return {
        NoDraft.NOT_COVERED: QCoreApplication.translate("words", "nothing in your knowledge covers this"),
        NoDraft.NOT_CLEAR: QCoreApplication.translate("words", "no article answers this clearly enough"),
        NoDraft.INTERNAL_ONLY: QCoreApplication.translate("words", "the article that answers this is for staff only"),
        NoDraft.ARTICLE_LANGUAGE: QCoreApplication.translate("words", "the answer is in another language"),
        NoDraft.MODEL_LANGUAGE: QCoreApplication.translate("words", "the language model does not write this language"),
        NoDraft.NOTHING_SAID: QCoreApplication.translate("words", "the customer has not said anything yet"),
        NoDraft.NOT_CARRIED: QCoreApplication.translate(
            "words", "what the model wrote is not carried by the knowledge"
        ),
    }[why]


def no_category(why: str) -> str:
    """Why a case has no category, in the window's language; what is not known of is said as it came."""
    return {
        "no category of the pack fits": QCoreApplication.translate("words", "no category of the pack fits"),
        "the customer has not said yet what it is about": QCoreApplication.translate(
            "words", "the customer has not said yet what it is about"
        ),
    }.get(why, why)


def priority(value: str) -> str:
    """A priority's name; one the pack made up is shown as it stands."""
    return {
        "low": QCoreApplication.translate("words", "low priority"),
        "normal": QCoreApplication.translate("words", "normal priority"),
        "high": QCoreApplication.translate("words", "high priority"),
        "urgent": QCoreApplication.translate("words", "urgent"),
    }.get(value, value)


def model_state(state: str) -> str:
    """A model's state in one word."""
    return {
        "off": QCoreApplication.translate("words", "no model"),
        "loading": QCoreApplication.translate("words", "loading"),
        "ready": QCoreApplication.translate("words", "ready"),
        "busy": QCoreApplication.translate("words", "writing"),
        "idle": QCoreApplication.translate("words", "asleep"),
        "restarting": QCoreApplication.translate("words", "restarting"),
        "failed": QCoreApplication.translate("words", "failed"),
    }.get(state, state)


def model_choice(name: str, *, fits: bool) -> str:
    """A model in the list of the settings; one that needs more memory than is free says so."""
    return name if fits else QCoreApplication.translate("words", "{name} · too big").format(name=name)


def model_needs(memory: str, free: str, *, fits: bool) -> str:
    """What the chosen model needs, and whether this computer has that now."""
    if fits:
        text = QCoreApplication.translate("words", "Needs about {memory} of memory; {free} are free.")
    else:
        text = QCoreApplication.translate("words", "Needs about {memory} of memory, but only {free} are free.")
    return text.format(memory=memory, free=free)


def degraded(code: str) -> str:
    """What a degraded way of working means, in a sentence."""
    return (
        {
            Degraded.NO_MODEL: QCoreApplication.translate(
                "words", "No language model: no drafts. Everything else works."
            ),
            Degraded.NO_EMBEDDER: QCoreApplication.translate(
                "words", "No meaning model: categories and search go by words only."
            ),
            Degraded.KEYWORD_ONLY: QCoreApplication.translate("words", "Search goes by keywords only."),
            Degraded.LANGUAGE_UNKNOWN_TO_MOOD: QCoreApplication.translate(
                "words", "The mood model does not know this language: no mood is shown."
            ),
            Degraded.PACK_NOT_INDEXED: QCoreApplication.translate(
                "words", "The knowledge is still being prepared: search goes by keywords only."
            ),
            Degraded.NO_PACK: QCoreApplication.translate("words", "No knowledge pack is open: no answers, no replies."),
            Degraded.CONVERSATION_CONDENSED: QCoreApplication.translate(
                "words", "Long conversation: the draft rests on its latest turns and a few words of the older ones."
            ),
            Degraded.UNDERSTANDING_DOWN: QCoreApplication.translate(
                "words", "Understanding has stopped and is being restarted. What is on screen stays."
            ),
        }.get(Degraded(code), code)
        if code in set(Degraded)
        else code
    )


def model_name(name: str) -> str:
    """A model's name as one says it: without the ending, the training variant and the quantization."""
    return _VARIANT.sub("", name.removesuffix(".gguf")) or name


def first_line(error: BaseException) -> str:
    """An error in one line; its kind where it says nothing."""
    return next(iter(str(error).splitlines()), "") or type(error).__name__


def plain(text: str) -> str:
    """One line of Markdown without its marks."""
    text = _LINK.sub(r"\1", text)
    text = _EMPHASIS.sub(r"\2", text)
    return " ".join(_BULLET.sub("", text).split())


def in_one_line(conversation: Conversation, at: str = "", about: str = "") -> str:
    """A conversation among others: when (``at``, ISO 8601, or its first turn's), what about, and the first words."""
    turns = conversation.turns
    first = next((t for t in turns if t.speaker is Speaker.CUSTOMER), turns[0] if turns else None)
    if first is None:
        return "—"
    when = QDateTime.fromString(at or turns[0].at or "", Qt.DateFormat.ISODate)
    shown = QLocale().toString(when.toLocalTime(), QLocale.FormatType.ShortFormat) if when.isValid() else ""
    return " · ".join(filter(None, (shown, about, " ".join(first.text.split())[:ONE_LINE])))


def pack_language(locale: str) -> str:
    """The tag under which a pack keeps its texts for a language of the window."""
    return {"zh_CN": "zh", "zh_TW": "zh-Hant"}.get(locale, "en")


def _grouped(digits: str) -> str:
    count = len(digits)
    if count < 5:
        return digits
    if count == 10:
        return f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    head = count % 4
    parts = [digits[:head]] if head else []
    parts += [digits[i : i + 4] for i in range(head, count, 4)]
    return " ".join(parts)


def _country_code_length(digits: str) -> int:
    """Length of the country code (ITU-T E.164): one digit for 1 and 7, three for the small countries, else two."""
    if digits[:1] in ("1", "7"):
        return 1
    three = ("21", "22", "23", "24", "25", "26", "29", "35", "37", "38", "42", "50", "59", "67", "68", "69", "80")
    return 3 if digits.startswith((*three, "85", "87", "88", "96", "97", "99")) else 2


def for_read_back(value: str, kind: FieldType) -> str:
    """As one reads it out: ``8273620`` becomes ``827 3620``, and yes or no is in the window's language."""
    if kind is FieldType.BOOL:
        yes, no = QCoreApplication.translate("words", "yes"), QCoreApplication.translate("words", "no")
        return {"yes": yes, "no": no}.get(value, value)
    if kind not in (FieldType.ID, FieldType.PHONE):
        return value
    plus, rest = ("+", value[1:]) if value.startswith("+") else ("", value)
    if rest.isascii() and rest.isdigit():
        if plus:
            code = _country_code_length(rest)
            return f"+{rest[:code]} {_grouped(rest[code:])}"
        return _grouped(rest)
    letters = len(rest) - len(rest.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"))
    tail = rest[letters:]
    if letters and tail.isascii() and tail.isdigit():
        return f"{rest[:letters]} {_grouped(tail)}"
    return value
