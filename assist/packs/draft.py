"""What has been read of a pack so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from assist.domain.pack import Article, Category, Form, Playbook, Route, Snippet, Tone
from assist.packs.source import Table


@dataclass
class Draft:
    """The parts read so far, each with the table it came from, for checks across files."""

    articles: list[tuple[Article, Table]] = field(default_factory=list)
    snippets: list[tuple[Snippet, Table]] = field(default_factory=list)
    forms: list[tuple[Form, Table]] = field(default_factory=list)
    routes: list[tuple[Route, Table]] = field(default_factory=list)
    categories: list[tuple[Category, Table]] = field(default_factory=list)
    playbooks: list[tuple[Playbook, Table]] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
