"""All the cases for one server, and what is left out because it does not have it."""

from __future__ import annotations

from collections.abc import Sequence

from gcm_graph.conformance.cases import Case, Skipped
from gcm_graph.conformance.datasets import dataset_cases
from gcm_graph.conformance.files import file_cases
from gcm_graph.conformance.malformed import malformed_cases
from gcm_graph.conformance.promises import promise_cases
from gcm_graph.conformance.protocol import protocol_cases
from gcm_graph.conformance.read_only import read_only_cases
from gcm_graph.conformance.resources import MEDIA_TYPES, reading_cases, resource_cases
from gcm_graph.conformance.service_description import service_description_cases, void_cases
from gcm_graph.conformance.target import Target
from gcm_graph.namespaces import BASE

_FILES_TRIED = 4


def cases_for(target: Target, media_types: Sequence[str] = MEDIA_TYPES) -> tuple[list[Case], list[Skipped]]:
    """Return the cases for a server, and which are left out and why.

    Args:
        target: what the server has.
        media_types: the media types in which each thing is to be had.
    """
    wanted = tuple(media_types)
    cases: list[Case] = []
    skipped = [Skipped("discovery", note) for note in target.notes]
    for thing in target.things:
        cases += resource_cases(thing, wanted)
    left_out = [media_type for media_type in MEDIA_TYPES if media_type not in wanted]
    if left_out:
        skipped.append(Skipped(", ".join(left_out), "left out by --media-type, with the wishes that need them"))
    if target.things:
        cases += reading_cases(target.things[0], wanted)
    for file in target.files[:_FILES_TRIED]:
        cases += file_cases(file, file.removeprefix(target.base_url))
    if target.void:
        cases += void_cases(target.void)
    cases += malformed_cases(target.base_url)
    if not target.endpoint:
        return cases, skipped
    cases += protocol_cases(target.endpoint)
    if target.graphs:
        cases += dataset_cases(target.endpoint, target.graphs)
    else:
        skipped.append(Skipped("dataset", "the endpoint has no two named graphs that differ"))
    cases += read_only_cases(target.endpoint, federates=target.federates)
    if target.federates:
        skipped.append(Skipped("read-only/service-*", "the endpoint says that it asks other endpoints"))
    cases += service_description_cases(target.endpoint)
    if target.uri_space == BASE:
        cases += promise_cases(target, target.endpoint)
    else:
        skipped.append(
            Skipped("names, documents, citations, problems, service", "promises of gcm-graph, for its data only")
        )
    return cases, skipped
