"""A small sound pack to spoil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

PACK = """[pack]
id = "tiny"
name = { en = "Tiny", zh = "小" }
version = "1.2.3"
languages = ["en", "zh"]
"""
ROUTES = """# who answers
[[route]]
id = "desk"
label = "Desk"
kind = "queue"

[[category]]
id = "late"
label = { en = "Late parcel", zh = "包裹迟到" }
examples = [
  "where is it",   # the classic
  "still waiting",
  "it is late",
]
route = "desk"
form = "order"
playbook = "find"
priority = "high"
"""
FORM = """id = "order"
title = "Order"

[[fields]]
name = "order_id"
label = "Order"
type = "id"
required = true
ask = "Which order?"
pattern = '\\d{7}'

[[fields]]
name = "size"
label = "Size"
type = "choice"
ask = "Which size?"
choices = ["small", { value = "large", label = { en = "Large" }, synonyms = ["big", "XL"] }]
"""
PLAYBOOK = """id = "find"
title = "Find the parcel"

[[steps]]
id = "ask"
title = "Ask for the order"
needs = ["order_id"]
say = "Could you tell me your order number?"
"""
ARTICLE = """---
id: late-parcel
title: "Late parcels"
lang: en
tags: [parcel]
category: [late]
---
Wait.
"""
FILES = {
    "pack.toml": PACK,
    "routes.toml": ROUTES,
    "forms/order.toml": FORM,
    "playbooks/find.toml": PLAYBOOK,
    "tone.toml": '[angry]\nadvice = "Own it."\nstyle = { en = "Short.", zh = "简短。" }\n',
    "articles/late.md": ARTICLE,
    "snippets/late.md": "---\nid: late-1\ntitle: Sorry\nlang: en\ncategory: late\n---\nSorry about {{order_id}}.\n",
}
MakePack = Callable[..., Path]


@pytest.fixture
def make_pack(tmp_path: Path) -> MakePack:
    """Write the tiny pack with some files replaced (``None`` removes one); returns its folder."""

    def make(changes: dict[str, str | bytes | None] | None = None, name: str = "source") -> Path:
        for path, content in {**FILES, **(changes or {})}.items():
            file = tmp_path / name / path
            file.parent.mkdir(parents=True, exist_ok=True)
            if content is None:
                file.unlink(missing_ok=True)
            else:
                file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path / name

    return make
