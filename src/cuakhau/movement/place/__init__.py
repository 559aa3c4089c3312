"""A place: what was said of it (`month`), how it serves (`status`), what was counted (`counts`)."""

from cuakhau.movement.place.counts import SheetCell as SheetCell
from cuakhau.movement.place.counts import Slot as Slot
from cuakhau.movement.place.counts import list_counts as list_counts
from cuakhau.movement.place.counts import list_slots as list_slots
from cuakhau.movement.place.counts import officers_by_step as officers_by_step
from cuakhau.movement.place.counts import officers_on_post as officers_on_post
from cuakhau.movement.place.counts import read_day_sheet as read_day_sheet
from cuakhau.movement.place.month import STATES as STATES
from cuakhau.movement.place.month import PlaceEntry as PlaceEntry
from cuakhau.movement.place.month import PlaceState as PlaceState
from cuakhau.movement.place.month import advance as advance
from cuakhau.movement.place.month import fold as fold
from cuakhau.movement.place.month import place_and_month as place_and_month
from cuakhau.movement.place.month import start as start
from cuakhau.movement.place.month import subject_of as subject_of
from cuakhau.movement.place.status import Status as Status
from cuakhau.movement.place.status import find_passage as find_passage
from cuakhau.movement.place.status import find_stale as find_stale
from cuakhau.movement.place.status import find_status as find_status
from cuakhau.movement.place.status import standing_until as standing_until
