"""The guided start of the demo: where each step lands, and with which lorry."""
