"""What the folder of a zone remembers of works, as data that figures are made from."""

from cuakhau.figures import Data
from cuakhau.figures.works.published import MARK
from cuakhau.journal.versions import read_history
from cuakhau.portfolio.works.register.figures import build_published_data
from cuakhau.zone.zone import Zone

__all__ = ["MARK", "read_works"]


def read_works(zone: Zone) -> Data:
    """Give what was published of works, as data that figures are made from."""
    return build_published_data(zone, read_history(zone))
