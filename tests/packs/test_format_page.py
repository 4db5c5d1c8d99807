"""What `resources/PACK.md` shows is what the programs read."""

from __future__ import annotations

import json
import re
from pathlib import Path

from assist.domain.result import conversation_from_json
from assist.packs.reader import check_pack
from assist.services.judging import judge
from assist.support.paths import resources

PAGE = (resources() / "PACK.md").read_text(encoding="utf-8")
FILES = re.findall(
    r"^`([\w./-]+\.(?:toml|md))`[^\n]*\n(?:[^\n`]+\n)*\n```(?:toml|markdown)\n(.*?)```$", PAGE, re.MULTILINE | re.DOTALL
)


def test_the_pack_on_the_page_has_no_fault(tmp_path: Path) -> None:
    assert [name for name, _ in FILES] == [
        "pack.toml", "articles/fines.md", "snippets/ask-fine.md", "forms/fine.toml", "routes.toml",
        "playbooks/fine.toml", "tone.toml",
    ]  # fmt: skip
    for name, text in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = check_pack(tmp_path)
    assert report.pack is not None
    assert not report.faults


def test_the_conversation_and_its_gold_on_the_page_are_read() -> None:
    told, result = (json.loads(text) for text in re.findall(r"^```json\n(.*?)```$", PAGE, re.MULTILINE | re.DOTALL))
    chat = conversation_from_json(told)
    assert chat.report_at == (0, 2)
    verdicts = {f.kind: f.verdict.value for f in judge(chat, 2, result, told["gold"]) if f.kind != "replies"}
    assert verdicts == {"category": "right", "mood": "right", "form": "right", "articles": "right"}
