"""Consignments (lô hàng): many vehicles of one contract, with goods and papers typed once.

`find_consignment(zone_name, visit)` and `list_visits(zone_name, number)` are for whoever charges
or looks for all of them together.
"""

from cuakhau.operations.declare.consignments.keep import find_consignment, list_visits

__all__ = ["find_consignment", "list_visits"]
