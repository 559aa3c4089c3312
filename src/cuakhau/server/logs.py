"""One line of log: time, level, where, what; never a plate, a name or a key."""

import logging
import time


class Line(logging.Formatter):
    """A line that people and programs both read. Times in UTC."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
