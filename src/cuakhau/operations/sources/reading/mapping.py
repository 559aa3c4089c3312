"""Which column of a source is what, what its words for steps mean, how it writes times."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from cuakhau.operations.people import plain
from cuakhau.zone.types import LANGUAGES
from cuakhau.zone.zone import Zone

VEHICLE_FIELDS = ("number", "plate", "trailer", "container", "declaration")
FIELDS = (*VEHICLE_FIELDS, "step", "time", "day")
# What other systems write above their columns, without accents and marks; the first that fits.
WORDS: dict[str, tuple[str, ...]] = {
    "number": ("SOLUOTXE", "MALUOT", "SOLUOT", "VISIT", "MAPHIEU", "车次号", "车次"),
    "trailer": ("ROMOOC", "BIENSOMOOC", "MOOC", "TRAILER", "挂车"),
    "plate": ("BIENKIEMSOAT", "BIENSO", "BKS", "PLATE", "LICENSE", "SOXE", "车牌"),
    "container": ("CONTAINER", "SOCONT", "CONT", "集装箱", "箱号"),
    "declaration": ("SOTOKHAI", "TOKHAI", "DECLARATION", "CUSTOMSNO", "报关单"),
    "step": ("XACNHAN", "BUOC", "TRANGTHAI", "HOATDONG", "STEP", "STATUS", "EVENT", "环节", "状态"),
    "day": ("NGAY", "DATE", "日期"),
    "time": ("THOIGIAN", "NGAYGIO", "THOIDIEM", "GIO", "HAPPENEDAT", "TIMESTAMP", "TIME", "时间"),
}
WHOLE_TIME = ("NGAYGIO", "THOIGIAN", "TIMESTAMP", "HAPPENEDAT")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How a source writes: heading → field, word → step, the step of all rows, its offset."""

    columns: Mapping[str, str] = field(default_factory=dict)
    steps: Mapping[str, str] = field(default_factory=dict)
    only_step: str = ""
    offset_min: int = 420

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what no column tells: the vehicle, the step or the time."""
        told = set(self.columns.values())
        lacking = [
            ("vehicle", told.isdisjoint(VEHICLE_FIELDS)),
            ("step", "step" not in told and not self.only_step),
            ("time", "time" not in told),
        ]
        return tuple(name for name, lacks in lacking if lacks)

    def to_json(self) -> dict[str, Any]:
        """Write it as it is kept."""
        return asdict(self)


def read_layout(kept: Mapping[str, Any]) -> Layout:
    """Read a kept layout; an empty one says nothing."""
    return Layout(**kept)


def complete(layout: Layout, columns: Iterable[str]) -> Layout:
    """Keep what was said of these columns, and guess the rest by their headings."""
    names = [name for name in columns if name]
    kept = {name: layout.columns[name] for name in names if name in layout.columns}
    if kept:
        return Layout(
            columns=kept,
            steps=layout.steps,
            only_step=layout.only_step,
            offset_min=layout.offset_min,
        )
    return Layout(
        columns=guess_columns(names),
        steps=layout.steps,
        only_step=layout.only_step,
        offset_min=layout.offset_min,
    )


def guess_columns(names: Iterable[str]) -> dict[str, str]:
    """Guess by its heading what each column is; one that fits nothing is left out."""
    found: dict[str, str] = {}
    folded = {name: plain(name) for name in names}
    for wanted, words in WORDS.items():
        for word in words:
            fits = [
                name
                for name, told in folded.items()
                if name not in found and _fits(told, word, wanted)
            ]
            if fits:
                found[fits[0]] = wanted
                break
    if "time" not in found.values():
        return {name: "time" if told == "day" else told for name, told in found.items()}
    return found


def _fits(told: str, word: str, wanted: str) -> bool:
    """Tell whether a heading is meant; `Ngày giờ` is a time, not a day."""
    if wanted == "day" and any(whole in told for whole in WHOLE_TIME):
        return False
    return told == word if len(word) <= 4 and word.isascii() else word in told


def find_step(zone: Zone, layout: Layout, said: str, allowed: Iterable[str]) -> str | None:
    """Find the step that a word of the source means: as was set, by its id, or by its name."""
    folded = plain(said)
    if not folded:
        return layout.only_step or None
    steps = list(allowed)
    if layout.steps.get(folded) in steps:
        return layout.steps[folded]
    for step in steps:
        names = (step, *(zone.name_of(step, language) for language in LANGUAGES))
        if folded in {plain(name) for name in names}:
            return step
    return None


def list_allowed(zone: Zone, agency: str) -> list[str]:
    """List the steps that a source may give: those of its agency, or all where it has none."""
    return [step.id for step in zone.steps if not agency or agency in step.agencies]
