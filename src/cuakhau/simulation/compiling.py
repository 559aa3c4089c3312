"""numba, with a cache that knows every source that compiled functions are made of.

numba looks at the file of a function alone. The kernel has parts of other files inlined, so a cache
made before one of them changed would go on running the old part, in silence. The folder of the
cache is therefore named after all of them.
"""

import os
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numba
from numba import njit as njit

PARTS = (
    "charging.py", "decode.py", "kernel.py",
    "network/arrivals.py", "network/chance.py", "network/draws.py", "network/encode.py",
    "network/ways.py",
)  # fmt: skip


def compile_loop(loop: Any) -> Any:
    """Compile a function that allocates nothing: numba counts no references to its arrays then."""
    options: dict[str, Any] = {"_nrt": False}
    return njit(cache=True, nogil=True, **options)(loop)


def name_cache(sources: Path) -> str:
    """Name the cache of the parts in a folder by their content and numba's version."""
    total = sha256(numba.__version__.encode())
    for part in PARTS:
        total.update(sources.joinpath(part).read_bytes())
    return f"kernels-{total.hexdigest()[:16]}"


def _use_own_cache() -> None:
    """Keep what is compiled beside the sources; where that may not be, numba finds a place."""
    here = Path(__file__).parent
    base = Path(os.environ.get("NUMBA_CACHE_DIR") or here / "__pycache__")
    folder = base / name_cache(here)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]


def _load_without_blas() -> None:
    """Load numba's arrays, as each compiled function will, without scipy's linear algebra.

    numba loads that only to know whether it is there, which costs a process a quarter of a second;
    who multiplies matrices in numba has it loaded then.
    """
    from numba.np import linalg

    if find_spec("scipy") is None:
        return
    asks = linalg.ensure_blas
    linalg.ensure_blas = lambda: None
    try:
        import_module("numba.np.arraymath")
    finally:
        linalg.ensure_blas = asks


_use_own_cache()
_load_without_blas()
