"""The use cases: check, run, explain; a screen each."""
