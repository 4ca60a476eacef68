"""The statement of one team: what its template shows, in the order in which it shows it (outputs.md)."""
