"""The pages of the daily bulletin: calendar, day, files, and bulletins of the past taken in."""
