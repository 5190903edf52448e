"""Write graphs as files: deterministic to the byte, pleasant to read, and knowing nothing of what the graphs say."""
