"""numba, with a cache that knows every source that the kernel of the clock is made of.

numba looks at the file of a function alone, and the kernel has parts of others inlined: a cache
made before one of them changed would run the old part on. So the folder is named after all.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numba

PARTS = ("given.py", "kernel.py", "procedures.py", "sharing.py", "spans.py", "steps.py")


def compiled(function: Callable[..., Any], signature: str | None = None) -> Any:
    """Compile a function of the kernel; it lets go of the interpreter and is kept on disk.

    With a signature numbers written out are no types of their own: it is compiled once.
    """
    before = numba.config.CACHE_DIR  # type: ignore[attr-defined]
    numba.config.CACHE_DIR = _folder()  # type: ignore[attr-defined]
    try:
        return numba.njit(signature, cache=True, nogil=True, error_model="numpy")(function)
    finally:
        numba.config.CACHE_DIR = before  # type: ignore[attr-defined]


def _folder() -> str:
    here = Path(__file__).parent
    total = sha256(numba.__version__.encode())
    for part in PARTS:
        total.update(here.joinpath(part).read_bytes())
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or here / "__pycache__")
    folder = base / f"clock-{total.hexdigest()[:16]}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return ""  # numba finds a place
    return str(folder)
