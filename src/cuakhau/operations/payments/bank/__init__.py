"""The bank: the account of the fees, statements taken in, and each row settled."""
