"""The understanding process: an `Engine` behind a pipe."""

from __future__ import annotations

import logging
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

import numpy as np

from assist.domain.errors import Cancelled
from assist.services.ports import UnderstandRequest
from assist.support.child import Channel, serve, step_back
from assist.support.paths import resources
from assist.understanding.embedding import EmbedderSet, installed_embedders
from assist.understanding.engine import Engine
from assist.understanding.messages import (
    Forget,
    GetArticle,
    Group,
    HoldOut,
    KeepThresholds,
    Learn,
    Opened,
    OpenPack,
    Parts,
    Search,
    Setup,
    Step,
)
from assist.understanding.parts import FormFiller, MoodReader
from assist.understanding.procedure import load_head

_log = logging.getLogger(__name__)


def find_parts(threads: int) -> Parts:
    """See `messages.installed_parts`."""
    embedders = installed_embedders(threads)
    return Parts(embedders, _filler(), _mood(embedders), load_head(resources() / "heads" / "replies.npz"))


def _filler() -> FormFiller | None:
    try:
        from assist.understanding.extract import Extractor  # noqa: PLC0415 - its data is loaded in the child only
    except ImportError:
        _log.exception("the form extractor is not available")
        return None
    return Extractor()


def _mood(embedders: EmbedderSet) -> MoodReader | None:
    def model_of(space: str) -> str | None:
        embedder = embedders.get(space)
        return None if embedder is None else embedder.model_id

    try:
        from assist.understanding.mood.reader import TrainedMood  # noqa: PLC0415 - as above

        return TrainedMood(model_of=model_of, slips=embedders.slips)
    except (ImportError, OSError, ValueError):
        _log.exception("the mood reader is not available")
        return None


def make_engine(setup: Setup) -> Engine:
    """An engine with its parts."""
    parts = setup.make_parts(setup.threads)
    return Engine(
        setup.cache,
        setup.read_pack,
        parts.embedders,
        filler=parts.filler,
        mood=parts.mood,
        look=setup.look,
        replies=parts.replies,
        learned=setup.learned,
    )


def work(pipe: Connection, setup: Setup) -> None:
    """Answer until the parent is gone."""
    # BLAS kernels may read past the end of short rows and raise the flag of an invalid value where every value is
    # sound. A warning must not end an analysis; numbers that are none fail the checks of results in the tests.
    np.seterr(invalid="ignore")
    if setup.background:
        step_back()
    engine = make_engine(setup)
    serve(pipe, lambda message, channel: answer(engine, message, channel))


def answer(engine: Engine, message: Any, channel: Channel) -> Any:
    """One message's answer."""
    match message:
        case OpenPack(source, wait):
            return Opened(engine.open_pack(source, _telling(channel), wait=wait), engine.indexed)
        case UnderstandRequest():
            return engine.understand(message)
        case Search(query, k, language):
            return engine.search(query, k, language)
        case Learn() | Forget() | HoldOut() | KeepThresholds() | Group():
            return _for_leads(engine, message, channel)
        case GetArticle(article_id):
            return engine.article(article_id)
        case _:
            raise TypeError(f"no such message: {type(message).__name__}")


def _for_leads(engine: Engine, message: Learn | Forget | HoldOut | KeepThresholds | Group, channel: Channel) -> Any:
    """What those ask who look after the pack: what it learns, and how good it is."""
    match message:
        case Learn(history):
            return engine.learn(history, _telling(channel))
        case Forget(pack_id):
            return engine.forget(pack_id)
        case HoldOut():
            return engine.held_out(_telling(channel))
        case KeepThresholds(pack_id, thresholds):
            return engine.keep_thresholds(pack_id, thresholds)
        case Group(texts):
            return engine.group(texts)


def _telling(channel: Channel) -> Callable[[int, int, str], None]:
    def tell(done: int, total: int, what: str) -> None:
        if channel.cancelled():
            raise Cancelled("opening the pack was cancelled")
        channel.emit(Step(done, total, what))

    return tell
