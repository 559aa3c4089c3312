"""What stands at the head and the foot of a zone's papers (Decree 30/2020/NĐ-CP, annex I)."""

from dataclasses import dataclass

from cuakhau.zone.row import Row


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead(Row):
    """Who issues papers: the body above, the issuer, the place, and the sign of its reports.

    `signs_for` is the word before the signer's post, such as `KT. TRƯỞNG BAN`.
    """

    id: str
    issuer: str
    superior: str | None = None
    place: str | None = None
    symbol: str | None = None
    signs_for: str | None = None
