"""A headless Chromium driven over a pipe (the DevTools protocol), with nothing installed beside the browser."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

PATH = next((p for p in map(shutil.which, ("chromium", "chromium-browser", "google-chrome")) if p), None)
_LAUNCH = "import os,sys; os.dup2(int(sys.argv[1]),3); os.dup2(int(sys.argv[2]),4); os.execv(sys.argv[3],sys.argv[3:])"


class Chromium:
    """One page. `messages` holds what the page wrote to the console, refusals of its security policy among it."""

    def __init__(self, profile: Path, *options: str) -> None:
        reads, self._write = os.pipe()
        self._read, writes = os.pipe()
        high = [fcntl.fcntl(fd, fcntl.F_DUPFD, 10) for fd in (reads, writes)]
        arguments = [str(PATH), "--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe",
                     "--disable-background-networking", "--no-first-run", f"--user-data-dir={profile}",
                     "--window-size=1400,1000", *options, "about:blank"]  # fmt: skip
        self._browser = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, *map(str, high), *arguments],
            pass_fds=high,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        for fd in (reads, writes, *high):
            os.close(fd)
        self._from = os.fdopen(self._read, "rb")
        self._number = 0
        self._session: str | None = None
        self._rest = b""
        self.messages: list[str] = []
        target = next(t for t in self._call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        attached = self._call("Target.attachToTarget", targetId=target["targetId"], flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log"):
            self._call(f"{domain}.enable")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._write)
        os.killpg(self._browser.pid, signal.SIGKILL)
        self._browser.wait(10)
        self._from.close()

    def open(self, url: str) -> None:
        """Load ``url`` and wait for its load event."""
        self._call("Page.navigate", url="about:blank")
        self._call("Page.navigate", url=url)
        while not self.run("document.readyState === 'complete' && location.href !== 'about:blank'"):
            pass

    def run(self, script: str) -> Any:
        """The value of a JavaScript expression in the page."""
        answer = self._call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def key(self, key: str) -> None:
        """Press and release one key."""
        text = {"text": key} if len(key) == 1 else {}
        self._call("Input.dispatchKeyEvent", type="keyDown", key=key, **text)
        self._call("Input.dispatchKeyEvent", type="keyUp", key=key)

    def dark(self) -> None:
        """A system that prefers dark from now on."""
        self._call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark"}])

    def _call(self, method: str, **parameters: Any) -> Any:
        self._number += 1
        call = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            call["sessionId"] = self._session
        os.write(self._write, json.dumps(call).encode() + b"\0")
        while True:
            message = self._next()
            if message.get("id") == self._number:
                assert "error" not in message, (method, message["error"])
                return message["result"]
            self._note(message)

    def _note(self, message: Any) -> None:
        if message.get("method") in {"Log.entryAdded", "Runtime.exceptionThrown", "Runtime.consoleAPICalled"}:
            self.messages.append(json.dumps(message["params"]))

    def _next(self) -> Any:
        while b"\0" not in self._rest:
            got = os.read(self._read, 65536)
            if not got:
                raise ConnectionError("the browser is gone")
            self._rest += got
        line, self._rest = self._rest.split(b"\0", 1)
        return json.loads(line)
