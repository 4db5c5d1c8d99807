"""What the first minute is like: the sample pack is open, and no text of it is embedded yet."""

from __future__ import annotations

import json
from pathlib import Path

from assist.domain.result import conversation_from_json
from assist.packs.reader import read_pack
from assist.services.ports import UnderstandRequest
from assist.understanding.embedding import EmbedderSet
from assist.understanding.engine import Engine
from tests.content.test_engine import EXPECTED, ROOT


def test_words_alone_find_the_article_for_most_conversations_and_none_outside_the_pack(tmp_path: Path) -> None:
    engine = Engine(tmp_path, read_pack, EmbedderSet({}))
    engine.open_pack(ROOT / "resources" / "packs" / "northwind")
    found = {}
    for name in EXPECTED:
        whole = conversation_from_json(
            json.loads((ROOT / "resources" / "conversations" / f"{name}.json").read_text(encoding="utf-8"))
        )
        found[name] = [
            h.article_id for h in engine.understand(UnderstandRequest(whole.upto(whole.points()[-1]))).articles[:3]
        ]
    wanted = {name: set(want["articles"]) for name, want in EXPECTED.items() if want.get("articles")}
    right = [name for name, ids in wanted.items() if ids & set(found[name])]
    assert len(right) >= 0.6 * len(wanted), {n: found[n] for n in sorted(wanted.keys() - set(right))}
    assert found["outside-the-pack"] == []
