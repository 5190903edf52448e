"""References to the Compact and its units: in words, and as records for reference managers."""
