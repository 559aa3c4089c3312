"""Files of npm packages that pages load: copied, checked, each with its licence and hash.

`collect` takes what `assets.toml` lists out of installed packages. It fetches nothing; that is
`cuakhau assets`, which puts the result in place under `static/vendor/`.
"""

import gzip
import hashlib
import json
import re
import shutil
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cuakhau.web import asset_trouble

WEB = Path(__file__).resolve().parent
TABLE = WEB / "assets.toml"
LICENCES = WEB / "licences"
VENDOR = WEB / "static" / "vendor"
MANIFEST = "manifest.json"
STAMP = "stamp"

TEXTS = {".css", ".js", ".mjs", ".svg"}
SVG = "http://www.w3.org/2000/svg"
# The maps are not taken; a browser's tools would ask for them in vain.
SOURCE_MAP = re.compile(
    rb"\s*(?://[#@] sourceMappingURL=\S+|/\*[#@] sourceMappingURL=\S+ ?\*/)\s*\Z"
)
CSS_ADDRESS = re.compile(
    r"""url\(\s*("[^"]*"|'[^']*'|[^'"()\s]*)\s*\)|@import\s+("[^"]*"|'[^']*')""", re.IGNORECASE
)
LICENCE_TEXT = re.compile(r"(licen[cs]e|copying)(\.(txt|md))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Locked:
    """A package as the lock file names it; `integrity` is the hash that npm holds it to."""

    name: str
    version: str
    integrity: str

    @property
    def licence_file(self) -> str:
        """Give the path of its licence text in the vendor folder."""
        return f"licences/{self.name.lstrip('@').replace('/', '-')}.txt"


@dataclass(frozen=True, slots=True)
class Table:
    """What `assets.toml` says, as read."""

    allowed_licences: Sequence[str]
    files: Mapping[str, Mapping[str, str | Sequence[str]]]
    icons: Mapping[str, Any]
    stated: Mapping[str, Mapping[str, str]]


def read_table(path: Path = TABLE) -> Table:
    """Read the table of files."""
    return Table(**tomllib.loads(path.read_text("utf-8")))


def build_stamp(lock: Path, table: Path = TABLE) -> bytes:
    """Join all that the vendor folder is made from; `./run` compares it by `cmp`."""
    return lock.read_bytes() + table.read_bytes() + Path(__file__).read_bytes()


def is_current(stamp: bytes, vendor: Path = VENDOR) -> bool:
    """Say whether the vendor folder was made from exactly this."""
    kept = vendor / STAMP
    return kept.is_file() and kept.read_bytes() == stamp


def read_manifest(vendor: Path = VENDOR) -> dict[str, Any]:
    """Read which packages and files the vendor folder holds."""
    manifest: dict[str, Any] = json.loads((vendor / MANIFEST).read_text("utf-8"))
    return manifest


def list_locked(lock: Path) -> list[Locked]:
    """Give the packages of a package-lock.json; raise NotHashed for one without its sha512."""
    found = []
    for place, row in json.loads(lock.read_text("utf-8"))["packages"].items():
        if not place:  # the project itself
            continue
        package = Locked(
            place.rpartition("node_modules/")[2], row["version"], row.get("integrity", "")
        )
        if not package.integrity.startswith("sha512-"):
            raise asset_trouble.NotHashed(package=package.name)
        found.append(package)
    return found


def collect(table: Table, lock: Path, modules: Path, to: Path) -> dict[str, Any]:
    """Copy the listed files of the packages in `modules` to `to`, check them, write the manifest.

    Raises AssetTrouble; `to` is then unfinished and has no manifest.
    """
    packages = [_take_licence(table, package, modules, to) for package in list_locked(lock)]
    owners = {row["licence_file"]: row["name"] for row in packages}
    for name, wanted in table.files.items():
        for path, source in wanted.items():
            owners.update(dict.fromkeys(_take(modules / name, source, to, path), name))
    _write(to / table.icons["to"], draw_sprite(table.icons, modules))
    owners[table.icons["to"]] = table.icons["package"]
    for path in owners:
        if path.endswith(".css"):
            check_addresses(to, path)
    owners.update({f"{path}.gz": owners[path] for path in _compress(to, list(owners))})
    manifest = {
        "packages": packages,
        "files": [_describe(to, path, owners[path]) for path in sorted(owners)],
    }
    _write(to / MANIFEST, json.dumps(manifest, indent=1, ensure_ascii=False).encode())
    return manifest


def put_in_place(made: Path, vendor: Path = VENDOR) -> None:
    """Swap a finished folder in by two renames; cut short between them, it is made anew."""
    old = made.with_name(".vendor-old")
    shutil.rmtree(old, ignore_errors=True)
    vendor.parent.mkdir(parents=True, exist_ok=True)
    if vendor.exists():
        vendor.rename(old)
    made.rename(vendor)
    shutil.rmtree(old, ignore_errors=True)


def draw_sprite(icons: Mapping[str, Any], modules: Path) -> bytes:
    """Join the listed icons into one SVG file, a <symbol> each with the icon's name as its id."""
    ET.register_namespace("", SVG)
    sprite = ET.Element(f"{{{SVG}}}svg")
    for name in icons["names"]:
        path = modules / icons["package"] / icons["from"].format(name=name)
        if not path.is_file():
            raise asset_trouble.FileMissing(package=icons["package"], pattern=name)
        drawing = ET.parse(path).getroot()
        # Width of strokes stays out: the page's own style sets it.
        kept = ("viewBox", "fill", "stroke", "stroke-linecap", "stroke-linejoin")
        looks = {key: drawing.attrib[key] for key in kept if key in drawing.attrib}
        ET.SubElement(sprite, f"{{{SVG}}}symbol", {"id": name, **looks}).extend(drawing)
    drawn: bytes = ET.tostring(sprite, encoding="utf-8")
    return drawn


def list_addresses(css: str) -> Iterator[str]:
    """Give every address that a style sheet loads, data: and places in the file itself left out."""
    for match in CSS_ADDRESS.finditer(css):
        address = (match[1] or match[2] or "").strip("\"'")
        if address and not address.lower().startswith(("data:", "#")):
            yield address


def check_addresses(folder: Path, path: str) -> None:
    """Raise LeadsOutside where a style sheet loads what does not lie in `folder`."""
    here = (folder / path).parent
    for address in list_addresses((folder / path).read_text("utf-8")):
        file = (here / re.split("[?#]", address)[0]).resolve()
        if ":" in address or not file.is_relative_to(folder.resolve()) or not file.is_file():
            raise asset_trouble.LeadsOutside(file=path, address=address)


def _take_licence(table: Table, package: Locked, modules: Path, to: Path) -> dict[str, str]:
    source = modules / package.name
    said = json.loads((source / "package.json").read_text("utf-8"))
    if said["version"] != package.version:
        raise asset_trouble.OtherVersion(
            package=package.name, wanted=package.version, found=said["version"]
        )
    stated = table.stated.get(package.name, {})
    licence = said.get("license") or stated.get("licence", "")
    if licence not in table.allowed_licences:
        raise asset_trouble.LicenceRefused(package=package.name, licence=licence)
    texts = [LICENCES / stated["text"]] if "text" in stated else _find_licence_texts(source)
    if not texts:
        raise asset_trouble.TextMissing(package=package.name)
    _write(to / package.licence_file, b"\n\n".join(text.read_bytes() for text in texts))
    return {
        "name": package.name,
        "version": package.version,
        "licence": licence,
        "licence_file": package.licence_file,
        "integrity": package.integrity,
    }


def _find_licence_texts(source: Path) -> list[Path]:
    return sorted(path for path in source.iterdir() if LICENCE_TEXT.fullmatch(path.name))


def _take(source: Path, pattern: str | Sequence[str], to: Path, path: str) -> list[str]:
    patterns = [pattern] if isinstance(pattern, str) else pattern
    found = [file for one in patterns for file in _find(source, one)]
    taken = {f"{path}{file.name}": [file] for file in found} if path[-1] == "/" else {path: found}
    for name, files in taken.items():
        contents = [_without_map(file) for file in files]
        _write(to / name, b"\n".join(contents))
    return list(taken)


def _find(source: Path, pattern: str) -> list[Path]:
    found = sorted(source.glob(pattern))
    if not found:
        raise asset_trouble.FileMissing(package=source.name, pattern=pattern)
    return found


def _without_map(file: Path) -> bytes:
    content = file.read_bytes()
    return SOURCE_MAP.sub(b"\n", content) if file.suffix in TEXTS else content


def _compress(to: Path, paths: Sequence[str]) -> list[str]:
    # The server sends the .gz beside a file as it is: the largest sheet is 635 kB, packed 75 kB.
    texts = [path for path in paths if Path(path).suffix in TEXTS]
    for path in texts:
        _write(to / f"{path}.gz", gzip.compress((to / path).read_bytes(), mtime=0))
    return texts


def _describe(to: Path, path: str, package: str) -> dict[str, str | int]:
    content = (to / path).read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return {"path": path, "package": package, "sha256": digest, "size_bytes": len(content)}


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
