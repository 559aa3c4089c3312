"""The tables of this part are called `trade_…`, for what they hold."""

from django.apps import AppConfig


class TradeConfig(AppConfig):
    """The part of turnover that keeps the facts."""

    name = "cuakhau.turnover.store"
    label = "trade"
