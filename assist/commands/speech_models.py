"""Speech models among the models: how ``assist models`` lists, adds and verifies them."""

from __future__ import annotations

from assist import terminal
from assist.app import Workshop
from assist.domain.errors import InputError
from assist.llm.known import KnownModel
from assist.llm.registry import Check
from assist.speech.weights import BASE_SHA256, BASE_SIZE, DEFAULT, PACKAGES, verify_weights

ROLE = "speech"


def known(shop: Workshop) -> tuple[KnownModel, ...]:
    """The speech models as lines of the list; Whisper base also where it is not here."""
    here = tuple(
        KnownModel(m.name, ROLE, "model.bin", m.size, "MIT", ("en", "zh"), m.sha256, path=m.path)
        for m in shop.speech_models.installed()
    )
    if any(model.name == DEFAULT for model in here):
        return here
    base = KnownModel(DEFAULT, ROLE, "model.bin", BASE_SIZE, "MIT", ("en", "zh"), BASE_SHA256, parts=PACKAGES)
    return (*here, base)


def add(shop: Workshop, source: str) -> int:
    """``assist models add whisper-base``, or a folder or zip."""
    with terminal.progress("Copying") as advance:
        model = shop.speech_models.add(source, advance)
    terminal.print_line(f"added {model.name}: {model.size / 1e6:.0f} MB, transcribes calls and sound files")
    return 0


def verify(shop: Workshop, name: str | None) -> tuple[Check, ...]:
    """The speech models called ``name``, or all."""
    checks = []
    for model in shop.speech_models.installed():
        if name in {None, model.name}:
            try:
                checks.append(Check(model.name, ok=True, detail=f"SHA-256 {verify_weights(model)}"))
            except InputError as error:
                checks.append(Check(model.name, ok=False, detail=str(error)))
    return tuple(checks)
