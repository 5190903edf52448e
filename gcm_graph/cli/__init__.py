"""The command `gcm`: parse options, call one function, print. Commands are imported when they are called."""

from gcm_graph.cli.program import main

__all__ = ["main"]
