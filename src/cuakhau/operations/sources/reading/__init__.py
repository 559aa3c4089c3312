"""A file or a paste read: as texts, as rows, with all their mistakes."""
