"""The zone drawn: where its gates, routes and yards lie, how they serve and what waits there."""
