"""Catalogues of translated texts: read .po, write .mo, and find what a page says but nobody wrote.

The two formats are those of GNU gettext. They are read and written here, so that a clone needs
neither its programs nor a compiled catalogue that may be out of date.
"""

import ast
import re
import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

Key = tuple[str, ...]  # a text, or a context and a text, and the plural where there is one
CONTEXT, PLURAL = "\x04", "\x00"
# A bracket or a quotation mark inside of a text does not end the call.
_STRING = r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
CALL_IN_TEMPLATE = re.compile(rf"\b(?:pgettext|ngettext|gettext|_)\((?:{_STRING}|[\w\s,])*\)")
CALLS = {"gettext": 1, "_": 1, "gettext_lazy": 1, "gettext_noop": 1, "ngettext": 2, "pgettext": -2}


class NotACatalogue(ValueError):
    """Raised for a line of a .po file that cannot be read; says file and line."""


def read_po(path: Path) -> dict[str, str]:
    """Read a catalogue: from the key as .mo knows it to the translation, plurals joined by NUL.

    Fuzzy and empty entries are left out. Raises `NotACatalogue`.
    """
    found: dict[str, str] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        entry = _read_block(path, block)
        if entry is None:
            continue
        key, texts = entry
        if all(texts):
            found[key] = PLURAL.join(texts)
    return found


def _read_block(path: Path, block: str) -> tuple[str, list[str]] | None:
    parts: dict[str, str] = {}
    current = ""
    for line in block.splitlines():
        if not line.strip() or line.startswith("#"):
            if "fuzzy" in line:
                return None
            continue
        if not line.startswith('"'):
            current, _, line = line.partition(" ")
            parts[current] = ""
        try:
            parts[current] += ast.literal_eval(line)
        except (ValueError, SyntaxError, KeyError) as error:
            raise NotACatalogue(f"{path}: cannot read {line!r}") from error
    if "msgid" not in parts:
        return None
    texts = [text for name, text in sorted(parts.items()) if name.startswith("msgstr")]
    return key_of(parts["msgid"], parts.get("msgid_plural"), parts.get("msgctxt")), texts


def key_of(text: str, plural: str | None = None, context: str | None = None) -> str:
    """Give the key of a text in a .mo file."""
    key = f"{context}{CONTEXT}{text}" if context is not None else text
    return f"{key}{PLURAL}{plural}" if plural is not None else key


def build_mo(texts: Mapping[str, str]) -> bytes:
    """Write a catalogue as the bytes of a .mo file, sorted by key, without a hash table."""
    keys = sorted(texts, key=str.encode)
    ids = [key.encode() for key in keys]
    said = [texts[key].encode() for key in keys]
    start = 7 * 4 + 16 * len(keys)
    tables, body = b"", b""
    for column in (ids, said):
        for one in column:
            tables += struct.pack("<II", len(one), start + len(body))
            body += one + b"\0"
    table_of_texts = 7 * 4 + 8 * len(keys)
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 7 * 4, table_of_texts, 0, start)
    return head + tables + body


def list_catalogues(root: Path) -> list[Path]:
    """List the .po files of all packages, those inside of others too."""
    return sorted(root.rglob("locale/*/LC_MESSAGES/django.po"))


def list_speaking(root: Path) -> list[Path]:
    """List the packages with catalogues of their own."""
    return sorted(path.parent for path in root.rglob("locale") if path.is_dir())


def compile_all(root: Path) -> list[Path]:
    """Write the .mo beside each .po where it differs; give those written."""
    written = []
    for source in list_catalogues(root):
        target, content = source.with_suffix(".mo"), build_mo(read_po(source))
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
            written.append(target)
    return written


def list_said(package: Path) -> dict[str, list[str]]:
    """List the keys that a package says in templates and code, each with the files that say it.

    What a package inside of it with catalogues of its own says is left to that one.
    """
    said: dict[str, list[str]] = {}
    inner = [path for path in list_speaking(package) if path != package]
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.html"))):
        if any(path.is_relative_to(other) for other in inner):
            continue
        for key in _keys_of(path):
            said.setdefault(key, []).append(path.name)
    return said


def _keys_of(path: Path) -> Iterator[str]:
    code = path.read_text("utf-8")
    if path.suffix == ".html":
        from django.utils.translation.template import templatize

        # Gives Python-like text in which all else is blotted out by X; its calls are cut out.
        code = templatize(code)
        yield from _keys_in_template(code)
        return
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            yield from _key_of_call(node)


def _keys_in_template(code: str) -> Iterator[str]:
    for call in CALL_IN_TEMPLATE.finditer(code):
        tree = ast.parse(call.group(), mode="eval")
        if isinstance(tree.body, ast.Call):
            yield from _key_of_call(tree.body)


def _key_of_call(node: ast.Call) -> Iterator[str]:
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    said = [one.value for one in node.args if isinstance(one, ast.Constant)]
    texts = [text for text in said if isinstance(text, str)]
    match CALLS.get(name), texts:
        case 1, [text, *_]:
            yield key_of(text)
        case 2, [text, plural, *_]:
            yield key_of(text, plural)
        case -2, [context, text, *_]:
            yield key_of(text, None, context)
