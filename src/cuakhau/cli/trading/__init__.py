"""Commands about turnover and tax: what was traded, told, added up and foretold."""
