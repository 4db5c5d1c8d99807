"""The command on kept sound: ``audio export``."""

from __future__ import annotations

import argparse
import wave
from pathlib import Path

from assist import terminal
from assist.app import Workshop
from assist.commands.common import OK, Commands, add_command, add_group
from assist.domain.errors import StoreError


def register(commands: Commands) -> None:
    """Declare it."""
    audio = add_group(commands, "audio", "sound kept of calls, encrypted under ASSIST_HOME/audio")
    export = add_command(
        audio, "export", _export, "decrypt one recording into a WAV file: left you, right the customer"
    )
    export.add_argument("file", type=Path)
    export.add_argument("--out", type=Path, required=True, help="the WAV file")


def _export(shop: Workshop, options: argparse.Namespace) -> int:
    import numpy as np  # noqa: PLC0415 - of all commands only here

    from assist.speech.sound import RATE  # noqa: PLC0415
    from assist.speech.vault import open_vault  # noqa: PLC0415

    agent, customer, ended = open_vault(options.file, shop.audio_vault()[1])
    both = (np.stack([agent, customer], axis=1) * 32767).astype("<i2")
    part = options.out.with_name(f".{options.out.name}.part")
    try:
        with wave.open(str(part), "wb") as file:
            file.setnchannels(2)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(both.tobytes())
        part.replace(options.out)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StoreError(f"{options.out}: {error.strerror or error}") from None
    if not ended:
        terminal.note("The recording was cut off; this is all there is of it.")
    terminal.print_line(f"{options.out}: {len(both) / RATE:.0f} s")
    return OK
