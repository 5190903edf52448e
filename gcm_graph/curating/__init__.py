"""Read the curated tables: facts that the text does not state, or states in words only, each with its source.

Plain Python, no RDF: a table becomes records, and every cell is checked before anything is described.
"""
