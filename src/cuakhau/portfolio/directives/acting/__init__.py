"""What people do: give a directive, report and accept a task, hold a meeting, propose, draw."""
