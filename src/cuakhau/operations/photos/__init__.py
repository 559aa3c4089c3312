"""Photos of papers that go with a declaration."""
