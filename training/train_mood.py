"""Trains the mood heads: ``resources/heads/mood_en.npz`` and ``mood_e5.npz``, and writes their model card.

    python training/train_mood.py --goemotions GOEMOTIONS.jsonl [--cache FOLDER]

Run by hand; needs scikit-learn. Seeded: the same data give the same heads, but for the last digits of the embeddings.
A tenth of the data (whole sentence patterns of it) is held out, half of it for the temperature and half for the
figures; the shipped head then sees everything. ``check_mood.py`` adds figures on other people's messages to the card.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, precision_recall_fscore_support

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from assist.domain.errors import InputError
from assist.understanding.embedding import E5Embedder, MiniLmEmbedder, installed_embedders
from assist.understanding.mood.cues import LABELS, mark
from assist.understanding.mood.features import hand_features, hashed_pieces, hashed_words, spoken
from assist.understanding.mood.head import PIECE_WEIGHT, WORD_WEIGHT, softmax
from assist.understanding.mood.own import without_others
from assist.understanding.parts import ENGLISH_SPACE, MULTILINGUAL_SPACE
from training.calibration import expected_calibration_error
from training.mood_data import Example, read_goemotions, read_service

HERE = Path(__file__).resolve().parent
HEADS = HERE.parent / "resources" / "heads"
SEED = 20261123
BUCKETS = {"en": 16384, "e5": 0}
GOEMOTIONS_FOR_E5 = 13500
SERVICE_WEIGHT = {"goemotions": 1.0, "service-en": 5.0, "service-zh": 3.0}
CLASS_BALANCE = 0.5
"""Class weights are frequency to the power of minus this."""
C = {"en": 1.0, "e5": 2.0}
MODELS = {ENGLISH_SPACE: MiniLmEmbedder.model_id, MULTILINGUAL_SPACE: E5Embedder.model_id}
"""The embedder each head is trained for; its name goes into the head."""

Floats = NDArray[np.float32]
POLARITY = np.array([2, 1, 1, 0, 0, 0])
"""Positive, neutral or negative for each label, for the summary figure."""


@dataclass(frozen=True, slots=True)
class Trained:
    """Weights as `assist.understanding.mood.head` reads them, before quantising the words."""

    coefficients: Floats
    bias: Floats
    mean: Floats
    temperature: float


def main() -> None:
    """Train both heads and write the card."""
    parser = argparse.ArgumentParser(description="Train the mood heads.")
    parser.add_argument("--goemotions", type=Path, required=True, help="GoEmotions' training split as JSON lines")
    parser.add_argument("--cache", type=Path, help="a folder that keeps the embeddings between runs")
    parser.add_argument("--out", type=Path, default=HEADS, help="where the heads and the card go")
    args = parser.parse_args()
    try:
        service = read_service(HERE / "mood_service.jsonl")
        messages = read_goemotions(args.goemotions)
    except InputError as error:
        sys.exit(f"train_mood: {error}")
    few = messages[:GOEMOTIONS_FOR_E5]
    args.out.mkdir(parents=True, exist_ok=True)
    report = []
    for space, found in (("en", messages + [e for e in service if e.language == "en"]), ("e5", few + service)):
        examples = [replace(e, text=without_others(e.text)) for e in found]
        vectors = embed_all([e.text for e in examples], space, args.cache)
        report.append(train_head(space, examples, vectors, args.out))
    card = (HERE / "mood_card.md").read_text(encoding="utf-8")
    card = card.replace("{{figures}}", "\n\n".join(report)).replace("{{seed}}", str(SEED))
    (args.out / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    print("\n\n".join(report))


def embed_all(texts: list[str], space: str, cache: Path | None) -> Floats:
    """Vectors of all texts, shape (n, 384), as the reader will see them at run time."""
    said = [spoken(t) or "-" for t in texts]
    known: dict[str, Floats] = {}
    file = cache / f"mood_{space}.npz" if cache else None
    if file is not None and file.exists():
        with np.load(file) as kept:
            known = dict(zip(kept["texts"].tolist(), kept["vectors"].astype(np.float32), strict=True))
    embedder = installed_embedders(2).get(space)
    new = [t for t in dict.fromkeys(said) if t not in known]
    if embedder is None:
        sys.exit(f"train_mood: the embedding model of space {space!r} is not installed")
    for at in range(0, len(new), 500):
        vectors = embedder.queries(new[at : at + 500]).astype(np.float16).astype(np.float32)  # as the cache keeps them
        known.update(zip(new[at : at + 500], vectors, strict=True))
        print(f"{space}: embedded {min(at + 500, len(new))} of {len(new)}", flush=True)
    if file is not None and new:
        file.parent.mkdir(parents=True, exist_ok=True)
        np.savez(file, texts=np.array(list(known)), vectors=np.stack(list(known.values())).astype(np.float16))
    return np.stack([known[t] for t in said])


def design(texts: list[str], vectors: Floats, mean: Floats, buckets: int) -> Any:
    """The sparse feature matrix of [embedding - mean, hand features, hashed words, hashed pieces]."""
    hand = np.stack([hand_features(t, mark(t)) for t in texts])
    blocks = [sparse.csr_matrix(np.hstack([vectors - mean, hand]))]
    if buckets:
        blocks.append(_hits([list(hashed_words(t, buckets)) for t in texts], buckets, WORD_WEIGHT))
        blocks.append(_hits([list(hashed_pieces(t, buckets)) for t in texts], buckets, PIECE_WEIGHT))
    return sparse.hstack(blocks, format="csr")


def _hits(found: list[list[int]], buckets: int, weight: float) -> Any:
    """One row per text of length ``weight``, the same in each of its buckets."""
    places = np.cumsum([0, *map(len, found)])
    values = np.repeat([weight / np.sqrt(max(1, len(hit))) for hit in found], list(map(len, found)))
    columns = np.array([bucket for hit in found for bucket in hit], np.int64)
    return sparse.csr_matrix((values.astype(np.float32), columns, places), shape=(len(found), buckets))


def fit(matrix: Any, labels: NDArray[np.int64], weights: Floats, space: str) -> LogisticRegression:
    """Multinomial logistic regression with softened class weights."""
    counts = np.bincount(labels, weights=weights, minlength=len(LABELS))
    balance = (counts.sum() / (len(LABELS) * counts)) ** CLASS_BALANCE
    model = LogisticRegression(C=C[space], max_iter=300, tol=1e-3)
    return model.fit(matrix, labels, sample_weight=weights * balance[labels])


def train_head(space: str, examples: list[Example], vectors: Floats, out: Path) -> str:
    """Measure on what is held out, train on everything, write the file; returns the figures as Markdown."""
    labels = np.array([LABELS.index(e.label) for e in examples])
    weights = np.array([SERVICE_WEIGHT[e.source] for e in examples], np.float32)
    drawn = np.array([zlib.crc32(f"{SEED}{e.group}".encode()) for e in examples])
    held = drawn % 10 == 0
    mean = np.average(vectors, axis=0, weights=weights).astype(np.float32)
    matrix = design([e.text for e in examples], vectors, mean, BUCKETS[space])
    trial = fit(matrix[~held], labels[~held], weights[~held], space)
    tuning = held & (drawn // 10 % 2 == 0)
    checked = held & ~tuning
    temperature = fit_temperature(trial.decision_function(matrix[tuning]).astype(np.float32), labels[tuning])
    scores = trial.decision_function(matrix[checked]).astype(np.float32)
    sources = np.array([e.source for e in examples])[checked]
    figures = describe(space, scores / temperature, labels[checked], sources, int((~held).sum()))
    final = fit(matrix, labels, weights, space)
    write_head(out / f"mood_{space}.npz", final, mean, temperature, MODELS[space])
    return figures


def fit_temperature(scores: Floats, labels: NDArray[np.int64]) -> float:
    """The temperature of least cross entropy (Guo et al., 2017)."""

    def loss(temperature: float) -> float:
        shifted = scores / temperature
        shifted = shifted - shifted.max(axis=1, keepdims=True)
        return float((np.log(np.exp(shifted).sum(axis=1)) - shifted[np.arange(len(labels)), labels]).mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)


def describe(space: str, scores: Floats, labels: NDArray[np.int64], sources: NDArray[Any], trained_on: int) -> str:
    """A Markdown table per source of what was held out: precision, recall, F1 and n for each label."""
    found = scores.argmax(axis=1)
    sure = np.array([softmax(s).max() for s in scores])
    lines = [f"### `mood_{space}.npz`", "", f"Trained on {trained_on} texts for these figures."]
    for source in sorted(set(sources.tolist())):
        mine = sources == source
        table = precision_recall_fscore_support(labels[mine], found[mine], labels=range(len(LABELS)), zero_division=0)
        three = f1_score(POLARITY[labels[mine]], POLARITY[found[mine]], average="macro")
        error = expected_calibration_error(sure[mine], (found == labels)[mine])
        lines.append(
            f"\nHeld-out part of {source}, n = {int(mine.sum())}: accuracy {(found == labels)[mine].mean():.3f}, mean "
            f"confidence {sure[mine].mean():.3f}, expected calibration error {error:.3f}, macro-F1 "
            f"{np.mean(table[2]):.3f} over six moods, {three:.3f} over positive, neutral, negative.\n\n"
            "| mood | precision | recall | F1 | n |\n|---|---|---|---|---|"
        )
        rows = zip(LABELS, *table, strict=True)
        lines += [f"| {name} | {p:.3f} | {r:.3f} | {f:.3f} | {n} |" for name, p, r, f, n in rows]
    return "\n".join(lines)


def write_head(path: Path, model: LogisticRegression, mean: Floats, temperature: float, embedder: str) -> None:
    """The head's file; weights of words and pieces as int8 with one scale for each label."""
    dense = mean.size + hand_features("", mark("")).size
    hashed = np.split(model.coef_[:, dense:], 2, axis=1)
    scales = [np.maximum(np.abs(part).max(axis=1, initial=0.0) / 127, 1e-9) for part in hashed]
    words, pieces = (np.round(p / s[:, None]).astype(np.int8) for p, s in zip(hashed, scales, strict=True))
    np.savez_compressed(
        path,
        dense=model.coef_[:, :dense].astype(np.float32),
        words=words,
        word_scale=scales[0].astype(np.float32),
        pieces=pieces,
        piece_scale=scales[1].astype(np.float32),
        bias=model.intercept_.astype(np.float32),
        mean=mean,
        temperature=np.float32(temperature),
        model=np.array(embedder),
    )
    print(f"{path.name}: {path.stat().st_size // 1024} KiB, temperature {temperature:.3f}")


if __name__ == "__main__":
    main()
