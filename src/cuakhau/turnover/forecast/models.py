"""Answers of the forecasting process, kept by their question."""

from django.db import models


class MadeForecast(models.Model):
    """One question and its answer; without one it is being made, or has failed (`trouble`)."""

    zone = models.CharField(max_length=64)
    question = models.CharField(max_length=32)
    began_at = models.DateTimeField()
    answer = models.JSONField(null=True)
    trouble = models.TextField(default="")

    class Meta:
        app_label = "forecast"
        constraints = [
            models.UniqueConstraint(fields=["zone", "question"], name="one_answer_a_question")
        ]

    def __str__(self) -> str:
        return f"{self.zone} {self.question}"
