"""Official documents and indicators, built from figures."""
