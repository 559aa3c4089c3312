"""Rules of shape: a row says a known thing, says all of it, at a time that can be."""

from operator import attrgetter
from typing import Any

from cuakhau.movement.event import (
    ANALYTIC_FIELDS,
    MEASURES,
    PLACE_KINDS,
    SCHEMA,
    VISIT_KINDS,
    Event,
    Looked,
)
from cuakhau.movement.times import OFFSETS_MIN

EARLIEST_US = 946_684_800_000_000  # 2000-01-01: a clock that says less was never set
LATEST_US = 4_102_444_800_000_000  # 2100-01-01

NEEDED = {
    "declared": ("procedure", "place"),
    "confirmed": ("step", "agency"),
    "started": ("step", "agency"),
    "held": ("agency",),
    "released": ("agency",),
    "correction_asked": ("agency",),
    "moved": ("place",),
    "rerouted": ("place",),
    "swapped": ("step", "other"),
    "linked": ("other",),
    "unlinked": ("other",),
    "merged": ("other",),
    "split": ("other",),
    "called": ("place",),
    "answered": ("step",),
    "sighted": ("place",),
    "missing": ("place",),
    "voided": ("corrects",),
    "post_taken": ("agency",),
    "post_left": ("agency",),
    "slot_booked": ("other", "step"),
    "slot_changed": ("other", "step"),
    "slot_missed": ("other",),
    "counted": ("amount",),
    "day_counted": ("step", "amount"),
}
SWAPPED = ("plate", "trailer", "container", "tractor", "driver")
ANSWERS = ("heard", "coming", "cannot")
SCOPES = ("vn", "cn", "export", "import", "vn/export", "vn/import", "cn/export", "cn/import")
WORDS = {
    "swapped": SWAPPED,
    "answered": ANSWERS,
    "day_counted": MEASURES,
    "counted": MEASURES,
    "opened": SCOPES,
    "closed": SCOPES,
    "slowed": SCOPES,
}
# Of these kinds the step may be left out.
WORD_MAY_LACK = ("counted", "opened", "closed", "slowed")
_ALL_LOOKED = sum(Looked)
LONGEST_NAME = 200
LARGEST_WHOLE = 2**53 - 1  # the largest whole number that every reader of JSON keeps
DEEPEST = 8
_texts = attrgetter("zone", "subject", "step", "agency", "place", "other", "procedure", "goods",
                    "vehicle_class", "run", "by", "device", "zone_version")  # fmt: skip
# With the kind beside them, so that even one field comes as a tuple.
_needed = {kind: attrgetter("kind", *names) for kind, names in NEEDED.items()}


def find_missing(event: Event) -> tuple[str, ...]:
    """Name the fields that the kind of this event needs and that it lacks."""
    needed = NEEDED.get(event.kind, ())
    return tuple([name for name in needed if getattr(event, name) in (None, "")])


def shape_facts(event: Event) -> dict[str, Any]:
    """Collect what the sentences of these rules may name."""
    facts: dict[str, Any] = {name: getattr(event, name) for name in ANALYTIC_FIELDS}
    facts["missing"] = ", ".join(find_missing(event))
    facts["happened"] = event.happened_us
    return facts


def m1_kind_is_known(event: Event) -> bool:
    """A {subject_kind} has no row of the kind "{kind}" in schema {schema}.

    Cure: Use a kind from the list in the manual, or bring the program that sent it up to date.
    """
    kinds = VISIT_KINDS if event.subject_kind == "visit" else PLACE_KINDS
    return event.kind in kinds and 1 <= event.schema <= SCHEMA


def m2_nothing_is_missing(event: Event) -> bool:
    """A row "{kind}" needs more than was given: {missing}.

    Cure: Fill in {missing} and send it again.
    """
    needed = _needed.get(event.kind)
    if needed is None:
        return True
    given = needed(event)
    return None not in given and "" not in given


def m3_words_are_known(event: Event) -> bool:
    """A row "{kind}" cannot say step "{step}", amount {amount} or looked at {looked_at}.

    Cure: Use one of the words and amounts that the manual gives for "{kind}".
    """
    words = WORDS.get(event.kind)
    if words is not None and event.step not in words:
        return event.step is None and event.kind in WORD_MAY_LACK
    if event.amount is not None and event.amount < (1 if event.kind == "slowed" else 0):
        return event.kind == "counted"
    return 0 <= event.looked_at <= _ALL_LOOKED


def m4_time_is_possible(event: Event) -> bool:
    """The time {happened} cannot be right: a year from 2000 to 2099 and a real offset are needed.

    Cure: Set the clock of the device and send the row again with the time it happened.
    """
    return (
        EARLIEST_US <= event.happened_us < LATEST_US
        and EARLIEST_US <= (event.recorded_us or event.happened_us) < LATEST_US
        and event.happened_offset_min in OFFSETS_MIN
        and event.recorded_offset_min in OFFSETS_MIN
    )


def m23_names_are_plain(event: Event) -> bool:
    """A name in this row is empty, too long, or has characters that cannot be printed.

    Cure: Send names as they stand in the zone, and numbers as they were given out.
    """
    joined = "".join(filter(None, _texts(event)))
    if not joined.isprintable() or not event.zone or not event.subject:
        return False
    # All together shorter than the longest allowed: then each of them is.
    return len(joined) <= LONGEST_NAME or max(map(len, filter(None, _texts(event)))) <= LONGEST_NAME


def m24_payload_is_plain(event: Event) -> bool:
    """The payload holds something that cannot be kept to the letter, such as a broken number.

    Cure: Send texts, whole numbers, true, false, lists and objects only; a weight in kilograms.
    """
    return event.payload is None or _is_plain(event.payload, DEEPEST)


def _is_plain(value: Any, deeper: int) -> bool:
    match value:
        case None | bool():
            return True
        case int():
            return -LARGEST_WHOLE <= value <= LARGEST_WHOLE
        case str():
            # A lone surrogate has no bytes, and PostgreSQL cannot store a zero character.
            return not any(letter == "\0" or "\ud800" <= letter <= "\udfff" for letter in value)
        case list() | tuple():
            return deeper > 0 and all(_is_plain(one, deeper - 1) for one in value)
        case dict():
            return deeper > 0 and all(
                isinstance(key, str) and _is_plain(key, 0) and _is_plain(one, deeper - 1)
                for key, one in value.items()
            )
    return False


SHAPE = (
    m1_kind_is_known,
    m2_nothing_is_missing,
    m3_words_are_known,
    m4_time_is_possible,
    m23_names_are_plain,
    m24_payload_is_plain,
)
