"""What goes wrong when a ZIP file is read: packs, office documents and NumPy's .npz are such files."""

from __future__ import annotations

import struct
import zipfile
import zlib

ZIP_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    RuntimeError,  # locked, or packed in a way that zipfile does not know: one changed bit says so
    ValueError,
    OverflowError,
)
"""What `zipfile` raises for a file that is cut off, changed or never was one; `OSError` is the disk's."""
