"""Official documents on pages: chosen, read with every figure open, issued, and taken as files."""
