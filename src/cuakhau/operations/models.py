"""Declarations, photos of papers, answers to acts, messages to people; each with who and when."""

from typing import ClassVar

from django.db import models


class Declaration(models.Model):
    """What a declarant said of a visit, at one revision.

    Plate, driver and papers are ids of `journal.personal`, so that people can be erased and the
    declaration stays. `mandate` is that of `accounts.firms` under which an agent declared.
    `goods_lines` and `papers` are lists of objects, see `operations.declaring`. The event of the
    log names `number` and `revision`.
    """

    pk = models.CompositePrimaryKey("zone", "number", "revision")
    zone = models.TextField()
    number = models.TextField()
    revision = models.IntegerField()
    procedure = models.TextField()
    place = models.TextField()
    goods = models.TextField(null=True)  # noqa: DJ001 unknown is not the empty word
    vehicle_class = models.TextField(null=True)  # noqa: DJ001
    vehicle = models.TextField(null=True)  # noqa: DJ001
    driver = models.TextField(null=True)  # noqa: DJ001
    phone = models.TextField(null=True)  # noqa: DJ001
    expected_at = models.DateTimeField(null=True)
    payer = models.TextField(null=True)  # noqa: DJ001
    fee_use = models.TextField(null=True)  # noqa: DJ001
    goods_lines = models.JSONField(default=list)
    papers = models.JSONField(default=list)
    owner = models.TextField()
    consignment = models.TextField(null=True)  # noqa: DJ001
    mandate = models.BigIntegerField(null=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["zone", "owner", "-number", "-revision"], name="declared_by_owner"
            ),
            models.Index(
                fields=["zone", "consignment"],
                condition=models.Q(consignment__isnull=False),
                name="declared_in_consignment",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(revision__gte=1), name="revision_from_one"),
            models.CheckConstraint(
                condition=models.Q(payer__isnull=True) | models.Q(payer__in=["vn", "cn"]),
                name="payer_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.number}/{self.revision}"


class PaperPhoto(models.Model):
    """That a photo or scan of a paper was sent with a declaration; the row outlives the picture.

    `record` is its reference in `journal.personal`, where it has a last day and every look at it
    leaves a line. The record's value is the name of the file.
    """

    zone = models.TextField()
    number = models.TextField()
    kind = models.TextField()
    record = models.TextField(unique=True)
    by = models.TextField()
    at = models.DateTimeField()
    removed_by = models.TextField(null=True)  # noqa: DJ001 nobody is not the empty name
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["zone", "number"], name="paper_photo_of_visit")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(removed_at__isnull=True, removed_by__isnull=True)
                | models.Q(removed_at__isnull=False, removed_by__isnull=False),
                name="photo_removed_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.number} {self.kind}"


class PaperFile(models.Model):
    """The picture of a photo of a paper: it goes with its record, not later."""

    record = models.TextField(primary_key=True)
    zone = models.TextField()
    kind = models.TextField()
    media_type = models.TextField()
    content = models.BinaryField()
    sent_sha256 = models.TextField()
    keep_until = models.DateField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["keep_until"], name="paper_file_last_day")]

    def __str__(self) -> str:
        return f"{self.zone} {self.record}"


class Act(models.Model):
    """What was answered to a nonce, for acts that touch more than one row of the log."""

    pk = models.CompositePrimaryKey("zone", "nonce")
    zone = models.TextField()
    nonce = models.TextField()
    digest = models.BinaryField(max_length=32)
    answer = models.JSONField()
    by = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.zone} {self.nonce}"


class Message(models.Model):
    """Something to tell to a visit's people, a firm or a unit; `operations.messages` writes it.

    `text` and `facts` say it in three languages. Nothing here is personal: a channel finds the
    phone of a visit when it sends. Rows are never changed.
    """

    zone = models.TextField()
    nonce = models.TextField()
    row = models.IntegerField()
    text = models.TextField()
    facts = models.JSONField(default=dict)
    visit = models.TextField(null=True)  # noqa: DJ001 none is not the empty number
    firm = models.TextField(null=True)  # noqa: DJ001
    unit = models.TextField(null=True)  # noqa: DJ001
    about = models.TextField(null=True)  # noqa: DJ001
    until = models.DateTimeField(null=True)
    by = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce", "row"], name="message_once"),
            models.CheckConstraint(
                condition=models.Q(visit__isnull=False)
                | models.Q(firm__isnull=False)
                | models.Q(unit__isnull=False),
                name="message_goes_somewhere",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["zone", "visit"], name="message_of_visit"),
            models.Index(fields=["zone", "firm", "-id"], name="message_of_firm"),
            models.Index(fields=["zone", "about"], name="message_about"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.id} {self.text}"


class MessageTry(models.Model):
    """What a channel did with a message at one try; rows are added, never changed."""

    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="tries")
    channel = models.TextField()
    number = models.IntegerField()
    state = models.TextField()
    detail = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "channel", "number"], name="try_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["sent", "delivered", "failed", "no_address"]),
                name="try_state_known",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["channel", "state"], name="try_by_channel")]

    def __str__(self) -> str:
        return f"{self.message_id} {self.channel} {self.state}"
