"""The cube of trade: one question, one expression, the same table on every engine.

table(facts, by=("gate", "hs2", "month"), scope="all_through_province") → pa.Table
"""

from cuakhau.trade.cube.question import Question, Within
from cuakhau.trade.cube.running import table

__all__ = ["Question", "Within", "table"]
