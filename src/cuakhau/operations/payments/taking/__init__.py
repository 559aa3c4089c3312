"""Taking money: what is charged, how it is paid, given back or let off."""
