"""Orders and the words about them; both are only ever added to."""

from typing import ClassVar

from django.db import models


class RoadOrder(models.Model):
    """What the centre asks of the traffic police, for one vehicle or for a class of them.

    `visit` is one vehicle. Without it the order is for all that are bound for `gate` (a gate or a
    route; null is every gate), in one `direction` or with goods of one class. `place` is where
    they are held or diverted to; `road` says in words where on the road. `subject` and `seq` name
    the row of the log.
    """

    zone = models.TextField()
    verb = models.TextField()
    visit = models.TextField(null=True)  # noqa: DJ001 no vehicle is not the empty number
    gate = models.TextField(null=True)  # noqa: DJ001
    direction = models.TextField(null=True)  # noqa: DJ001
    goods = models.TextField(null=True)  # noqa: DJ001
    place = models.TextField(null=True)  # noqa: DJ001
    road = models.TextField(blank=True)
    reason = models.TextField()
    until = models.DateTimeField(null=True)
    agency = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    subject = models.TextField()
    seq = models.IntegerField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["zone", "-at"]),
            models.Index(fields=["zone", "visit"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(verb__in=["hold", "release", "divert"]), name="order_verb_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(verb="divert") | models.Q(place__isnull=False),
                name="order_diverts_to_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.pk} {self.verb}"


class RoadWord(models.Model):
    """What was said about an order: the police's answer, or that the centre withdrew it."""

    order = models.ForeignKey(RoadOrder, on_delete=models.PROTECT, related_name="words")
    word = models.TextField()
    reason = models.TextField(blank=True)
    note = models.TextField(blank=True)
    agency = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(word__in=["done", "cannot", "passed_on", "withdrawn"]),
                name="order_word_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.order_id} {self.word}"
