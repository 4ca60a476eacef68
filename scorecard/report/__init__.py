"""A result into files: computes no amount, decides nothing."""
