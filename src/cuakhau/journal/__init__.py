"""The log in PostgreSQL: one writer, its readers, and the proof that both agree."""
