"""What holds of a project: law, money, dates and pace, computed without a database or a clock."""
