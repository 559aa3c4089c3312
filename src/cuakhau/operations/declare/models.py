"""Consignments, drafts and the lists they came from, and the HS nomenclature."""

from typing import ClassVar

from django.db import models


class Consignment(models.Model):
    """What many visits have in common (lô hàng), at one revision: goods and papers typed once.

    A visit belongs to one by `Declaration.consignment`. `papers` are references of
    `journal.personal`, as in a declaration. `planned` is how many vehicles are to come.
    """

    pk = models.CompositePrimaryKey("zone", "number", "revision")
    zone = models.TextField()
    number = models.TextField()
    revision = models.IntegerField()
    owner = models.TextField()
    contract = models.TextField()
    planned = models.IntegerField(null=True)
    procedure = models.TextField()
    place = models.TextField()
    goods = models.TextField(null=True)  # noqa: DJ001 unknown is not the empty word
    payer = models.TextField(null=True)  # noqa: DJ001
    goods_lines = models.JSONField(default=list)
    papers = models.JSONField(default=list)
    mandate = models.BigIntegerField(null=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["zone", "owner", "-number"], name="consignment_by_owner")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.number}/{self.revision}"


class TripList(models.Model):
    """A file with many trips, as it was taken in: its bad rows with what is wrong in them.

    `columns` are the headings as they stood in the file, `bad` objects of sheet, row, cells and
    mistakes, `remarks` what was not read and why. `keep_until` is the last day of bad rows, which
    may name people.
    """

    zone = models.TextField()
    owner = models.TextField()
    name = models.TextField()
    sent_sha256 = models.TextField()
    rows = models.IntegerField()
    good = models.IntegerField()
    columns = models.JSONField(default=list)
    bad = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    by = models.TextField()
    at = models.DateTimeField()
    keep_until = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "owner", "-at"], name="list_by_owner")]

    def __str__(self) -> str:
        return f"{self.zone} {self.owner} {self.name}"


class Draft(models.Model):
    """A form that was begun, or a good row of a list. What was typed is gone once it is declared.

    `typed` may name people, so a draft has a last day. `number` is that of the visit it became.
    """

    zone = models.TextField()
    key = models.TextField()
    owner = models.TextField()
    typed = models.JSONField(default=dict)
    trip_list = models.ForeignKey(TripList, null=True, on_delete=models.SET_NULL)
    row = models.IntegerField(null=True)
    by = models.TextField()
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    keep_until = models.DateField()
    thrown_at = models.DateTimeField(null=True)
    number = models.TextField(null=True)  # noqa: DJ001 not declared yet is not the empty number

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["zone", "owner", "id"],
                condition=models.Q(number__isnull=True, thrown_at__isnull=True),
                name="draft_open_by_owner",
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "key"], name="draft_once_for_each_form")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.owner} {self.key}"


class HsLine(models.Model):
    """A line of a nomenclature of goods that was taken in: code, and its path of names."""

    code = models.TextField(primary_key=True)
    vi = models.TextField(blank=True)
    en = models.TextField(blank=True)
    zh = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.code
