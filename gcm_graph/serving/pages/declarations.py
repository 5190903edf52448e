"""What is declared of damage in the sources, where a release was made by the declarations that this program has."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from pyoxigraph import DefaultGraph

from gcm_graph import resources
from gcm_graph.describing.graphs import term, typed
from gcm_graph.model import Repair
from gcm_graph.reading.collecting import WitnessRepair, witness_repairs
from gcm_graph.reading.repairs import declared_repairs
from gcm_graph.reading.suspicions import FILE, Suspicion, suspicions
from gcm_graph.serving.per_release import once_per_release
from gcm_graph.serving.service import ServedRelease


@dataclass(frozen=True, slots=True)
class Declarations:
    """What is declared of damage.

    Attributes:
        known: whether the declarations by which the release was made are those of this program.
        repairs: the repairs of the resolution.
        of_witnesses: the repairs of the other sources.
        suspicions: what looks damaged and was left as found.
    """

    known: bool
    repairs: tuple[Repair, ...] = ()
    of_witnesses: tuple[WitnessRepair, ...] = ()
    suspicions: tuple[Suspicion, ...] = ()


@once_per_release
def declarations(release: ServedRelease) -> Declarations:
    """Return what is declared of damage in the sources of a release.

    A release states the checksum of the file by which it was made, not the repairs themselves. Where this program has
    another file, as of another version, nothing is known of them.
    """
    content = (resources.sources_folder() / FILE).read_bytes()
    ours = typed(hashlib.sha256(content).hexdigest(), "hexBinary")
    stated = release.store.quads_for_pattern(None, term("spdx:checksumValue"), ours, DefaultGraph())
    if next(stated, None) is None:
        return Declarations(known=False)
    return Declarations(known=True, repairs=declared_repairs(), of_witnesses=witness_repairs(), suspicions=suspicions())
