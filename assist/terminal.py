"""What the commands print: text for people through rich on stdout, complaints and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from assist.doctor import Finding
from assist.domain.assistance import COMPOSED, Assistance, CardKind, Hit, NoDraft, Suggestion
from assist.domain.conversation import Conversation, Evidence, Speaker
from assist.domain.pack import InstalledPack, Pack
from assist.services import ports

_SPEAKER_STYLE = {Speaker.CUSTOMER: "bold cyan", Speaker.AGENT: "green", Speaker.SYSTEM: "dim"}
WHY_NO_DRAFT = {
    NoDraft.NOT_COVERED: "nothing in the knowledge covers this",
    NoDraft.NOT_CLEAR: "no article answers this clearly enough",
    NoDraft.INTERNAL_ONLY: "the article that answers this is for staff only",
    NoDraft.ARTICLE_LANGUAGE: "the article that answers this is in another language",
    NoDraft.MODEL_LANGUAGE: "the language model does not write this language",
    NoDraft.NOTHING_SAID: "the customer has not said anything yet",
    NoDraft.NOT_CARRIED: "what the model wrote is not carried by the knowledge",
}
_STATE_MARK = {"auto": "✓", "preselected": "~", "offered": "?", "manual": "✎"}


def _out() -> Console:
    return Console(file=sys.stdout, soft_wrap=False, highlight=False)


def _err() -> Console:
    return Console(file=sys.stderr, highlight=False)


def print_line(text: str) -> None:
    """A line of plain output, as it is."""
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Something worth knowing, on stderr."""
    _err().print(escape(text), style="yellow", soft_wrap=True)


def complain(text: str) -> None:
    """What went wrong, on stderr."""
    _err().print(escape(text), style="red", soft_wrap=True)


