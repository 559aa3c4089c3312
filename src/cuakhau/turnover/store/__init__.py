"""The facts of trade in the database: taken in, settled, valued and given out as columns.

Facts are only ever added to; whatever changes is a new revision that names its import.
"""
