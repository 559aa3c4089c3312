"""Documents as PDF, set by Typst with letters that are always at hand.

Tinos has the widths of Times New Roman and all Vietnamese letters; Noto Serif SC writes Chinese.
Where they were not fetched, Typst's own Libertinus serves: it lacks Chinese alone.
"""

import json
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from cuakhau.web.vendor import VENDOR

LETTERS = VENDOR / "tinos"


def render_pdf(template: Path, data: Mapping[str, Any]) -> bytes:
    """Set a document. The template reads `json(bytes(sys.inputs.data))`.

    Raises `typst.TypstError` for a template that is wrong: a mistake of ours, not of the data.
    """
    import typst  # 84 MB of compiler: only who prints pays for it

    pdf = typst.compile(template, **_letters_and(data))
    assert isinstance(pdf, bytes)
    return pdf


def query_pdf(template: Path, data: Mapping[str, Any], label: str) -> Any:
    """Set a document and give the one value that its template wrote under a label."""
    import typst

    found = typst.query(template, label, field="value", one=True, **_letters_and(data))
    return json.loads(found)


def _letters_and(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "font_paths": list_letters(),
        "ignore_system_fonts": True,
        "sys_inputs": {"data": json.dumps(data, ensure_ascii=False)},
    }


def list_letters() -> list[Path]:
    """Give the folders of the letters that are at hand."""
    chinese = Path(str(resources.files("pylopdf_fonts_zh_cn")))
    return [folder for folder in (LETTERS, chinese) if folder.is_dir()]
