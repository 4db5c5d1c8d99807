"""``python -m benchmarks.drafts``: drafts chosen by seed, with their conversations, to be read by a person.

    python -m benchmarks.drafts [--seed N] [--count N] [--all] [--no-write]

The conversations are the sample ones and ``talks.jsonl`` beside this file, written for it, against the sample pack.
Each point is a customer's turn; the draft is what the sidebar offers there without a model that words drafts.
Written to ``benchmarks/drafts.md``.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from assist.app import Workshop, traditional_chinese
from assist.domain.assistance import Assistance, NoDraft, Suggestion
from assist.domain.conversation import Conversation, Speaker
from assist.services.composing import compose
from assist.services.draft_writer import composed_card
from assist.services.ports import UnderstandRequest
from assist.terminal import WHY_NO_DRAFT
from benchmarks.common import ROOT

TALKS = Path(__file__).with_name("talks.jsonl")
OUT = ROOT / "benchmarks" / "drafts.md"
SEED, COUNT = 7, 20
_WHO = {Speaker.CUSTOMER: "Customer", Speaker.AGENT: "Agent", Speaker.SYSTEM: "System"}
_MOST_SHOWN = 5


def points(shop: Workshop) -> list[Conversation]:
    """Every customer's turn of every conversation, each as the conversation up to it, in a fixed order."""
    files = (*sorted((shop.resources / "conversations").glob("*.json")), TALKS)
    talks = [talk for file in files for talk in shop.intake().read_file(file)]
    return [t.upto(i) for t in talks for i, turn in enumerate(t.turns) if turn.speaker is Speaker.CUSTOMER]


def drafted(shop: Workshop, chosen: list[Conversation]) -> Iterator[tuple[Conversation, Assistance, Suggestion | None]]:
    """Each point with what was found and the draft."""
    understanding = shop.understanding()
    understanding.open_pack(shop.sample_pack)
    for talk in chosen:
        found = understanding.understand(UnderstandRequest(talk))
        made = compose(talk, found, understanding.article, traditional_chinese)
        yield talk, found, None if made is None else composed_card(made)


def page(items: Iterator[tuple[Conversation, Assistance, Suggestion | None]], head: str) -> str:
    """The drafts as Markdown, for reading."""
    parts = [head]
    for number, (talk, found, card) in enumerate(items, 1):
        mood = found.mood.label.value if found.mood is not None else "unknown"
        turns = talk.turns[-_MOST_SHOWN:]
        said = [f"**{_WHO[t.speaker]}:** {' '.join(t.text.split())}  " for t in turns]
        if len(turns) < len(talk.turns):
            said.insert(0, f"*… {len(talk.turns) - len(turns)} earlier turns …*  ")
        parts.append("\n".join((f"## {number}. {talk.id}, turn {len(talk.turns)} ({mood})\n", *said, "", *_told(card))))
    return "\n\n".join(parts) + "\n"


def _told(card: Suggestion | None) -> list[str]:
    if card is None:
        return [f"> *no draft: {WHY_NO_DRAFT[NoDraft.NOT_COVERED]}*"]
    rests = f"from {', '.join(card.citations)}" if card.citations else "no fact of the knowledge in it"
    return [f"> {card.text}", ">", f"> *{rests}*"]


def main() -> int:
    """Choose, draft, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--all", action="store_true", help="every point, only printed")
    parser.add_argument("--no-write", action="store_true", help="only print")
    options = parser.parse_args()
    with Workshop() as shop:
        every = points(shop)
        chosen = every
        if not options.all:
            chosen = random.Random(options.seed).sample(every, min(options.count, len(every)))  # noqa: S311
        head = (
            f"# {len(chosen)} drafts to read\n\nChosen by seed {options.seed} from {len(every)} customer turns: "
            "`python -m benchmarks.drafts`. Each is what the sidebar offers without a model that words drafts."
        )
        text = page(drafted(shop, chosen), head)
    sys.stdout.write(text)
    if not (options.no_write or options.all):
        OUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
