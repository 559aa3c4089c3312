"""Runs and studies of the twin: what was asked, how far it is, what came of it."""

from typing import ClassVar

from django.db import models

WAITING, RUNNING, STOPPING = "waiting", "running", "stopping"
DONE, STOPPED, BROKEN, CUT = "done", "stopped", "broken", "cut"
STATUSES = (WAITING, RUNNING, STOPPING, DONE, STOPPED, BROKEN, CUT)


class Turn(models.Model):
    """Work that waits for its turn and is made in the background (decision 0018).

    `seen_at`, `began_at` and `ended_at` are of the wall, which tells whether whoever makes it still
    lives. `cut`: that one went away.
    """

    status = models.TextField(default=WAITING)
    done = models.IntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    trouble = models.JSONField(null=True)

    class Meta:
        abstract = True


class Run(Turn):
    """A scenario run on the twin, with all that is needed to get the same rows again.

    `scenario` is its TOML, `base` says where it starts (`day`, `month`, `now`), `log` how far the
    log was read for it (`none` where it was not). Replications take the seeds from `seed` on.
    `results` lists what each of them measured, `rows` digests the rows of the first, `notes` counts
    what a run from now left out, `stops` tells when and why something stood still in the first
    (decision 0033). `at` is time of the zone.
    """

    zone = models.TextField()
    name = models.TextField()
    scenario = models.TextField(blank=True)
    base = models.TextField()
    first_day = models.DateField()
    days = models.IntegerField()
    seed = models.IntegerField()
    reps = models.IntegerField()
    zone_version = models.TextField()
    twin = models.TextField()
    log = models.TextField()
    code = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    nonce = models.TextField()
    results = models.JSONField(null=True)
    rows = models.TextField(blank=True)
    notes = models.JSONField(null=True)
    stops = models.JSONField(null=True)
    proof = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "nonce"], name="plan_run_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=STATUSES), name="plan_run_status_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "-id"])]

    def __str__(self) -> str:
        return f"{self.zone} {self.pk} {self.status}"

    @property
    def seeds(self) -> range:
        """The seeds of the replications."""
        return range(self.seed, self.seed + self.reps)


class RunDay(models.Model):
    """The kept log of one day of a run's first replication, packed for its replay."""

    run = models.OneToOneField(Run, on_delete=models.CASCADE, related_name="day")
    packed = models.BinaryField()

    def __str__(self) -> str:
        return f"day of run {self.run_id}"


class Study(Turn):
    """A long question to the twin (`kind`: `budget`, `targets`, `fit`, `backtest`) and its answer.

    `key` digests all that the answer hangs on: the same question finds the same row. `asked` holds
    what the kind asks, `log` how far the log was read (`none` where it was not), `wanted` how many
    steps there are, `answer` the packed answer. `at` is time of the zone.
    """

    zone = models.TextField()
    kind = models.TextField()
    key = models.TextField()
    asked = models.JSONField()
    zone_version = models.TextField()
    log = models.TextField()
    by = models.TextField()
    at = models.DateTimeField()
    wanted = models.IntegerField(default=1)
    answer = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "key"], name="plan_study_once"),
            models.CheckConstraint(
                condition=models.Q(status__in=STATUSES), name="plan_study_status_is_known"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["zone", "kind", "-id"])]

    def __str__(self) -> str:
        return f"{self.zone} {self.kind} {self.pk} {self.status}"


class Trial(models.Model):
    """A question that the workbench answered at once, by the digest of its content.

    It keeps no answer: the same question gives the same, so that a figure of it can be opened.
    """

    zone = models.TextField()
    digest = models.TextField()
    zone_version = models.TextField()
    scenario = models.TextField(blank=True)
    first_day = models.DateField()
    days = models.IntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["zone", "digest"], name="plan_trial_once"),
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.digest}"
