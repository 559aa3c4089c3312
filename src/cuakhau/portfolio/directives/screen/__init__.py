"""The pages of directives: lists, tasks, meetings, areas, proposals, the boundary."""
