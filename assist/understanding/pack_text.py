"""A pack's texts as columns of a file: articles, passages, keywords, subjects; each object made when asked for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from assist.domain.pack import Article, Audience, Pack
from assist.understanding import keywords
from assist.understanding.columns import Arrays, Lookup, Texts
from assist.understanding.passages import Passage, passage_text, split_article
from assist.understanding.subjects import Subjects, find_subjects
from assist.understanding.tokens import terms

Columns = dict[str, NDArray[Any]]
_NEAR = 64


class Articles(Sequence[Article]):
    """The articles of a pack; none is in memory but the few that were asked for last."""

    def __init__(self, arrays: Arrays) -> None:
        self._numbers = Lookup.read(arrays, "ids")
        self._id = Texts.read(arrays, "ids")
        self._title = Texts.read(arrays, "titles")
        self._body = Texts.read(arrays, "bodies")
        self._path = Texts.read(arrays, "paths")
        self._more = Texts.read(arrays, "more")
        self._languages = list(Texts.read(arrays, "languages"))
        self._language = arrays["language"]
        self._internal = arrays["internal"]
        self._near: dict[int, Article] = {}

    def __len__(self) -> int:
        return len(self._language)

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return tuple(self[i] for i in range(*number.indices(len(self))))
        if not -len(self) <= number < len(self):
            raise IndexError(number)
        number %= len(self)
        found = self._near.get(number)
        if found is None:
            if len(self._near) >= _NEAR:
                self._near.clear()
            found = self._near[number] = self._make(number)
        return found

    def __iter__(self) -> Iterator[Article]:
        return map(self._make, range(len(self)))

    def titles(self) -> Iterator[str]:
        """All titles, without making an article of any."""
        return iter(self._title)

    def named(self, article_id: str) -> Article | None:
        """The article with this id, or ``None``."""
        number = self._numbers.get(article_id)
        return None if number is None else self[number]

    def _make(self, number: int) -> Article:
        tags, categories = json.loads(self._more[number] or "[[],[]]")
        return Article(
            self._id[number],
            self._title[number],
            self._body[number],
            self._languages[self._language[number]],
            tuple(tags),
            Audience.INTERNAL if self._internal[number] else Audience.PUBLIC,
            tuple(categories),
            self._path[number],
        )


class Passages(Sequence[Passage]):
    """The passages of a pack, in order of their articles."""

    def __init__(self, arrays: Arrays) -> None:
        self.article: NDArray[np.int32] = arrays["passage.article"]
        self._span = arrays["passage.span"]
        self._heading = arrays["passage.heading"]
        self._headings = Texts.read(arrays, "headings")

    def __len__(self) -> int:
        return len(self.article)

    def __getitem__(self, number: Any) -> Any:
        if isinstance(number, slice):
            return tuple(self[i] for i in range(*number.indices(len(self))))
        start, end = self._span[number].tolist()
        return Passage(int(self.article[number]), start, end, self._headings[int(self._heading[number])])


@dataclass(frozen=True)
class PackText:
    """What `columns_of` made of a pack, ready to be asked."""

    arrays: Arrays
    articles: Articles
    passages: Passages
    keyword: keywords.KeywordIndex

    @classmethod
    def of(cls, arrays: Arrays) -> PackText:
        """From a file's arrays; loads next to nothing."""
        return cls(arrays, Articles(arrays), Passages(arrays), keywords.from_columns(arrays))

    @cached_property
    def subjects(self) -> Subjects:
        """See `find_subjects`."""
        found = json.loads(self.arrays["subjects"].tobytes())
        return {
            first: tuple((tuple(words), tuple(numbers)) for words, numbers in names) for first, names in found.items()
        }

    @cached_property
    def categories(self) -> dict[str, list[int]]:
        """The articles filed under each category, by number."""
        names, ends = Texts.read(self.arrays, "categories"), self.arrays["filed.ends"]
        pieces = np.split(self.arrays["filed.articles"], ends[:-1])
        return {name: piece.tolist() for name, piece in zip(names, pieces, strict=False)}

    @property
    def filed_under(self) -> NDArray[np.int32]:
        """How many categories each article names, each name counted as often as it stands there."""
        found: NDArray[np.int32] = self.arrays["filed.count"]
        return found

    @property
    def internal(self) -> NDArray[np.bool_]:
        """Which articles are for agents only."""
        flags: NDArray[np.bool_] = self.arrays["internal"] > 0
        return flags

    @cached_property
    def languages(self) -> tuple[str, ...]:
        """The languages of the articles, in the order of their numbers."""
        return tuple(Texts.read(self.arrays, "languages"))

    @property
    def language(self) -> NDArray[np.int32]:
        """The number of each article's language."""
        found: NDArray[np.int32] = self.arrays["language"]
        return found

    @property
    def digest(self) -> str:
        """The pack's."""
        return self.arrays["digest"].tobytes().decode()


