"""Messages to firms and drivers: what is to be told to whom, and what each channel did with it."""
