"""Tables of the journal that Django may read. It neither makes nor changes them.

`migrations/tables.sql` is their definition: partitions and triggers are beyond a model. The log
itself and its projection have no model: they are written by `journal.write` and `journal.batch`
alone, and read through `journal.read`.
"""

from django.db import models


class Refusal(models.Model):
    """A request that a rule refused: which rule, on what facts, who, when. Part of no visit."""

    id = models.BigAutoField(primary_key=True)
    zone = models.TextField()
    nonce = models.TextField()
    row = models.IntegerField(null=True)
    digest = models.BinaryField()
    subject = models.TextField()
    kind = models.TextField()
    step = models.TextField(null=True)  # noqa: DJ001  unknown is not the empty word
    rule = models.TextField()
    facts = models.JSONField()
    by = models.TextField()
    at_us = models.BigIntegerField()
    at_offset_min = models.SmallIntegerField()

    class Meta:
        """A table of our own making."""

        managed = False
        db_table = "journal_refusal"
        ordering = ("id",)

    def __str__(self) -> str:
        """Name the rule and the subject."""
        return f"{self.rule} {self.subject}"
