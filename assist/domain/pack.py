"""A team's knowledge: articles, snippets, forms, routes, playbooks, tone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from assist.domain.text import LocalText


class FieldType(StrEnum):
    """What a form field holds."""

    TEXT = "text"
    PERSON = "person"
    EMAIL = "email"
    PHONE = "phone"
    ID = "id"
    DATE = "date"
    TIME = "time"
    MONEY = "money"
    NUMBER = "number"
    PLACE = "place"
    ADDRESS = "address"
    URL = "url"
    CHOICE = "choice"
    BOOL = "bool"


class Audience(StrEnum):
    """Who may read an article."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Article:
    """A knowledge article; ``body`` is Markdown without its front matter, ``path`` is relative to the pack."""

    id: str
    title: str
    body: str
    language: str = "en"
    tags: tuple[str, ...] = ()
    audience: Audience = Audience.PUBLIC
    categories: tuple[str, ...] = ()
    path: str = ""


@dataclass(frozen=True, slots=True)
class Snippet:
    """A canned reply; ``body`` holds ``{{field}}`` placeholders, ``when`` says in words when it fits."""

    id: str
    title: str
    body: str
    language: str = "en"
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    when: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a choice field. ``value`` is what the form stores; any synonym means it."""

    value: str
    label: LocalText = LocalText()
    synonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormField:
    """One field of a form. ``pattern`` is a regular expression, for type ``id``."""

    name: str
    label: LocalText
    type: FieldType = FieldType.TEXT
    required: bool = False
    ask: LocalText = LocalText()
    pattern: str | None = None
    choices: tuple[Choice, ...] = ()
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A case form."""

    id: str
    title: LocalText
    fields: tuple[FormField, ...] = ()

    def field(self, name: str) -> FormField | None:
        """The field called ``name``, or ``None``."""
        return next((f for f in self.fields if f.name == name), None)


@dataclass(frozen=True, slots=True)
class Route:
    """Where cases go: a queue or a person."""

    id: str
    label: LocalText
    kind: str = "queue"
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Category:
    """What a case is about, with a few things customers say when it is."""

    id: str
    label: LocalText
    description: LocalText = LocalText()
    examples: tuple[str, ...] = ()
    route: str | None = None
    form: str | None = None
    playbook: str | None = None
    priority: str = "normal"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a playbook: what to do, the fields it needs, what to say."""

    id: str
    title: LocalText
    instruction: LocalText = LocalText()
    needs: tuple[str, ...] = ()
    say: LocalText = LocalText()
    action: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Playbook:
    """A procedure, step by step."""

    id: str
    title: LocalText
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Tone:
    """For one mood: advice to the agent, and the style drafts should have."""

    mood: str
    advice: LocalText = LocalText()
    style: LocalText = LocalText()


@dataclass(frozen=True, slots=True)
class Pack:
    """A whole pack. ``root`` is the folder it was read from; ``digest`` changes whenever any file of it does.

    ``articles`` may be made one by one as they are asked for; a tuple where there are few.
    """

    id: str
    name: str
    version: str
    languages: tuple[str, ...] = ("en",)
    publisher: str = ""
    description: str = ""
    articles: Sequence[Article] = ()
    snippets: tuple[Snippet, ...] = ()
    forms: tuple[Form, ...] = ()
    routes: tuple[Route, ...] = ()
    categories: tuple[Category, ...] = ()
    playbooks: tuple[Playbook, ...] = ()
    tones: tuple[Tone, ...] = ()
    root: str = ""
    digest: str = ""
    article_count: int = field(default=0)

    def without_articles(self) -> Pack:
        """The same pack without article texts, for the window's process, which only needs the rest."""
        return replace(self, articles=(), article_count=len(self.articles) or self.article_count)

    def category(self, category_id: str | None) -> Category | None:
        """The category with this id, or ``None``."""
        return next((c for c in self.categories if c.id == category_id), None)

    def form(self, form_id: str | None) -> Form | None:
        """The form with this id, or ``None``."""
        return next((f for f in self.forms if f.id == form_id), None)

    def playbook(self, playbook_id: str | None) -> Playbook | None:
        """The playbook with this id, or ``None``."""
        return next((p for p in self.playbooks if p.id == playbook_id), None)

    def route(self, route_id: str | None) -> Route | None:
        """The route with this id, or ``None``."""
        return next((r for r in self.routes if r.id == route_id), None)

    def snippet(self, snippet_id: str) -> Snippet | None:
        """The snippet with this id, or ``None``."""
        return next((s for s in self.snippets if s.id == snippet_id), None)

    def tone(self, mood: str) -> Tone | None:
        """The tone for this mood, or ``None``."""
        return next((t for t in self.tones if t.mood == mood), None)


@dataclass(frozen=True, slots=True)
class Glance:
    """A pack looked at without reading its articles.

    ``stamp`` changes whenever a file is added, edited or removed, as far as names, sizes and times tell; ``settled``:
    no file is so new that a change within the same tick of the clock could hide.
    """

    pack: Pack
    stamp: str
    settled: bool


@dataclass(frozen=True, slots=True)
class InstalledPack:
    """A line of ``assist pack list``."""

    id: str
    name: str
    version: str
    languages: tuple[str, ...]
    path: str
    articles: int


@dataclass(frozen=True, slots=True)
class KeptVersion:
    """A version of a pack that is on this machine.

    ``state`` is ``current``, ``next`` (it waits for the next conversation) or empty; ``signer`` and ``signed`` say by
    whom and when it was signed; ``order`` grows from older to newer.
    """

    version: str
    folder: str
    state: str = ""
    signer: str = ""
    signed: str = ""
    order: tuple[Any, ...] = ()
