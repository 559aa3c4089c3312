"""How the tables of the journal are written and read; nothing here knows a rule."""
