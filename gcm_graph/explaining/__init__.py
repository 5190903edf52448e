"""Explain the statements of a release: in which words, from which source or by which rule each of them stands there."""

from gcm_graph.explaining.explainer import Explainer
from gcm_graph.explaining.origins import Explanation, Origin, Statement

__all__ = ["Explainer", "Explanation", "Origin", "Statement"]
