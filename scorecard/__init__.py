"""Balanced-scorecard incentives for key accounts: every pool right to the cent, every cent explained."""

__version__ = "0.1.0"
