"""A real sound server of one's own, for tests and measurements: PulseAudio with null sinks."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NEEDED = ("pulseaudio", "pactl", "paplay")
_PATIENCE_S = 20.0


class NoServer(Exception):
    """The server is not installed, or does not start here."""


class SoundServer:
    """``play`` plays a file into a sink; ``pactl`` runs a command of the server; ``address`` is for PULSE_SERVER."""

    def __init__(self, folder: Path) -> None:
        self.address = f"unix:{folder}/native"
        self._environment = {**os.environ, "PULSE_SERVER": self.address}
        self._players: list[subprocess.Popen[bytes]] = []

    def pactl(self, *arguments: str) -> str:
        """What ``pactl`` prints."""
        done = subprocess.run(
            ["pactl", *arguments], env=self._environment, capture_output=True, text=True, timeout=20, check=True
        )
        return done.stdout.strip()

    def play(self, path: Path, sink: str) -> subprocess.Popen[bytes]:
        """Begin to play; the process ends with the sound."""
        player = subprocess.Popen(["paplay", "--device", sink, str(path)], env=self._environment)
        self._players.append(player)
        return player

    def hush(self) -> None:
        """End what plays."""
        for player in self._players:
            player.terminate()
            player.wait(10)
        self._players.clear()


@contextmanager
def sound_server(folder: Path) -> Iterator[SoundServer]:
    """Start a server with the sinks ``agent`` and ``customer``. Raises `NoServer`."""
    lacking = [name for name in NEEDED if shutil.which(name) is None]
    if lacking:
        raise NoServer(f"{lacking[0]} is not installed")
    sinks = [f"module-null-sink sink_name={name} rate=16000" for name in ("agent", "customer")]
    modules = [f"module-native-protocol-unix socket={folder}/native auth-anonymous=1", *sinks, "module-always-sink"]
    command = ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no", "--disallow-exit"]
    environment = {**os.environ, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "PULSE_RUNTIME_PATH": str(folder)}
    process = subprocess.Popen(
        [*command, *(word for module in modules for word in ("-L", module))],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = SoundServer(folder)
    try:
        _wait_until_it_answers(server, process)
        yield server
    finally:
        server.hush()
        process.terminate()
        process.wait(10)


def _wait_until_it_answers(server: SoundServer, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _PATIENCE_S
    while time.monotonic() < end:
        if process.poll() is not None:
            raise NoServer("pulseaudio does not start here")
        try:
            if "customer" in server.pactl("list", "short", "sinks"):
                return
        except subprocess.CalledProcessError:
            pass
        time.sleep(0.05)  # it says nothing when it is ready
    raise NoServer("pulseaudio does not answer")
