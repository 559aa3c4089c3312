"""Takes facts in: a file by its mapping, what was published, what our own visits carried.

One import of a zone at a time; each is one transaction, and the same nonce or the same file is
never taken twice.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import connection, transaction

from cuakhau.movement.times import local_day
from cuakhau.trade.facts import FACT_SCHEMA, facts_of_history
from cuakhau.trade.importing.check import check_file
from cuakhau.trade.importing.checked import Checked, find_refusal
from cuakhau.trade.importing.mapping import Mapping, read_mapping
from cuakhau.trade.importing.refusals import f63_file_is_new, not_taken
from cuakhau.trade.importing.shaping import Around
from cuakhau.turnover.store.copying import copy_doubts, copy_facts
from cuakhau.turnover.store.doubting import list_doubts
from cuakhau.turnover.store.models import FILE, PUBLISHED, Import
from cuakhau.turnover.store.reading import read_newest
from cuakhau.turnover.store.sent import Sent, Signed, digest_file, digest_rows
from cuakhau.turnover.store.valued import list_rates
from cuakhau.zone.history import History
from cuakhau.zone.zone import Zone

if TYPE_CHECKING:
    import pyarrow as pa


def look(zone: Zone, sent: Sent, at: datetime) -> Checked:
    """Check a file as a whole; nothing is kept. Raises F41 to F44 and F63."""
    mapping = read_mapping(sent.mapping)
    _require_new(zone, digest_file(sent.path))
    return _check(zone, sent.path, mapping, at)


def take(
    zone: Zone, sent: Sent, signed: Signed, tell: Callable[[str], None] = lambda _word: None
) -> Import:
    """Take a file in, with its broken rows set aside. Raises F41 to F44, F63 and F64.

    `tell` hears how far it is: checking, storing.
    """
    mapping = read_mapping(sent.mapping)
    digest = digest_file(sent.path)
    with alone(zone.name):
        done = Import.objects.filter(zone=zone.name, nonce=signed.nonce).first()
        if done is not None and done.digest == digest:
            return done
        _require_new(zone, digest)
        tell("checking")
        checked = _check(zone, sent.path, mapping, signed.at)
        refusal = find_refusal(checked)
        if refusal is not None:
            raise refusal
        tell("storing")
        made = Import(
            kind=FILE,
            source=mapping.source,
            name=sent.name,
            digest=digest,
            mapping_name=sent.mapping_name,
            mapping=sent.mapping,
        )
        return store(zone, made, checked, signed)


def take_facts(zone: Zone, kind: str, facts: "pa.Table", signed: Signed) -> Import | None:
    """Take in facts that were made from other records; nothing where all are known already.

    A fact whose figures changed becomes a new revision. `known_us` of new ones is theirs, if any.
    """
    import pyarrow.compute as pc

    from cuakhau.trade.revising import find_news

    if not facts.num_rows:
        return None
    (source, *others) = pc.unique(facts["source"]).to_pylist()
    with alone(zone.name):
        first, last = pc.min(facts["first_day"]).as_py(), pc.max(facts["last_day"]).as_py()
        sources = [source, *others]
        known = [read_newest(zone.name, one, first, last) for one in sources]
        news = find_news(facts, known, signed.us)
        if not news.num_rows:
            return None
        revised = pc.sum(pc.greater(news["revision"], 1)).as_py()
        made = Import(
            kind=kind,
            source=source if not others else "",
            digest=digest_rows(news),
            rows=facts.num_rows,
            good=facts.num_rows,
            new=news.num_rows - revised,
            revised=revised,
            alike=facts.num_rows - news.num_rows,
            aside=0,
            doubted=0,
            first_day=first,
            last_day=last,
        )
        keep(zone, made, news, signed)
        return made


def take_published(zone: Zone, history: History, signed: Signed) -> Import | None:
    """Take in what has been published about the zone; what was taken before is no news."""
    return take_facts(zone, PUBLISHED, facts_of_history(history), signed)


def store(zone: Zone, made: Import, checked: Checked, signed: Signed) -> Import:
    """Keep a checked file: its import, its facts, and what a person has to settle."""
    import pyarrow.compute as pc

    made.rows, made.good, made.aside = checked.rows, checked.good, checked.bad
    made.new, made.revised, made.alike = checked.new, checked.revised, checked.alike
    made.doubted = len(checked.facts) - pc.sum(pc.is_null(checked.facts["doubts"])).as_py() if (
        checked.facts.num_rows
    ) else 0  # fmt: skip
    made.first_day, made.last_day = checked.first_day, checked.last_day
    made.missing = [f"{month:%Y-%m}" for month in checked.missing]
    keep(zone, made, checked.facts, signed)
    copy_doubts(list_doubts(zone, made, checked))
    return made


def _check(zone: Zone, path: Path, mapping: Mapping, at: datetime) -> Checked:
    around = around_of(zone, at)
    return check_file(
        path,
        mapping,
        around,
        lambda first, last: read_newest(zone.name, mapping.source, first, last),
    )


def around_of(zone: Zone, at: datetime) -> Around:
    """Give what rows are looked at beside: the day in the zone, and its places."""
    today = local_day(zone, round(at.timestamp() * 1_000_000))
    return Around(today, frozenset(zone.places))


def keep(zone: Zone, made: Import, facts: "pa.Table", signed: Signed) -> None:
    """Write an import and its facts, valued in dollars where a rate is known."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from cuakhau.trade.rates import value_facts

    made.zone, made.by, made.at, made.nonce = zone.name, signed.by, signed.at, signed.nonce
    made.save(force_insert=True)
    if not facts.num_rows:
        return
    facts = value_facts(facts, list_rates(zone.name))
    known = pc.fill_null(facts["known_us"], signed.us)
    number = pa.array([str(made.pk)] * facts.num_rows, pa.string())
    facts = facts.set_column(FACT_SCHEMA.get_field_index("known_us"), "known_us", known)
    facts = facts.set_column(FACT_SCHEMA.get_field_index("import_id"), "import_id", number)
    copy_facts(zone.name, facts)


def _require_new(zone: Zone, digest: str) -> None:
    known = Import.objects.filter(zone=zone.name, kind=FILE, digest=digest).first()
    if known is not None:
        raise not_taken(f63_file_is_new, day=f"{known.at:%d/%m/%Y}", by=known.by, number=known.pk)


@contextmanager
def alone(zone_name: str) -> Iterator[None]:
    """Open a transaction that no other import of the zone runs beside."""
    with transaction.atomic():
        with connection.cursor() as here:
            here.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))",
                [f"cuakhau.trade.{zone_name}"],
            )
        yield
