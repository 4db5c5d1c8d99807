"""How well "nothing covers this" is judged: a pack's own questions should be answered, another pack's refused.

    python -m benchmarks.refusal [--sample N]

Every pack with a retrieval task is asked that task's conversations and those of the other packs, ``--sample`` of each,
evenly spaced. Packs overlap (a shop and a bank both know credit cards), so the share refused has no goal, only a sense:
it should be high where the share answered is. Without the benchmark's data the sample pack is asked its own categories'
examples and the questions of other trades below.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assist.app import Workshop
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.packs.reader import read_pack
from assist.services.ports import Understanding, UnderstandRequest
from assist.services.replay import points_of, read_conversations
from benchmarks.common import BENCH, Row, table

TASKS = (("kb-abcd-utterance", "abcd"), ("kb-abcd-dialogue", "abcd"), ("kb-bank", "bank"), ("kb-venues", "venues"))

OTHER_TRADES = (
    "When is my next dental cleaning, and does it hurt?",
    "My tenant has not paid the rent for two months, what can I do?",
    "Which vaccinations does my puppy need?",
    "How do I renew my driving licence?",
    "Can my daughter switch from French to Latin at your school?",
    "The lift in our building is stuck on the third floor.",
    "What documents do I need for my tax return as a nurse?",
    "Is the library open on public holidays?",
    "My prescription for blood pressure tablets has run out.",
    "How much does a funeral with a brass band cost?",
    "The internet router blinks red since the storm.",
    "Do you still take students for cello lessons?",
    "Our flight to Lisbon was moved, do we keep our seats?",
    "Where can I vote if I moved last week?",
    "The brakes of my car squeal when I turn left.",
    "Which mortgage suits a couple of teachers?",
)


def spread(items: Sequence[Conversation], count: int) -> list[Conversation]:
    """``count`` of the items, evenly spaced; all of them when there are fewer."""
    step = max(1.0, len(items) / count)
    return [items[int(i * step)] for i in range(min(count, len(items)))]


def answered(understanding: Understanding, conversations: Sequence[Conversation]) -> float:
    """The share of conversations the open pack has an article for."""
    return sum(bool(understanding.understand(UnderstandRequest(c)).articles) for c in conversations) / len(
        conversations
    )


def asked(texts: Sequence[str]) -> list[Conversation]:
    """Each text as the customer's first turn."""
    return [Conversation(f"q{n}", (Turn(Speaker.CUSTOMER, text),)) for n, text in enumerate(texts)]


def rows_of(
    understanding: Understanding, pack: Path, own: Sequence[Conversation], others: Sequence[Conversation]
) -> Row:
    """One pack's row."""
    understanding.open_pack(pack)
    inside, outside = answered(understanding, own), 1.0 - answered(understanding, others)
    figure = f"own questions answered {inside:.2f} (n = {len(own)}), foreign refused {outside:.2f} (n = {len(others)})"
    return Row(f"Refusal, pack {pack.name}", figure, "")


def rows(shop: Workshop, sample: int) -> Iterator[Row]:
    """A row for each pack at hand."""
    asking = {
        task: spread(list(points_of(read_conversations(BENCH / "data" / f"{task}.jsonl"))), sample)
        for task, pack in TASKS
        if (BENCH / "data" / f"{task}.jsonl").exists() and (BENCH / "packs" / pack).exists()
    }
    understanding = shop.understanding()
    for pack in dict.fromkeys(p for t, p in TASKS if t in asking):
        own = [c for t, p in TASKS if p == pack for c in asking.get(t, [])]
        others = [c for t, p in TASKS if p != pack for c in asking.get(t, [])]
        if others:
            yield rows_of(understanding, BENCH / "packs" / pack, own, others)
    examples = [e for c in read_pack(shop.sample_pack).categories for e in c.examples if e.isascii()]
    yield rows_of(understanding, shop.sample_pack, spread(asked(examples), sample), asked(OTHER_TRADES))


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sample", type=int, default=60, help="conversations of each task")
    sample = parser.parse_args().sample
    with Workshop() as shop:
        sys.stdout.write(table(list(rows(shop, sample))) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
