"""Addresses that are given out of the system: a driver's page, opened by who has its link."""

from datetime import datetime

from django.urls import reverse

from cuakhau.accounts import links


def driver_path(zone_name: str, number: str, *, at: datetime) -> str:
    """Give the path of the driver's page of a visit, signed at `at` (wall time).

    Beside it, at the same path with `qr.svg`, stands its QR code.
    """
    return reverse("driver:page", args=[zone_name, links.sign(zone_name, number, at=at)])
