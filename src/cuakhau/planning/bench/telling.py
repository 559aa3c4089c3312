"""The twin in plain words: who comes, who serves, where they stand, on what each number rests."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cuakhau.planning.scenarios.names import name_places, name_steps
from cuakhau.simulation.twin.twin import Twin
from cuakhau.simulation.twin.types import ANY, Given, Post, Service, Stream
from cuakhau.zone.types import Language
from cuakhau.zone.zone import Zone

TONES = {"published": "good", "fitted": "info", "assumed": "warn"}
MINUTE_S = 60


def basis_word(basis: str) -> str:
    """Say on what a number rests."""
    words = {
        "published": _("published"),
        "fitted": _("fitted to what is published"),
        "assumed": _("assumed"),
        "unknown": _("unknown"),
    }
    return words[basis]


def tell_twin(zone: Zone, twin: Twin, day: date, language: Language) -> dict[str, Any]:
    """Tell the twin of a day: streams by place, posts by agency, yards, and how much is assumed."""
    dated, today = zone.at(day), twin.during(day, 1)
    teller = Teller(dated, today, language)
    rows = [row for table in (today.streams, today.posts, today.services) for row in table]
    return {
        "streams": [teller.stream(one) for one in _by(today.streams, "place") if one.per_day],
        "posts": [teller.post(one) for one in _by(today.posts, "agency")],
        "yards": teller.yards(),
        "services": [teller.service(one) for one in today.services],
        "count": {
            kind: sum(1 for row in rows if row.basis == kind)
            for kind in ("published", "fitted", "assumed")
        },
        "per_day": round(sum(one.per_day for one in today.streams)),
    }


class Teller:
    """Words for rows of a twin on one day."""

    def __init__(self, dated: Zone, twin: Twin, language: Language) -> None:
        self.dated, self.twin, self.language = dated, twin, language
        self.titles = {source.id: source.title for source in dated.sources}

    def name(self, row_id: str | None) -> str:
        """Name a row of the zone."""
        return self.dated.name_of(row_id, self.language) if row_id else ""

    def names(self, rows: Iterable[str]) -> str:
        """Name several rows of the zone; `*` is all places."""
        return ", ".join(_("everywhere") if one == ANY else self.name(one) for one in rows)

    def basis(self, row: Given) -> dict[str, str]:
        """Say on what a row rests, and who says so."""
        return {
            "basis": row.basis,
            "word": basis_word(row.basis),
            "tone": TONES[row.basis],
            "source": self.titles.get(row.source, row.source),
        }

    def stream(self, one: Stream) -> dict[str, Any]:
        """Tell who comes."""
        return {
            "id": one.id,
            "place": self.name(one.place),
            "name": self.name_stream(one),
            "class": self.name(one.vehicle_class),
            "per_day": one.per_day,
            "yards": self.names(one.yards),
            "booked": one.booked,
            **self.basis(one),
        }

    def name_stream(self, one: Stream) -> str:
        """Name a stream by its procedure and goods."""
        return " · ".join(filter(None, (self.name(one.procedure), self.name(one.goods))))

    def post(self, one: Post) -> dict[str, Any]:
        """Tell who serves what, where, when."""
        return {
            "id": one.id,
            "agency": self.name(one.agency),
            "steps": name_steps(self.dated, one, self.language),
            "places": name_places(self.dated, one, self.language),
            "servers": one.servers,
            "shifts": [
                f"{shift.opens:%H:%M}–{shift.closes:%H:%M}: "
                + (str(shift.servers) if shift.servers is not None else f"{shift.more:+d}")
                for shift in one.shifts
            ],
            "quota": self._quota(one),
            **self.basis(one),
        }

    def _quota(self, one: Post) -> str:
        if one.per_day is not None:
            return ngettext("{n} a day", "{n} a day", one.per_day).format(n=one.per_day)
        if one.per_hour is not None:
            return ngettext("{n} an hour", "{n} an hour", one.per_hour).format(n=one.per_hour)
        return ""

    def service(self, one: Service) -> dict[str, Any]:
        """Tell how long a step takes."""
        about = (one.procedure, one.goods, one.vehicle_class, one.place, one.channel)
        return {
            "step": self.name(one.step.partition("/")[0]),
            "about": ", ".join(self.name(each) for each in about if each),
            "minutes": round(one.mean_s / MINUTE_S, 1),
            **self.basis(one),
        }

    def yards(self) -> list[dict[str, Any]]:
        """Tell how many places each yard of a stream has: of the twin, else of the zone."""
        used = dict.fromkeys(
            yard for one in self.twin.streams for yard in (*one.yards, *one.buffer)
        )
        return [self._yard(yard) for yard in used]

    def _yard(self, yard: str) -> dict[str, Any]:
        rows = [row for row in self.twin.yard_places if row.yard == yard]
        told = {"id": yard, "name": self.name(yard)}
        if rows:
            return {**told, "places": sum(row.places for row in rows), **self.basis(rows[0])}
        row = next((one for one in self.dated.yards if one.id == yard), None)
        if row is not None and row.capacity is not None:
            source = self.titles.get(row.source, row.source)
            word = basis_word("published")
            return {**told, "places": row.capacity, "word": word, "tone": "good", "source": source}
        return {**told, "places": None, "word": basis_word("unknown"), "tone": "", "source": ""}


def _by(rows: Sequence[Any], name: str) -> list[Any]:
    """Put rows of one place or agency together, in the order in which these come first."""
    order = {value: n for n, value in enumerate(dict.fromkeys(getattr(r, name) for r in rows))}
    return sorted(rows, key=lambda row: order[getattr(row, name)])
