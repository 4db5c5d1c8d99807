"""Having a capable model word something: masked, streamed, cancellable, with the team's engine before the local model.

Whoever asks brings the words of the task and judges what comes back; here nothing is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from assist.domain.assistance import Assistance
from assist.domain.conversation import Conversation, Speaker
from assist.domain.errors import EndpointFailed
from assist.domain.masking import mask
from assist.domain.pack import Pack
from assist.services.ports import CancelToken, DraftRequest, LanguageModel
from assist.services.prompts import Prompt

MOST_OF_TURN = 1200  # characters of one turn: a pasted log must not fill the window


@dataclass(frozen=True, slots=True)
class Author:
    """A model that words well, the prompts it is asked with, and the languages it knows."""

    model: LanguageModel
    prompts: Mapping[str, Prompt]
    languages: tuple[str, ...]
    name: str = ""


Authors = Callable[[], Sequence[Author]]
"""Who can word things now, the first choice first; nobody where no capable model is there."""


@dataclass(frozen=True, slots=True)
class About:
    """The conversation a wording is for, what was found for it, and the open pack, which names the form's fields."""

    conversation: Conversation
    found: Assistance | None = None
    pack: Pack | None = None

    @property
    def names(self) -> list[str]:
        """People's names known from the turns' heads and the case form."""
        names = [t.name for t in self.conversation.turns if t.name]
        fields = self.found.form.fields if self.found is not None and self.found.form else {}
        return names + [v.value for k, v in fields.items() if "name" in k.lower()]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be worded: the section ``ask`` of the prompt in ``language``, with ``values`` put into it, masked.

    ``also`` are other languages the author has to know.
    """

    ask: str
    language: str
    values: Mapping[str, str]
    about: About
    max_tokens: int = 160
    schema: str = ""
    labels: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Worded:
    """What came, with personal data put back; by whom; and how many values were hidden."""

    text: str
    finished: bool
    hidden: int
    by: str
    likely: tuple[float, ...] = field(default=())


def can_word(authors: Authors, language: str, ask: str, also: tuple[str, ...] = ()) -> bool:
    """Whether somebody can do this in ``language``."""
    return any(_fits(author, language, ask, also) for author in authors())


def word(
    authors: Authors, wish: Wish, on_text: Callable[[str], None] | None = None, cancel: CancelToken | None = None
) -> Worded | None:
    """Ask the first author that can; the next one when an engine does not answer. ``None`` when nobody can.

    ``on_text`` gets the whole text so far. Raises ``WorkerDied``, ``ModelFileError``, ``Cancelled``; and
    `EndpointFailed` when only an engine could and did not.
    """
    failed: EndpointFailed | None = None
    for author in authors():
        if not _fits(author, wish.language, wish.ask, wish.also):
            continue
        try:
            return _ask(author, wish, on_text, cancel)
        except EndpointFailed as error:
            failed = error
    if failed is not None:
        raise failed
    return None


def _fits(author: Author, language: str, ask: str, also: tuple[str, ...]) -> bool:
    prompt = author.prompts.get(language)
    return prompt is not None and ask in prompt.asks and all(tag in author.languages for tag in (language, *also))


def _ask(author: Author, wish: Wish, on_text: Callable[[str], None] | None, cancel: CancelToken | None) -> Worded:
    prompt = author.prompts[wish.language]
    turns = wish.about.conversation.turns
    # The turns first: they get the placeholders they have in every other request about this conversation.
    masked = mask([*(t.text[:MOST_OF_TURN] for t in turns), *wish.values.values()], wish.about.names)
    said = tuple(
        (turn.speaker.value, text)
        for turn, text in zip(turns, masked.texts[: len(turns)], strict=True)
        if turn.speaker is not Speaker.SYSTEM and text.strip()
    )
    task = prompt.asks[wish.ask]
    for name, value in zip(wish.values, masked.texts[len(turns) :], strict=True):
        task = task.replace(f"{{{name}}}", value)
    written = ""

    def piece(text: str) -> None:
        nonlocal written
        written += text
        if on_text is not None:
            on_text(masked.unmask_streamed(written))

    request = DraftRequest(
        prompt.system,
        prompt.examples + said,
        task,
        wish.about.conversation.version,
        wish.max_tokens,
        kept=len(prompt.examples),
        schema=wish.schema,
        labels=wish.labels,
    )
    made = author.model.generate(request, piece, cancel)
    return Worded(masked.unmask(made.text).strip(), made.finished, masked.count, author.name, made.likely)
