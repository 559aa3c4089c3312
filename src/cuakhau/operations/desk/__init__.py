"""The screens of the gates: worklists of the agencies, the visit page, finding, declaring."""
