"""Whether the demo may be tried here without a password."""

from django.conf import settings
from django.http.request import split_domain_port

from cuakhau.web.here import Request
from cuakhau.zone.zone import Zone

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}


def find_demo_zone(request: Request) -> Zone | None:
    """Find the demo zone that may be tried here: on the embedded database, from this machine."""
    host, _port = split_domain_port(request.get_host())
    is_here = host in LOOPBACK and request.META.get("REMOTE_ADDR", "") in LOOPBACK
    is_proxied = "HTTP_X_FORWARDED_FOR" in request.META or "HTTP_FORWARDED" in request.META
    if not settings.IS_EMBEDDED or settings.IS_PUBLIC or not is_here or is_proxied:
        return None
    return next((zone for zone in request.here.zones.values() if zone.is_demo), None)
