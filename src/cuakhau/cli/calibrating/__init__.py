"""Commands that fit the twin of a zone to a log, and test how well it tells what comes."""
