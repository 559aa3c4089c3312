"""`cuakhau report`: an official document as a file, with its annex of figures beside it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cuakhau.cli import _answer, _django
from cuakhau.cli.counting import _told

if TYPE_CHECKING:
    from cuakhau.reports.paper.document import Document
    from cuakhau.zone.types import Language
    from cuakhau.zone.zone import Zone

ENDINGS = (".docx", ".pdf", ".json")
_WRITTEN: "dict[Language, str]" = {
    "vi": "Đã ghi {file} ({code}), {figures} số liệu; phụ lục nguồn số liệu: {annex}",
    "en": "Wrote {file} ({code}), {figures} figures; where they come from: {annex}",
    "zh": "已写入 {file}（{code}），数据 {figures} 项；来源附件：{annex}",
}


@click.command
@click.argument("kind")
@click.option("--period", "written", required=True, help="2017,2018Q1 … with commas.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True,
              help="Where to: a .docx, .pdf or .json file.")  # fmt: skip
@click.option("--zone", "zone_name", default="lang-son", show_default=True, help="Whose report.")
@_told.lang_option
@_answer.json_option
def command(
    *,
    kind: str,
    written: str,
    out: Path,
    zone_name: str,
    language: "Language",
    as_json: bool,
) -> None:
    """Write an official document of a KIND, such as working-session.

    The annex of its figures is written beside it: bc.docx has bc-annex.xlsx.

    Each figure is kept under its code, which `cuakhau figure CODE` opens.

    Example: cuakhau report working-session --period 2017,2018Q1 --out bc.docx
    """
    if out.suffix not in ENDINGS:
        raise click.BadParameter(f"must end with one of {', '.join(ENDINGS)}", param_hint="--out")
    annex = out.with_name(f"{out.stem}-annex.xlsx")
    zone = _told.find_zone(zone_name)
    with _told.refusals(language, as_json=as_json), _django.database():
        document = _build(zone, kind, written, language)
        out.write_bytes(_write(document, out.suffix))
        from cuakhau.reports.paper.annex import write_annex

        annex.write_bytes(write_annex(document, time_zone=zone.time_zone))
    facts: dict[str, Any] = {
        "kind": kind,
        "file": str(out),
        "annex": str(annex),
        "code": document.code,
        "figures": [one.code for one in document.figures()],
    }
    if as_json:
        _answer.show(facts, as_json=True)
        return
    facts["figures"] = len(document.figures())
    click.echo(_WRITTEN[language].format(**facts))


def _build(zone: "Zone", kind: str, written: str, language: "Language") -> "Document":
    from cuakhau.journal import versions
    from cuakhau.reports.given.periods import read_periods
    from cuakhau.reports.kinds.kind import Asked
    from cuakhau.reports.kinds.registry import build_document
    from cuakhau.server import clock
    from cuakhau.web.figures import keep_figures

    versions.ensure(zone)
    now = clock.now(zone.name)
    asked = Asked(
        zone=zone, periods=read_periods(written), language=language, day=now.date(), at=now
    )
    document = build_document(kind, asked)
    keep_figures(document.figures(), by=_told.who(), at=clock.wall_now())
    return document


def _write(document: "Document", ending: str) -> bytes:
    from cuakhau.reports.paper.document import pack
    from cuakhau.reports.paper.pdf import write_pdf
    from cuakhau.reports.paper.word import write_word

    writers = {".docx": write_word, ".pdf": write_pdf, ".json": pack}
    return writers[ending](document)
