"""Should this model word drafts? What it words, guarded, against what is put together from the knowledge.

    python -m benchmarks.wording [TASK ...] [--model NAME|FILE] [--sample N] [--show N]

Of each conversation both drafts are made: the composed one, and the one a model words wherever a passage was found,
also from knowledge for staff, with the composed one in its place where the guard drops it. Both are scored against
what people sent. The default model is the second one of the measurements; by default 40 replies of each task.
What comes out decides which models word drafts (`assist.llm.known`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assist.app import Workshop, traditional_chinese
from assist.domain.assistance import COMPOSED, Assistance, CardKind, Hit, NoDraft, Suggestion
from assist.domain.conversation import Conversation
from assist.domain.pack import Article
from assist.llm.client import ModelProcess
from assist.llm.prompts import load_prompts
from assist.llm.registry import ModelRegistry
from assist.services.draft_writer import DraftWriter
from assist.services.ports import LanguageModel, UnderstandRequest
from assist.services.replay import ResultFile, points_of, read_conversations
from assist.support.paths import home, resources
from benchmarks.common import BENCH, DataMissing, Row, need, table
from benchmarks.llm import SystemClock
from benchmarks.quality import OUT
from benchmarks.second import second_model, using

TASKS = {"draft-abcd": "abcd", "draft-venues": "venues"}


@dataclass(frozen=True, slots=True)
class Pair:
    """Both drafts of one point; empty where there is none. ``by_model``: the second one is the model's."""

    asked: str
    composed: str
    worded: str
    by_model: bool


class Writers:
    """One writer that composes, one that words; the same model behind both."""

    def __init__(self, model: LanguageModel, article: Callable[[str], Article | None]) -> None:
        prompts = load_prompts(resources() / "prompts")
        languages = tuple(prompts)
        options = {"article": article, "traditional": traditional_chinese}
        self._composing = DraftWriter(model, prompts, languages, gaps_only=True, **options)  # type: ignore[arg-type]  # two kinds of options
        self._wording = DraftWriter(model, prompts, languages, **options)  # type: ignore[arg-type]  # as above

    def both(self, talk: Conversation, found: Assistance) -> tuple[Suggestion | NoDraft, Suggestion | NoDraft]:
        """The composed draft, and the worded one: the composed one too where the model's does not hold."""
        composed = self._composing.draft(talk, found)
        for_all = replace(found, articles=tuple(_for_all(h) for h in found.articles))
        worded = self._wording.draft(talk, for_all)
        mine = isinstance(worded, Suggestion) and worded.source != COMPOSED and worded.insertable
        return composed, worded if mine else composed


def _for_all(hit: Hit) -> Hit:
    """As if it were not for staff: whether a model words well is asked here, not whether it may."""
    return replace(hit, internal=False)


def made(data: Path, pack: Path, model: LanguageModel) -> tuple[list[Pair], Path, Path]:
    """Both drafts of every point, and the two files with the results as ``assist replay`` writes them."""
    files = OUT / f"{data.stem}.composed.jsonl", OUT / f"{data.stem}.worded.jsonl"
    for file in files:
        file.unlink(missing_ok=True)
    results = [ResultFile(file) for file in files]
    pairs = []
    with Workshop() as shop:
        understanding = shop.understanding()
        understanding.open_pack(pack)
        writers = Writers(model, understanding.article)
        for talk in points_of(read_conversations(data)):
            found = understanding.understand(UnderstandRequest(talk))
            drafts = writers.both(talk, found)
            for result, draft in zip(results, drafts, strict=True):
                result.append(replace(found, suggestions=tuple(_cards(found, draft)), draft_ms=0.0))
            pairs.append(_pair(talk, *drafts))
            sys.stderr.write(f"\r{len(pairs)} drafts")
    return pairs, *files


def _cards(found: Assistance, draft: Suggestion | NoDraft) -> Iterator[Suggestion]:
    yield from [s for s in found.suggestions if s.kind is not CardKind.DRAFT][:2]
    if isinstance(draft, Suggestion) and draft.insertable:
        yield draft


def _pair(talk: Conversation, composed: Suggestion | NoDraft, worded: Suggestion | NoDraft) -> Pair:
    texts = [d.text if isinstance(d, Suggestion) else "" for d in (composed, worded)]
    mine = isinstance(worded, Suggestion) and worded.source != COMPOSED
    return Pair(talk.turns[-1].text, texts[0], texts[1], mine)


def _score(data: Path, out: Path) -> tuple[float, float, int]:
    """(offered, chrF, drafts with made-up facts)."""
    command = [sys.executable, str(BENCH / "score.py"), str(data), str(out)]
    scored = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return scored["offered"], scored["chrf_draft"] or 0.0, scored["with_made_up_facts"]


def row(task: str, name: str, data: Path, done: tuple[list[Pair], Path, Path]) -> Row:
    """One task's line."""
    pairs, composed, worded = done
    own, other = _score(data, worded), _score(data, composed)
    count = sum(p.by_model for p in pairs)
    return Row(
        f"{task}, worded by {name} where it can",
        f"offered {own[0]:.2f}, chrF {own[1]:.2f}, with made-up facts {own[2]}; worded {count} of {len(pairs)}",
        f"chrF above {other[1]:.2f}",
        f"put together from the knowledge: offered {other[0]:.2f}, chrF {other[1]:.2f}, made up {other[2]}",
        own[1] > other[1],
    )


def _some(data: Path, replies: int) -> Path:
    """Conversations spread evenly over a file, until they have so many points."""
    lines = data.read_text(encoding="utf-8").splitlines(keepends=True)
    points = sum(1 for _ in points_of(read_conversations(data)))
    count = max(1, round(len(lines) * min(1.0, replies / points)))
    OUT.mkdir(parents=True, exist_ok=True)
    short = OUT / f"{data.stem}.wording{replies}.jsonl"
    short.write_text("".join(lines[int(i * len(lines) / count)] for i in range(count)), encoding="utf-8")
    return short


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("tasks", nargs="*", default=list(TASKS), help=f"of {', '.join(TASKS)}; default: both")
    parser.add_argument("--model", default="", help="a name or a GGUF file; default: the second model")
    parser.add_argument("--sample", type=int, default=40, help="about so many replies of each")
    parser.add_argument("--show", type=int, default=0, help="print N of the model's drafts beside the composed ones")
    options = parser.parse_args()
    rows, shown = [], []
    try:
        path = ModelRegistry(home() / "models").path(options.model) if options.model else second_model()
        for task in options.tasks:
            data = _some(need(BENCH / "data" / f"{task}.jsonl"), options.sample)
            model = ModelProcess(path, 0, 4096, 0, SystemClock())
            try:
                with using(path):
                    done = made(data, need(BENCH / "packs" / TASKS[task]), model)
            finally:
                model.close()
            rows.append(row(task, path.stem, data, done))
            shown += [p for p in done[0] if p.by_model][: options.show]
    except DataMissing as missing:
        print(f"skipped: {missing}")
        return 0
    for pair in shown:
        print(json.dumps({"asked": pair.asked, "composed": pair.composed, "worded": pair.worded}, ensure_ascii=False))
    print(table(rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
