"""The Global Compact for Safe, Orderly and Regular Migration as linked data."""