@contextmanager
def progress(what: str, *, quiet: bool = False) -> Iterator[ports.Progress]:
    """A progress bar on stderr, as a ``Progress`` callback; silent where stderr is not a terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err(), transient=True, disable=quiet or not sys.stderr.isatty()) as bar:
        task = bar.add_task(what, total=None)

        def advance(done: int, total: int, text: str) -> None:
            bar.update(task, completed=done, total=total, description=f"{what}: {text}" if text else what)

        yield advance


def show(conversation: Conversation, found: Assistance, pack: Pack) -> None:
    """One conversation with everything found, its evidence underlined."""
    out = _out()
    out.rule(f"{escape(conversation.id)} · {escape(pack.name)}", align="left")
    _show_turns(out, conversation, found)
    _show_heads(out, conversation, found, pack)
    _show_form(out, found, pack)
    _show_hits(out, found.articles, refused=found.refused)
    for number, card in enumerate(_asked_once(found.suggestions), 1):
        _show_card(out, number, card)
    if found.summary:
        out.print(Text("Summary  ", style="dim") + Text(found.summary))
    timing = f"fast lane {found.fast_ms:.0f} ms" if found.fast_ms is not None else ""
    if found.draft_ms is not None:
        timing += f" · draft {found.draft_ms / 1000:.1f} s"
    states = f" · degraded: {', '.join(found.degraded)}" if found.degraded else ""
    out.print(Text(timing + states, style="dim"))
    out.print()


def _show_turns(out: Console, conversation: Conversation, found: Assistance) -> None:
    spans = list(found.mood.evidence if found.mood else ()) + list(found.triage.evidence if found.triage else ())
    if found.form:
        spans += [e for value in found.form.fields.values() for e in value.evidence]
    for index, turn in enumerate(conversation.turns):
        text = Text(turn.text)
        for span in spans:
            if span.turn == index:
                text.stylize("underline", span.start, span.end)
        out.print(Text(f"{turn.speaker.value:>8}  ", style=_SPEAKER_STYLE[turn.speaker]) + text)
    out.print()


def _show_heads(out: Console, conversation: Conversation, found: Assistance, pack: Pack) -> None:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column()
    if found.mood:
        mood = found.mood
        table.add_row(
            "Mood", f"[bold]{mood.label.value}[/] {mood.confidence:.2f}  {_quote(conversation, mood.evidence)}"
        )
        if mood.advice:
            table.add_row("", escape(mood.advice))
    if found.triage:
        triage = found.triage
        category = pack.category(triage.category)
        label = category.label.get(found.language) if category else triage.category or triage.why or "nothing fits"
        route = pack.route(triage.route)
        where = f" → {escape(route.label.get(found.language))}" if route else ""
        table.add_row("Triage", f"[bold]{escape(label)}[/]{where} · {triage.priority} · {triage.confidence:.2f}")
    if found.next_step:
        step = found.next_step
        table.add_row(
            "Next", f"{escape(step.playbook_title)} {step.number}/{step.total}: [bold]{escape(step.title)}[/]"
        )
        table.add_row("", escape(step.ask or step.action))
    out.print(table)


def _quote(conversation: Conversation, evidence: Sequence[Evidence]) -> str:
    words = [f"“{conversation.quote(e).strip()}”" for e in evidence[:3]]
    return escape(" ".join(words))


def _show_form(out: Console, found: Assistance, pack: Pack) -> None:
    if not found.form:
        return
    form = pack.form(found.form.id)
    table = Table(
        title=escape(form.title.get(found.language) if form else found.form.id), title_justify="left", box=None
    )
    table.add_column("Field", style="dim")
    table.add_column("Value")
    table.add_column("From")
    for field in form.fields if form else ():
        value = found.form.fields.get(field.name)
        label = escape(field.label.get(found.language) or field.name)
        if value:
            turns = ", ".join(f"turn {e.turn + 1}" for e in value.evidence)
            table.add_row(label, escape(value.value), f"{_STATE_MARK[value.state.value]} {turns}")
        elif field.name in found.form.missing:
            table.add_row(label, "—", "missing")
    out.print(table)


def _show_hits(out: Console, hits: Sequence[Hit], *, refused: bool) -> None:
    if refused:
        out.print("Nothing in your knowledge covers this.", style="yellow")
    for number, hit in enumerate(hits, 1):
        inside = " [internal]" if hit.internal else ""
        out.print(Text(f"[{number}] {hit.title}{inside}", style="bold") + Text(f"  {hit.score:.2f}", style="dim"))
        out.print(Text(f"    “{hit.sentence.strip()}”"))


def _asked_once(cards: Sequence[Suggestion]) -> list[Suggestion]:
    """The cards without questions that the draft asks, too."""
    drafts = [c.text for c in cards if c.kind is CardKind.DRAFT]
    return [c for c in cards if not any(c.is_asked_in(text) for text in drafts)]


def _show_card(out: Console, number: int, card: Suggestion) -> None:
    composed = "draft from your knowledge" if card.citations else "draft in standard words"
    written = {"draft": "model's draft", COMPOSED: composed}.get(card.source)
    source = " ".join((written, *card.citations)) if written else card.source.replace(":", " · ")
    out.print(Text(f"{number}. ", style="bold") + Text(card.text) + Text(f"  ({source})", style="dim"))
    for warning in card.warnings:
        out.print(Text(f"   ! {warning}", style="yellow"))


def show_hits(hits: Sequence[Hit]) -> None:
    """The answer to ``kb search``."""
    _show_hits(_out(), hits, refused=not hits)


def show_pack(pack: Pack) -> None:
    """A sound pack in one line."""
    print_line(
        f"{pack.id} {pack.version}: {len(pack.articles)} articles, {len(pack.snippets)} snippets, "
        f"{len(pack.categories)} categories, {len(pack.forms)} forms, {len(pack.playbooks)} playbooks: no faults"
    )


def show_packs(packs: Sequence[InstalledPack], *, as_json: bool) -> None:
    """``pack list``."""
    if as_json:
        rows = [{"id": p.id, "name": p.name, "version": p.version, "languages": list(p.languages),
                 "articles": p.articles, "path": p.path} for p in packs]  # fmt: skip
        print_line(json.dumps(rows, ensure_ascii=False))
        return
    if not packs:
        print_line("no packs installed; install one with: assist pack install FOLDER")
    for pack in packs:
        print_line(f"{pack.id}\t{pack.version}\t{pack.articles} articles\t{pack.name}")


def show_report(report: Sequence[Finding], *, as_json: bool) -> None:
    """``doctor``."""
    if as_json:
        rows = [{"name": f.name, "ok": f.ok, "detail": f.detail, "remedy": f.remedy} for f in report]
        print_line(json.dumps(rows, ensure_ascii=False))
        return
    table = Table.grid(padding=(0, 2))
    for finding in report:
        mark = Text("ok", style="green") if finding.ok else Text("!!", style="yellow")
        table.add_row(mark, Text(finding.name, style="bold"), Text(finding.detail))
        if not finding.ok and finding.remedy:
            table.add_row("", "", Text(finding.remedy, style="dim"))
    _out().print(table)
