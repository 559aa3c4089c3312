"""Runs of the twin: what was asked, how far it is, what came of it."""

from typing import ClassVar

from django.db import models

WAITING, RUNNING, STOPPING = "waiting", "running", "stopping"
DONE, STOPPED, BROKEN, CUT = "done", "stopped", "broken", "cut"
STATUSES = (WAITING, RUNNING, STOPPING, DONE, STOPPED, BROKEN, CUT)


class Run(models.Model):
    """A scenario run on the twin, with all that is needed to get the same rows again.

    `scenario` is its TOML, `base` says where it starts (`day`, `month`, `now`), `log` how far the
    log was read for it (`none` where it was not). Replications take the seeds from `seed` on.
    `results` lists what each of them measured, `rows` digests the rows of the first, `notes` counts
    what a run from now left out. `at` is time of the zone; `seen_at`, `began_at` and `ended_at` are
    of the wall, which tells whether whoever runs it still lives. `cut`: that one went away.
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
    status = models.TextField(default=WAITING)
    done = models.IntegerField(default=0)
    seen_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    results = models.JSONField(null=True)
    rows = models.TextField(blank=True)
    notes = models.JSONField(null=True)
    trouble = models.JSONField(null=True)
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
