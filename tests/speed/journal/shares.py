"""Where the time of a batch goes: asked a thousand times a second of CPU, without slowing it."""

import signal
from collections import Counter

PARTS = {
    "rules": ("check.py", "check"),
    "bytes and hash": ("rows.py", "place"),
    "fold": ("projection.py", "advance"),
    "row as text for COPY": ("copy.py", "event_line"),
    "request and its digest": ("request.py", "build_request"),
    "projection": ("projection.py", "values_of"),
    "whole batch": ("batch.py", "append_batch"),
}


def shares_of(act):
    """Run an act; give the share of its CPU time that each part takes, of the whole batch."""
    seen, named = Counter(), {place: part for part, place in PARTS.items()}

    def look(_, frame):
        parts = set()
        while frame is not None:
            code = frame.f_code
            parts.add(named.get((code.co_filename.rpartition("/")[2], code.co_name)))
            frame = frame.f_back
        seen.update(parts)

    before = signal.signal(signal.SIGPROF, look)
    signal.setitimer(signal.ITIMER_PROF, 0.001, 0.001)
    try:
        act()
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    whole = seen["whole batch"] or 1
    return {part: seen[part] / whole for part in PARTS if part != "whole batch"}
