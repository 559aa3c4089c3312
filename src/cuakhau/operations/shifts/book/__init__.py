"""The duty log book of an agency."""
