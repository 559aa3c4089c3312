"""What stands around a page: its navigation, and the page that says no."""
