"""Run `gcm` as `python -m gcm_graph`."""

from gcm_graph.cli import main

main()
