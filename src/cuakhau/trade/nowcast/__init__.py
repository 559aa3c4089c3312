"""Where months, quarters and years of trade will end, and how sure that is.

    panel = panel_of_table(table)                 # month (date32), value, series
    outlook = forecast(panel, ahead=12, calendar=Calendar(("VN", "CN")))
    table_of(outlook)                             # a row a series and month, with its interval
    back_test(panel, Calendar(("VN", "CN")))      # past years, beside the naive forecasts

Unknown months stay unknown: the models bridge them for themselves, and it is told which.
"""

from cuakhau.trade.nowcast.backtest import Judged, back_test
from cuakhau.trade.nowcast.months.calendar import Calendar
from cuakhau.trade.nowcast.months.panel import Panel, panel_of_table
from cuakhau.trade.nowcast.outlook import Outlook, forecast
from cuakhau.trade.nowcast.refusals import NotForecast
from cuakhau.trade.nowcast.written import table_of

__all__ = [
    "Calendar",
    "Judged",
    "NotForecast",
    "Outlook",
    "Panel",
    "back_test",
    "forecast",
    "panel_of_table",
    "table_of",
]
