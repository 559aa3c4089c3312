"""Commands that make what is not written by hand: page files, manual pages, word catalogues."""
