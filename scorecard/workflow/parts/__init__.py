"""A run whose teams are calculated in groups: one after the other, on several processes, or on a cluster."""
