"""The leader's page: how today goes and what needs a decision, each in one sentence."""
