"""Facts of trade with all their revisions, where they came from, and what is in doubt.

All tables are append-only: the database refuses UPDATE, DELETE and TRUNCATE.
"""

from typing import ClassVar

from django.db import models

FILE, PUBLISHED, OWN_VISITS, SETTLED, VALUED = (
    "file", "published", "own_visits", "settled", "valued",
)  # fmt: skip
KINDS = (FILE, PUBLISHED, OWN_VISITS, SETTLED, VALUED)
ACCEPT, CORRECT, REJECT = "accept", "correct", "reject"
ACTS = (ACCEPT, CORRECT, REJECT)


class Import(models.Model):
    """One taking in of facts: what was sent, by which mapping, by whom, and what came of it.

    `digest` is that of the file, or of the rows where there was none. `mapping` is the whole text,
    so that the same facts can be made again. `alike` rows were known already and are no new
    revision; `aside` rows wait for a person. `missing` lists months (2020-10) without a row. `at`
    is time of the zone.
    """

    zone = models.TextField()
    kind = models.TextField()
    source = models.TextField()
    name = models.TextField(blank=True)
    digest = models.TextField()
    mapping_name = models.TextField(blank=True)
    mapping = models.TextField(blank=True)
    rows = models.IntegerField()
    good = models.IntegerField()
    new = models.IntegerField()
    revised = models.IntegerField()
    alike = models.IntegerField()
    aside = models.IntegerField()
    doubted = models.IntegerField()
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    missing = models.JSONField(default=list)
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="trade_import_once"),
            models.UniqueConstraint(
                fields=["zone", "digest"],
                condition=models.Q(kind=FILE),
                name="trade_file_once",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=KINDS), name="trade_import_kind_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "-id"], name="trade_import_by_zone")]

    def __str__(self) -> str:
        return f"{self.zone} {self.kind} {self.source} {self.name}"


class Fact(models.Model):
    """One revision of one fact, column by column as `trade.facts.FACT_SCHEMA`."""

    pk = models.CompositePrimaryKey("zone", "fact", "revision")
    zone = models.TextField()
    fact = models.TextField()
    revision = models.IntegerField()
    known_us = models.BigIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    day_ends = models.TextField()
    place = models.TextField(null=True)  # noqa: DJ001 unknown is not the empty word
    scope = models.TextField()
    direction = models.TextField()
    regime = models.TextField(null=True)  # noqa: DJ001
    hs = models.TextField(null=True)  # noqa: DJ001
    hs_edition = models.TextField(null=True)  # noqa: DJ001
    partner = models.TextField(null=True)  # noqa: DJ001
    value = models.BigIntegerField(null=True)
    currency = models.TextField(null=True)  # noqa: DJ001
    value_usd_cents = models.BigIntegerField(null=True)
    usd_rate = models.FloatField(null=True)
    rate_source = models.TextField(null=True)  # noqa: DJ001
    weight_g = models.BigIntegerField(null=True)
    duty_vnd = models.BigIntegerField(null=True)
    vat_vnd = models.BigIntegerField(null=True)
    other_tax_vnd = models.BigIntegerField(null=True)
    growth_published_pct = models.FloatField(null=True)
    source = models.TextField()
    precision = models.TextField()
    doubts = models.TextField(null=True)  # noqa: DJ001
    note = models.TextField(null=True)  # noqa: DJ001
    import_id = models.BigIntegerField()
    row = models.IntegerField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["zone", "source", "first_day"], name="trade_fact_by_source")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.fact}/{self.revision}"


class Doubt(models.Model):
    """One row of an import that a person has to settle; row 0 is the file as a whole.

    `aside`: no fact until settled, `said` holds its cells by field. `doubted`: the fact stands.
    `mistakes` lists field, column, value, rule and facts of each; `fact` is null where none stands.
    """

    zone = models.TextField()
    taken = models.ForeignKey(Import, on_delete=models.PROTECT)
    row = models.IntegerField()
    follows = models.TextField()
    rules = models.TextField()  # ids joined by blanks
    mistakes = models.JSONField()
    said = models.JSONField(default=dict)
    fact = models.TextField(null=True)  # noqa: DJ001

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "id"], name="trade_doubt_by_zone")]

    def __str__(self) -> str:
        return f"{self.taken_id}:{self.row} {self.rules}"


class Settlement(models.Model):
    """How a doubt was settled, once: accepted, corrected to `said`, or rejected."""

    zone = models.TextField()
    doubt = models.OneToOneField(Doubt, on_delete=models.PROTECT)
    act = models.TextField()
    said = models.JSONField(default=dict)
    note = models.TextField(blank=True)
    taken = models.ForeignKey(Import, null=True, on_delete=models.PROTECT)
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(act__in=ACTS), name="trade_settlement_act_is_known"
            )
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "nonce"], name="trade_settled_nonce")]

    def __str__(self) -> str:
        return f"{self.doubt_id} {self.act}"


class SavedMapping(models.Model):
    """A mapping kept under a name; the newest of a name is in force."""

    zone = models.TextField()
    name = models.TextField()
    text = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["zone", "name", "-id"], name="trade_mapping_by_name")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.name}"


class Rate(models.Model):
    """Units of a currency for one dollar on a day, by a source; the newest of a day is in force."""

    zone = models.TextField()
    currency = models.TextField()
    day = models.DateField()
    per_usd = models.FloatField()
    source = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(per_usd__gt=0), name="trade_rate_is_positive")
        ]
        indexes: ClassVar = [
            models.Index(fields=["zone", "currency", "-day", "-id"], name="trade_rate_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.currency} {self.day}"
