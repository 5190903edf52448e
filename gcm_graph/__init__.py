"""The Global Compact for Safe, Orderly and Regular Migration as linked data.

>>> import gcm_graph
>>> dataset = gcm_graph.load()                  # doctest: +SKIP
>>> rows = gcm_graph.query("SELECT ?s ...")     # doctest: +SKIP
"""

from gcm_graph.door import load, query

__all__ = ["load", "query"]
