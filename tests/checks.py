"""The checks that need no test: types, kernels, style, contracts, budgets, data, locks."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = "cuakhau.server.settings"


def has_settings() -> bool:
    source = ROOT / "src/cuakhau/server"
    return (source / "settings.py").exists() or (source / "settings").is_dir()


def environment() -> dict[str, str]:
    """The checkers find Django by VIRTUAL_ENV; ./run does not set it."""
    return {
        **os.environ,
        "VIRTUAL_ENV": sys.prefix,
        "DJANGO_SETTINGS_MODULE": SETTINGS if has_settings() else "django.conf.global_settings",
    }


def run(*command: str | Path) -> bool:
    """Run a command and print what it said in one piece: another may run beside it."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    print(done.stdout, end="", flush=True)
    return done.returncode == 0


def tool(name: str, *arguments: str | Path) -> bool:
    return run(Path(sys.prefix, "bin", name), *arguments)


def shell() -> bool:
    return run("sh", "-n", "run")


def style() -> bool:
    return tool("ruff", "check", "--quiet", ".")


def layout() -> bool:
    return tool("ruff", "format", "--quiet", "--diff", ".")


def types() -> bool:
    return tool("mypy")


def contracts() -> bool:
    return tool("lint-imports", "--no-logo")


def budgets() -> bool:
    return run(sys.executable, "tests/ratchet.py")


def zones() -> bool | None:
    folders = sorted(path.parent for path in ROOT.glob("zones/*/zone.toml"))
    if not folders or not (ROOT / "src/cuakhau/cli/zone.py").exists():
        return None
    kept = [tool("cuakhau", "zone", "check", folder) for folder in folders]
    return all(kept)


def migrations() -> bool | None:
    if not has_settings():
        return None
    return run(sys.executable, "-m", "django", "makemigrations", "--check", "--dry-run")


def find_hosts(root: Path) -> Iterator[str]:
    """Lines of lock files that say where to download from; hashes make that unnecessary."""
    for pattern, sign in (("requirements*.lock", "://"), ("package-lock.json", '"resolved"')):
        for path in sorted(root.glob(pattern)):
            for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
                if sign in line:
                    yield f"{path.name}:{number}: {line.strip()}"


def find_unhashed(root: Path) -> Iterator[str]:
    """Packages that npm would take from anybody, since the lock file holds no hash of them."""
    path = root / "package-lock.json"
    rows = json.loads(path.read_text("utf-8"))["packages"] if path.exists() else {}
    for place, row in rows.items():
        if place and not row.get("integrity", "").startswith("sha512-"):
            yield f"{path.name}: {place}: no sha512"


def kernels() -> bool:
    """Compile them once: two suites that need them at the same time would each do so."""
    clock = "cuakhau.statistics.clock.charging.compiling"
    return all(
        (
            run(sys.executable, "-c", f"from {clock} import compile_kernel; compile_kernel()"),
            # What it says of the day is no concern here, and long.
            run("sh", "-c", f"{sys.prefix}/bin/cuakhau simulate example --days 1 >/dev/null"),
        )
    )


def locks() -> bool:
    mistakes = [*find_hosts(ROOT), *find_unhashed(ROOT)]
    for line in mistakes:
        print(f"{line}  Cure: ./run lock, with npm's omit-lockfile-registry-resolved.")
    return not mistakes


# The longest first: it takes one core for as long as all others take the second.
STEPS: dict[str, Callable[[], bool | None]] = {
    "types": types,
    "kernels": kernels,
    "shell": shell,
    "style": style,
    "layout": layout,
    "contracts": contracts,
    "budgets": budgets,
    "zones": zones,
    "migrations": migrations,
    "locks": locks,
}
SIDE_BY_SIDE = 2


def run_check(name: str) -> bool:
    """Run a step and say how it went; whether nothing is wrong."""
    began = time.monotonic()
    kept = STEPS[name]()
    word = {True: "ok", False: "FAILED", None: "not there yet"}[kept]
    print(f"check {name}: {word} ({time.monotonic() - began:.1f} s)", flush=True)
    return kept is not False


def run_checks(chosen: list[str]) -> list[str]:
    """Run every step, whatever the others say; the names of those that failed."""
    names = chosen or list(STEPS)
    print(f"check {' '.join(names)} …", flush=True)
    with ThreadPoolExecutor(SIDE_BY_SIDE) as pool:
        return [
            name for name, kept in zip(names, pool.map(run_check, names), strict=True) if not kept
        ]
