"""Why a table of trade is not made: rules U1, U2 …, each with its reason and its cure."""

from collections.abc import Callable
from typing import Any

from cuakhau.zone.refusal import Refusal, number_of, texts_of


class TableRefused(Refusal):
    """A rule of the cube said no."""


def u1_one_scope() -> None:
    """The facts hold {count} scopes ({scopes}), and figures of two scopes never go together.

    Cure: Name one of them, and ask again for the next.
    """


def u2_scope_has_facts() -> None:
    """There are no facts of the scope “{scope}”.

    Cure: Choose one of: {scopes}.
    """


def u3_columns_are_known() -> None:
    """A table of trade knows no “{column}”.

    Cure: Choose among: {columns}.
    """


def u4_one_period_and_one_depth() -> None:
    """{columns} do not stand in one table: the finer one is part of the coarser one.

    Cure: Keep one of them.
    """


def u5_growth_needs_a_period() -> None:
    """Growth was asked for, and the table has no period.

    Cure: Add month, quarter, half, nine_month or year.
    """


def u6_rolling_needs_months() -> None:
    """A sum of the last twelve months needs a row for each month.

    Cure: Ask by month.
    """


def u7_file_holds_facts() -> None:
    """{file} holds no facts of trade: {problem}

    Cure: Give a Parquet file that `cuakhau trade import` or an export of facts wrote.
    """


def u8_targets_read_as_targets() -> None:
    """Row {row} of the targets is no target: {problem}

    Cure: Write the columns scope,year,direction,gate,target_usd; leave gate empty for all gates.
    """


def refuse(rule: Callable[..., Any], **facts: Any) -> TableRefused:
    """Make the refusal that a rule speaks."""
    return TableRefused(rule=number_of(rule), texts=texts_of(rule), facts=facts)
