"""The nouns: plan, period, exact numbers, problems, inputs and results. This floor knows no other."""
