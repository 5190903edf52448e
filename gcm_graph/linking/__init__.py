"""Find what the units of the text mention, by which words: a lexicon of forms, one automaton, rules for overlaps.

Plain Python, no RDF: the lexicon is read from what is declared, and a text becomes mentions with exact spans.
"""
