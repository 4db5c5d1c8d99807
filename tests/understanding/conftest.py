"""A small pack, an embedder without a model, and engines over them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from assist.domain.pack import (
    Article,
    Audience,
    Category,
    Form,
    FormField,
    Pack,
    Playbook,
    Route,
    Snippet,
    Step,
    Tone,
)
from assist.domain.text import LocalText
from assist.understanding.embedding import EmbedderMissing, EmbedderSet
from assist.understanding.engine import Engine
from assist.understanding.messages import Parts
from assist.understanding.parts import DIMENSIONS, Matrix
from assist.understanding.tokens import terms


@pytest.fixture(autouse=True)
def flags_as_in_the_worker() -> Iterator[None]:
    """An engine in the test's own process sees floating-point flags as in its worker: see `understanding.worker`."""
    with np.errstate(invalid="ignore"):
        yield


def local(**texts: str) -> LocalText:
    return LocalText.of(texts)


class BagEmbedder:
    """Texts with words in common are near each other; nothing else is known."""

    model_id = "bag"

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def queries(self, texts: Sequence[str]) -> Matrix:
        return self.passages(texts)

    def passages(self, texts: Sequence[str]) -> Matrix:
        self.embedded.extend(texts)
        rows = np.zeros((len(texts), DIMENSIONS), np.float32)
        for number, text in enumerate(texts):
            for word in terms(text) or ["nothing"]:
                rng = np.random.default_rng(zlib.crc32(word.encode()))
                rows[number] += rng.standard_normal(DIMENSIONS).astype(np.float32)
        unit: Matrix = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def missing() -> BagEmbedder:
    raise EmbedderMissing("not installed")


RETURNS = """Anything may be sent back within 30 days.

## Refunds

The money goes back to the card you paid with. It takes five working days.

## Damaged goods

Send us a photo of the damage first. We replace damaged goods free of charge.
"""

PACK = Pack(
    id="small",
    name="Small",
    version="1.0.0",
    languages=("en", "zh"),
    articles=(
        Article("returns", "Returns and refunds", RETURNS),
        Article("tents", "Tents: care", "Dry the tent before packing it. Mould grows on wet fabric."),
        Article("stoves", "Stoves: fuel", "Our stoves burn gas canisters. Never use them inside a tent."),
        Article(
            "staff",
            "Discount codes",
            "Offer a voucher of ten percent when a parcel is late.",
            audience=Audience.INTERNAL,
        ),
        Article("zh-returns", "退货", "三十天内可以退货。退款会在五个工作日内退回原卡。", language="zh"),
    ),
    snippets=(
        Snippet("hello", "Greeting", "Hello, how can I help you today?"),
        Snippet("bye", "Closing", "Thank you for writing, have a lovely day!"),
        Snippet(
            "refund-soon",
            "Refund on its way",
            "Your refund for order {{order}} is on its way to your card.",
            categories=("refund",),
        ),
        Snippet("damage", "Photo of the damage", "Please send us a photo of the damage.", categories=("damage",)),
        Snippet("zh-refund", "退款", "您的退款已经在处理，五个工作日内到账。", language="zh", categories=("refund",)),
    ),
    forms=(
        Form(
            "refund",
            local(en="Refund"),
            (
                FormField(
                    "order",
                    local(en="Order number"),
                    required=True,
                    ask=local(en="What is your order number?", zh="请问订单号是多少？"),
                ),
            ),
        ),
    ),
    routes=(Route("desk", local(en="Desk")),),
    categories=(
        Category(
            "refund",
            local(en="Refund"),
            examples=("I want my money back", "when do I get my refund", "please refund my order", "我要退款"),
            route="desk",
            form="refund",
            playbook="refund",
        ),
        Category(
            "damage",
            local(en="Damaged goods"),
            examples=(
                "the tent arrived broken",
                "the pole is damaged",
                "it came with a tear in the fabric",
                "东西坏了",
            ),
            route="desk",
        ),
    ),
    playbooks=(
        Playbook(
            "refund",
            local(en="Refund"),
            (
                Step(
                    "identify",
                    local(en="Find the order"),
                    needs=("order",),
                    say=local(en="May I have the order number please?"),
                ),
                Step(
                    "confirm",
                    local(en="Confirm the refund"),
                    say=local(en="I have started the refund of your whole order now."),
                ),
                Step("close", local(en="Close"), say=local(en="Is there anything else I may do today?")),
            ),
        ),
    ),
    tones=(Tone("angry", local(en="Own the fault first.", zh="先道歉。")),),
    digest="1",
)


def read_small_pack(_source: Path) -> Pack:
    return PACK


def bag_parts(_threads: int) -> Parts:
    return Parts(EmbedderSet({"en": BagEmbedder, "e5": BagEmbedder}))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = Engine(tmp_path / "cache", read_small_pack, bag_parts(1).embedders)
    made.open_pack(Path("small"))
    return made


@pytest.fixture
def wordless(tmp_path: Path) -> Engine:
    """An engine none of whose embedders is installed."""
    made = Engine(tmp_path / "cache", read_small_pack, EmbedderSet({"en": missing, "e5": missing}))
    made.open_pack(Path("small"))
    return made
