from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from assist.support.lean import without
with without("colorsys"):
    try:
        import colorsys
    except ImportError:
        print("absent")
import colorsys
print(colorsys.__name__)
with without("colorsys"):
    import colorsys
print("kept" if "colorsys" in sys.modules else "lost")
"""


def test_a_module_is_absent_within_the_block_only_and_kept_when_it_was_there() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["absent", "colorsys", "kept"]
