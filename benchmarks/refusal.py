"""How well "nothing covers this" is judged: a pack's own questions should be answered, another pack's refused.

    python -m benchmarks.refusal [--sample N]

Every pack with a retrieval task is asked that task's conversations and those of the other packs, ``--sample`` of each,
evenly spaced. Packs overlap (a shop and a bank both know credit cards), so the share refused has no goal, only a sense:
it should be high where the share answered is. The sample pack is asked its own categories' examples and the questions
of other trades below; and typed questions, some of which it covers while others only name a thing it knows (the rule
for those was chosen on these).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from assist.app import Workshop
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.packs.reader import read_pack
from assist.services.answering import extract
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


COVERED = (
    "How long does a refund take?",
    "Is there parking at the shop?",
    "Can I pay by PayPal?",
    "When does the warranty end?",
    "How much is express shipping?",
    "Can I change my order?",
    "Do you ship to Canada?",
    "Can I return worn boots?",
    "How high is the deposit for an e-bike?",
    "How old do you have to be to ride an e-bike?",
    "Can I use two discount codes?",
    "Do gift cards expire?",
    "How do I wash my waterproof jacket?",
    "What size of backpack for three days?",
    "Are you open on Sunday?",
    "How do I reset my password?",
    "Can I cancel an order after it shipped?",
    "What if my parcel is marked delivered but I never got it?",
    "How do I light the stove?",
    "Which pole goes where on the Fell 2?",
    "Is the return label free?",
    "How long do you keep a click and collect order?",
    "What does error P-41 mean?",
    "Why was my card charged twice?",
    "退款多久到账",
    "怎么换尺码",
    "标准配送要几天",
    "积分怎么用",
    "账户被锁了怎么办",
    "炉子点不着怎么办",
    "帐篷怎么搭",
    "保修期多久",
    "礼品卡会过期吗",
)
"""What somebody asks the sample pack's knowledge, and it says."""
NEAR_MISSES = (
    "Can I bring my dog to the office?",
    "Do you offer student discounts?",
    "Can I order a pizza?",
    "Can dogs sleep in the tents?",
    "Where is the wifi password?",
    "How many vacation days do I have?",
    "Do you rent kayaks?",
    "Is the CEO available for an interview?",
    "Can I pay my rent with a gift card?",
    "Does the warranty cover my car?",
    "Which boots do astronauts wear?",
    "How much does a tattoo cost?",
    "Do you deliver groceries on Sunday?",
    "Can I get a refund for my flight?",
    "How do I wash my hair?",
    "Is there a jacket for horses?",
    "Can you repair my phone screen?",
    "Do you have jobs in your shops?",
    "What is the return on this investment?",
    "How do I pitch a startup?",
    "Can I book a hotel room with you?",
    "Does my health insurance pay for the stove?",
    "Where can I charge my electric car?",
    "Is the pack ice melting?",
    "你们招聘店员吗",
    "可以租皮划艇吗",
    "手机屏幕能修吗",
    "狗可以睡在帐篷里吗",
    "机票能退款吗",
    "会员可以打折买机票吗",
    "怎么洗头发",
    "学生有优惠吗",
)
"""What it does not say, though it speaks of a thing the question names."""


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


def told(understanding: Understanding, questions: Sequence[str]) -> float:
    """The share of typed questions that get an answer (``assist kb answer``)."""
    return sum(extract(q, understanding.search(q, 5), understanding.article) is not None for q in questions) / len(
        questions
    )


def told_row(understanding: Understanding, pack: Path) -> Row:
    """Answers to typed questions on the sample pack."""
    understanding.open_pack(pack)
    inside, near, outside = (told(understanding, q) for q in (COVERED, NEAR_MISSES, OTHER_TRADES))
    figure = f"covered questions answered {inside:.2f} (n = {len(COVERED)}), near misses refused {1 - near:.2f} "
    figure += f"(n = {len(NEAR_MISSES)}), other trades' refused {1 - outside:.2f} (n = {len(OTHER_TRADES)})"
    return Row(f"Answers to typed questions, pack {pack.name}", figure, "")


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
    yield told_row(understanding, shop.sample_pack)
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
