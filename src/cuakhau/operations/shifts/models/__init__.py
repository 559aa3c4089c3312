"""Tables of the shifts: roster and posts, handovers, the log book, numbered sheets of paper."""

from cuakhau.operations.shifts.models.book import BookEntry as BookEntry
from cuakhau.operations.shifts.models.handovers import Handover as Handover
from cuakhau.operations.shifts.models.roster import Duty as Duty
from cuakhau.operations.shifts.models.roster import Post as Post
from cuakhau.operations.shifts.models.sheets import Sheet as Sheet
from cuakhau.operations.shifts.models.sheets import SheetRow as SheetRow
