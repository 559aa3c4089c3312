"""People, firms and their mandates, and keys of devices and agencies."""

from datetime import datetime
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models

WORDS = ("declare", "follow", "pay")  # what a mandate may let an agent do


class ApiKey(models.Model):
    """What a device or a firm's program shows to be let in. Only a digest of it is kept.

    It serves before `valid_until`, without one until it is revoked. `agency` is empty for a
    declarant's program. `by` names are text, so that the trail outlives every account.
    """

    prefix = models.TextField(primary_key=True)
    digest = models.BinaryField(max_length=32)
    zone = models.TextField()
    agency = models.TextField(blank=True)
    device = models.TextField()
    may = ArrayField(models.TextField())
    made_at = models.DateTimeField()
    made_by = models.TextField()
    last_used_at = models.DateTimeField(null=True)
    valid_until = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.TextField(null=True)  # noqa: DJ001 set together with revoked_at

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(may__contained_by=["declare", "append", "read"])
                & ~models.Q(may=[]),
                name="key_may_known",
            ),
            models.CheckConstraint(
                condition=models.Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | models.Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="key_revoked_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(may__contains=["append"]) | ~models.Q(agency=""),
                name="key_appends_for_an_agency",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}… {self.agency or 'declarant'} {self.device}"


class People(BaseUserManager["Person"]):
    """Finds people by name; `accounts.people.register` makes them."""


class Person(AbstractBaseUser):
    """Who acts. `username` is what an event names as `by`; it is never given to another person.

    `agency` is the zone's id of the officer's agency, `firm` the id of the declarant's firm; each
    is null for the other. What a role may do stands in `permissions.csv`. A badge is kept as the
    SHA-256 of its random code, a PIN as a slow hash. Who `leads_firm` sees all trips of the firm,
    looks after its clerks and gives its mandates. Who `leads_agency` writes its roster.
    `unit` is the unit of the Board or the province that the person works in, `phone` the reference
    of the number on which messages of the office arrive; both may be empty.
    """

    username = models.TextField(primary_key=True)
    full_name = models.TextField()
    role = models.TextField()
    zone = models.TextField()
    agency = models.TextField(null=True, blank=True)  # noqa: DJ001 none is not the empty id
    firm = models.TextField(null=True, blank=True)  # noqa: DJ001 none is not the empty id
    unit = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    leads_firm = models.BooleanField(default=False)
    leads_agency = models.BooleanField(default=False)
    language = models.TextField(default="vi")
    is_active = models.BooleanField(default=True)
    password_is_temporary = models.BooleanField(default=False)
    badge = models.BinaryField(max_length=32, null=True, unique=True)
    pin = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.TextField(null=True)  # noqa: DJ001 set together with ended_at

    objects = People()
    USERNAME_FIELD = "username"

    asked_at: datetime | None = None  # of this request, see `accounts.rights.needs`
    standing: "tuple[Mandate, ...] | None" = None  # mandates at that time, once they were asked for

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(username__regex=r"^[a-z0-9][a-z0-9._-]{1,39}$"),
                name="person_name_plain",
            ),
            models.CheckConstraint(
                condition=models.Q(agency__isnull=True) | models.Q(firm__isnull=True),
                name="person_agency_or_firm",
            ),
            models.CheckConstraint(
                condition=models.Q(leads_firm=False) | models.Q(firm__isnull=False),
                name="person_leads_own_firm",
            ),
            models.CheckConstraint(
                condition=models.Q(leads_agency=False) | models.Q(agency__isnull=False),
                name="person_leads_own_agency",
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True, ended_by__isnull=True, is_active=True)
                | models.Q(ended_at__isnull=False, ended_by__isnull=False, is_active=False),
                name="person_ended_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(username__startswith="demo-")
                | models.Q(zone__endswith="-demo"),
                name="person_demo_in_demo_only",
            ),
        ]

    def __str__(self) -> str:
        return self.username


class FailedTry(models.Model):
    """A wrong password, code or PIN. In the database, so that all processes count together."""

    key = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["key", "at"])]

    def __str__(self) -> str:
        return f"{self.key} {self.at}"


class PersonChange(models.Model):
    """Who did what to whose account: an audit line, never changed."""

    username = models.TextField()
    act = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.at} {self.by} {self.act} {self.username}"


class Firm(models.Model):
    """A firm of the zone. People and declarations name it by `id`, as a word, not by a key."""

    pk = models.CompositePrimaryKey("zone", "id")
    zone = models.TextField()
    id = models.TextField()
    name = models.TextField()
    tax_code = models.TextField(blank=True)
    made_at = models.DateTimeField()
    made_by = models.TextField()

    def __str__(self) -> str:
        return self.name


class Mandate(models.Model):
    """What a firm lets an agent, itself a firm, do for it: from, until, which acts, by which paper.

    Nothing of a row changes but its withdrawal, which is written once.
    """

    zone = models.TextField()
    firm = models.TextField()
    agent = models.TextField()
    acts = ArrayField(models.TextField())
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    document = models.TextField()
    given_by = models.TextField()
    given_at = models.DateTimeField()
    withdrawn_by = models.TextField(null=True)  # noqa: DJ001 set together with withdrawn_at
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["zone", "agent"], name="mandate_by_agent"),
            models.Index(fields=["zone", "firm"], name="mandate_by_firm"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(acts__contained_by=list(WORDS)) & ~models.Q(acts=[]),
                name="mandate_acts_known",
            ),
            models.CheckConstraint(
                condition=~models.Q(firm=models.F("agent")), name="mandate_to_another"
            ),
            models.CheckConstraint(
                condition=models.Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="mandate_withdrawn_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.firm} → {self.agent}: {', '.join(self.acts)}"
