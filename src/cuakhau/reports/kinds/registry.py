"""All kinds of documents."""

from cuakhau.reports.kinds.kind import Asked, Kind
from cuakhau.reports.kinds.working_session import build_working_session
from cuakhau.reports.paper.document import Document
from cuakhau.reports.paper.refusals import e5_kind_is_known, not_written

KINDS: dict[str, Kind] = {
    one.id: one
    for one in (
        Kind(
            id="working-session",
            names={
                "vi": "Báo cáo buổi làm việc",
                "en": "Report to a working session",
                "zh": "工作会议报告",
            },
            build=build_working_session,
        ),
    )
}


def build_document(kind: str, asked: Asked) -> Document:
    """Build a document of a kind. Raises `NotWritten` E5."""
    if kind not in KINDS:
        raise not_written(e5_kind_is_known, kind=kind, known=", ".join(sorted(KINDS)))
    return KINDS[kind].build(asked)
