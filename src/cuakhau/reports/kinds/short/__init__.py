"""Short documents: the brief of today, minutes, the task list, the table of release times."""