def columns_of(pack: Pack) -> Columns:
    """The columns of a pack's texts; reads it once, keeping no more of it than they hold."""
    passages = [p for n, a in enumerate(pack.articles) for p in split_article(a, n)]
    words = keywords.build(terms(_tagged(pack.articles[p.article], p)) for p in passages)
    titles = [a.title for a in pack.articles]
    subjects = json.dumps(find_subjects(titles, words)).encode()
    return {
        **_article_columns(pack, titles),
        **_category_columns(pack),
        **_passage_columns(passages),
        **keywords.columns(words),
        "subjects": np.frombuffer(subjects, np.uint8),
        "digest": np.frombuffer(pack.digest.encode("utf-8", "surrogatepass"), np.uint8),
    }


def _tagged(article: Article, passage: Passage) -> str:
    """Tags are the author's own search words; a sentence that is embedded they would only blur."""
    return f"{passage_text(article, passage)} {' '.join(article.tags)}"


def _article_columns(pack: Pack, titles: Sequence[str]) -> Columns:
    articles = pack.articles
    numbers = {tag: i for i, tag in enumerate(dict.fromkeys(a.language for a in articles))}
    more = [json.dumps([a.tags, a.categories]) if a.tags or a.categories else "" for a in articles]
    return {
        **Lookup.columns("ids", [a.id for a in articles]),
        **Texts.columns("titles", titles),
        **Texts.columns("bodies", [a.body for a in articles]),
        **Texts.columns("paths", [a.path for a in articles]),
        **Texts.columns("more", more),
        **Texts.columns("languages", list(numbers)),
        "language": np.array([numbers[a.language] for a in articles], np.int32),
        "internal": np.array([a.audience is Audience.INTERNAL for a in articles], np.uint8),
    }


def _category_columns(pack: Pack) -> Columns:
    filed: dict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(pack.articles):
        for category in dict.fromkeys(article.categories):
            filed[category].append(number)
    return {
        **Texts.columns("categories", list(filed)),
        "filed.ends": np.cumsum([len(v) for v in filed.values()] or [0]).astype(np.int64),
        "filed.articles": np.array([n for v in filed.values() for n in v], np.int32),
        "filed.count": np.array([len(a.categories) for a in pack.articles], np.int32),
    }


def _passage_columns(passages: Sequence[Passage]) -> Columns:
    numbers = {heading: i for i, heading in enumerate(dict.fromkeys(p.heading for p in passages))}
    return {
        "passage.article": np.array([p.article for p in passages], np.int32),
        "passage.span": np.array([(p.start, p.end) for p in passages] or np.zeros((0, 2)), np.int32).reshape(-1, 2),
        "passage.heading": np.array([numbers[p.heading] for p in passages], np.int32),
        **Texts.columns("headings", list(numbers)),
    }


def titles_of(articles: Sequence[Article]) -> Iterator[str]:
    """The titles of all ``articles``."""
    return articles.titles() if isinstance(articles, Articles) else (a.title for a in articles)
