"""Commands that count: replays, bulletins, figures and day sheets."""
