"""From levels without season to months ahead: what is taken out, carried on, and put back."""
