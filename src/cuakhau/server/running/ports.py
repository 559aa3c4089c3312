"""Ports that are free on an address."""

import socket

MOST_TRIES = 100


class NoFreePort(RuntimeError):
    """No port near the wished one is free."""


def find_free_port(host: str, wished: int) -> int:
    """Give the wished port, or the next one above it that is free. Raises `NoFreePort`."""
    for port in range(wished, min(wished + MOST_TRIES, 65_536)):
        if is_free(host, port):
            return port
    raise NoFreePort(
        f"không có cổng trống từ {wished} trên {host}\nno port from {wished} up is free on {host}"
    )


def is_free(host: str, port: int) -> bool:
    """Tell whether we could listen there now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
        return True
