"""From plan to plan within a budget."""
