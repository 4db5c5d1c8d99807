"""Brings sources into a pack folder: again and again, without losing what a team lead changed in it meanwhile."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from assist.domain.errors import InputError, StoreError
from assist.packs.importing import languages, placeholders
from assist.packs.importing.duplicates import Pair, near_duplicates, text_digest
from assist.packs.importing.html import without_boilerplate
from assist.packs.importing.model import SNIPPET, Converted, Document, LeftOut, ReadImage, SourceFile
from assist.packs.importing.pictures import with_texts
from assist.packs.importing.report import Report
from assist.packs.importing.slugs import free, slug
from assist.packs.importing.sources import find_sources
from assist.packs.importing.splitting import LONG, split
from assist.packs.importing.state import FOLDER, Entry, Output, State
from assist.packs.importing.writing import digest, digest_of, file_text, scalar, write
from assist.services.ports import Progress

_SAVE_EVERY_S = 2.0
_PAGES = 40  # saved pages read before what they have in common is taken away
_ID = re.compile(r"^id:[ \t]*(.+?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Options:
    """How to import. ``language`` and ``internal`` hold for what does not say otherwise."""

    pack_id: str = ""
    name: str = ""
    language: str = ""
    internal: bool = False
    longest: int = LONG
    overwrite: bool = False

    @property
    def shaping(self) -> list[object]:
        """What changes the files an unchanged source becomes."""
        return [self.language, self.internal, self.longest]


Read = Callable[[SourceFile], Converted]


class Importer:
    """One import into one folder."""

    def __init__(self, folder: Path, read: Read, options: Options, read_image: ReadImage | None = None) -> None:
        self._folder = folder
        self._read = read
        self._options = options
        self._read_image = read_image
        self._state = State(folder)
        self._report = Report(str(folder))
        self._fields = placeholders.fields_of(folder)
        self._owners = self._state.owners()
        self._ids = _ids(folder)
        self._saved = time.monotonic()
        self._seen: set[str] = set()
        """Languages of what was written."""

    def run(self, roots: Sequence[Path], progress: Progress | None = None) -> Report:
        """Bring everything in. Raises `InputError`, `StoreError`; whatever ``progress`` raises stops it, resumably."""
        sources, left = find_sources(roots, self._folder)
        if not sources:
            raise InputError("nothing to import there: " + (left[0].why if left else "no files"))
        report = self._report
        report.sources, report.left_out, report.empty = len(sources) + len(left), list(left), len(left)
        if self._state.options != self._options.shaping:
            for entry in self._state.entries.values():
                entry.again = True
            self._state.options = self._options.shaping
        try:
            try:
                self._take_all(sources, progress)
            finally:
                self._state.save()
            self._finish(sources)
        except OSError as error:
            raise StoreError(f"{error.filename or self._folder}: {error.strerror or error}") from error
        return report

    def _take_all(self, sources: list[SourceFile], progress: Progress | None) -> None:
        waiting: list[tuple[SourceFile, str, Converted]] = []
        for number, source in enumerate(sources):
            if progress:
                progress(number, len(sources), source.inner)
            sign = digest_of(source.path)
            entry = self._state.entries.get(source.key)
            if entry is not None and entry.digest == sign and not entry.again:
                self._keep(entry)
                continue
            waiting.append((source, sign, self._read(source)))
            if len(waiting) >= _PAGES:
                self._take(waiting)
                waiting = []
        self._take(waiting)
        if progress:
            progress(len(sources), len(sources), "")

    def _keep(self, entry: Entry) -> None:
        report = self._report
        report.left_out += entry.left_out
        if entry.outputs:
            report.unchanged += 1
        else:
            report.empty += 1

    def _take(self, waiting: list[tuple[SourceFile, str, Converted]]) -> None:
        """Write what some sources became, once what their pages have in common is known."""
        retaken = {source.key for source, _, _ in waiting}
        self._owners = {text: key for text, key in self._owners.items() if key not in retaken}
        common: dict[str, frozenset[str]] = {}
        for root in {s.key.partition("/")[0] for s, _, _ in waiting}:
            pages = [d for s, _, c in waiting if s.key.partition("/")[0] == root for d in c.documents if d.web]
            known = frozenset(self._state.boilerplate.get(root, ()))
            common[root] = without_boilerplate(pages, known)[1]
            if common[root]:
                self._state.boilerplate[root] = sorted(common[root])
        for source, sign, converted in waiting:
            known = common[source.key.partition("/")[0]]
            documents, _ = without_boilerplate(converted.documents, known) if known else (converted.documents, known)
            self._take_one(source, sign, Converted(tuple(documents), converted.left_out))
        if time.monotonic() - self._saved > _SAVE_EVERY_S:
            self._state.save()
            self._saved = time.monotonic()

    def _take_one(self, source: SourceFile, sign: str, converted: Converted) -> None:
        before = self._state.entries.get(source.key, Entry(""))
        entry = Entry(sign)
        entry.left_out = [LeftOut(": ".join(filter(None, (source.key, x.what))), x.why) for x in converted.left_out]
        for document in converted.documents:
            whole, pictures = with_texts(document, self._read_image)
            entry.left_out += [LeftOut(f"{source.key}: {p.what}", p.why) for p in pictures]
            whole = self._completed(whole, source)
            for part_key, part in split(whole, self._options.longest):
                self._write(source, (document.key, part_key), part, entry, before)
        self._drop(before, entry)
        self._state.entries[source.key] = entry
        self._report.left_out += entry.left_out
        if entry.outputs or entry.again:
            self._report.imported += 1
        else:
            self._report.empty += 1

    def _completed(self, document: Document, source: SourceFile) -> Document:
        """With its language, its placeholders translated, its folders as tags."""
        options = self._options
        language = languages.tag_of(document.language) or options.language
        language = language or languages.detect(f"{document.title}\n{document.body}")
        tags = document.tags or tuple(PurePosixPath(source.inner).parts[:-1][-2:])
        body = document.body
        unknown: tuple[str, ...] = ()
        if document.kind == SNIPPET:
            body, unknown = placeholders.translate(body, self._fields)
        if unknown:
            self._report.placeholders.setdefault(source.key, []).extend(unknown)
        origin = document.origin or source.key
        internal = document.internal or options.internal
        return replace(document, language=language, tags=tags, body=body, origin=origin, internal=internal)

    def _write(self, source: SourceFile, keys: tuple[str, str], document: Document, entry: Entry, old: Entry) -> None:
        key = "#".join(filter(None, keys))
        same = text_digest(f"{document.kind} {document.title} {document.body}")
        owner = self._owners.get(same)
        if owner is not None and owner != source.key and owner in self._state.entries:
            self._report.duplicates.append((f"{source.key}{f'#{key}' if key else ''}", owner))
            entry.again = True  # should the other go, this one takes its place
            return
        known = old.outputs.get(key) or self._place(source, keys, document)
        text = file_text(document, known.id)
        written = self._put(self._folder / known.path, known, text)
        self._ids[known.id] = known.path
        self._owners[same] = source.key
        self._seen.add(document.language)
        entry.outputs[key] = Output(known.path, known.id, written, same)

    def _put(self, path: Path, known: Output, text: str) -> str:
        """Write unless it was changed or deleted here; the digest of what was written last."""
        new, now = digest(text), digest_of(path)
        if now == new:
            return new
        if not now and known.written and not self._options.overwrite:
            self._report.deleted_here.append(known.path)
            return known.written
        if now and now != known.written and not self._options.overwrite:
            if new != known.written:
                write(self._folder / FOLDER / "conflicts" / known.path, text)
                self._report.conflicts.append(known.path)
            return known.written
        write(path, text)
        self._report.written += 1
        return new

    def _place(self, source: SourceFile, key: tuple[str, str], document: Document) -> Output:
        """A path and an id for something new; both stay for good."""
        inner = PurePosixPath(source.inner)
        names = [slug(p) for p in (*inner.parts[:-1], inner.stem)]
        if key[0]:  # one of several in its source: the source is its folder
            names.append(slug(document.title))
        elif key[1]:
            names[-1] += f"-{key[1]}"
        top = "snippets" if document.kind == SNIPPET else "articles"
        wanted = "-".join(names)
        place = f"{top}/{'/'.join(names)}.md"
        found = free(wanted, {i for i, path in self._ids.items() if path != place})
        path = f"{top}/{'/'.join(names)}{found.removeprefix(wanted)}.md"
        return Output(path, found, "", "")

    def _drop(self, before: Entry, entry: Entry) -> None:
        """Files of what a source no longer holds: removed, unless someone changed them here."""
        now = {o.path for o in entry.outputs.values()}
        for output in before.outputs.values():
            path = self._folder / output.path
            if output.path in now or not path.exists():
                continue
            if digest_of(path) == output.written:
                path.unlink()
                self._report.removed.append(output.path)
            else:
                self._report.conflicts.append(output.path)
            self._ids.pop(output.id, None)

    def _finish(self, sources: list[SourceFile]) -> None:
        """The pack's head where it has none, fields for placeholders, near duplicates, what is gone, the report."""
        report, state = self._report, self._state
        keys, roots = {s.key for s in sources}, {s.key.partition("/")[0] for s in sources}
        report.gone = sorted(k for k, e in state.entries.items()
                             if e.outputs and k not in keys and k.partition("/")[0] in roots)  # fmt: skip
        outputs = [o for e in state.entries.values() for o in e.outputs.values()]
        report.snippets = sum(o.path.startswith("snippets/") for o in outputs)
        report.articles = len(outputs) - report.snippets
        if not outputs:
            raise InputError("nothing could be brought in: " + "; ".join(sorted({x.why for x in report.left_out})[:3]))
        self._make_head()
        if self._fields.needed:
            path = self._folder / "forms" / f"{placeholders.OWN_FORM}.toml"
            write(path, placeholders.form_text(self._fields))
            report.made.append(f"forms/{path.name}")
        if report.written or report.removed:
            state.near = [[p.one, p.two, p.alike] for p in near_duplicates(_texts(self._folder))]
            state.save()
        report.near = [Pair(*row) for row in state.near]
        report.save()

    def _make_head(self) -> None:
        path = self._folder / "pack.toml"
        if path.exists():
            return
        named = self._options.name or self._folder.resolve().name
        made = slug(self._options.pack_id or named, 60)
        pack_id = re.sub(r"[^a-z0-9._-]+", "", made).strip("-.") or "team"
        first = [self._options.language] if self._options.language else []
        tags = ", ".join(scalar(t, always=True) for t in dict.fromkeys([*first, *sorted(self._seen)])) or '"en"'
        write(path, f'[pack]\nid = "{pack_id}"\nname = {scalar(named, always=True)}\nversion = "0.1.0"\n'
                    f"languages = [{tags}]\n")  # fmt: skip
        self._report.made.append("pack.toml")


def _ids(folder: Path) -> dict[str, str]:
    """The ids in use, each with the path of its file."""
    out: dict[str, str] = {}
    for path in (*folder.glob("articles/**/*.md"), *folder.glob("snippets/**/*.md")):
        with path.open(encoding="utf-8", errors="replace") as file:
            match = _ID.search(file.read(600))
        if match:
            out[match[1].strip("\"'")] = path.relative_to(folder).as_posix()
    return out


def _texts(folder: Path) -> list[tuple[str, str]]:
    """Every article of the pack without its front matter, by its path."""
    out = []
    for path in sorted(folder.glob("articles/**/*.md")):
        text = path.read_text(encoding="utf-8", errors="replace")
        out.append((path.relative_to(folder).as_posix(), text.partition("\n---\n")[2]))
    return out
