"""The second opinion on the profiles: the OWL API, which also reads the lists of classes that exclude each other.

It comes with HermiT in owlready2, and runs by a small program in Java, which needs a Java with a compiler.
"""

from __future__ import annotations

import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

HERE = Path(__file__).parent
FIXTURES = sorted((HERE / "profile").glob("*.ttl"))
UNREAD_BY_HORNED_OWL = b"""
@prefix gcm: <https://w3id.org/gcm/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .

[] a owl:AllDisjointClasses ;
  owl:members ( gcm:Actor [ a owl:Class ; owl:complementOf gcm:Place ] ) .
"""
"""A complement is no subclass expression of OWL 2 RL, so that it may not stand in such a list (Profiles, 4.2.3)."""


def _compiles():
    java = shutil.which("java")
    if java is None:
        return False
    found = subprocess.run([java, "--list-modules"], capture_output=True, text=True, check=False)
    return "jdk.compiler" in found.stdout


pytestmark = pytest.mark.skipif(
    not _compiles(), reason="the OWL API did not judge the ontology: there is no Java with a compiler on this machine"
)


@pytest.fixture(scope="module")
def reports(published, fixture, tmp_path_factory):
    """Return what the OWL API says of the ontology, and of the ontology with each fixture: lines by profile by name."""
    import owlready2

    folder = tmp_path_factory.mktemp("owlapi")
    unread = [quad.triple for quad in parse(UNREAD_BY_HORNED_OWL, format=RdfFormat.TURTLE)]
    added = {"ontology": [], "rl-unread": unread}
    added |= {file.stem: fixture(f"profile/{file.name}") for file in FIXTURES}
    for name, triples in added.items():
        (folder / f"{name}.ttl").write_bytes(serialize([*published, *triples], format=RdfFormat.TURTLE))
    jar = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
    files = sorted(map(str, folder.glob("*.ttl")))
    command = ["java", "-cp", str(jar), str(HERE / "Profile.java"), *files]
    finished = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert finished.returncode == 0, finished.stderr
    found = {Path(file).stem: defaultdict(list) for file in files}
    for line in finished.stdout.splitlines():
        file, topic, words = line.split("\t", 2)
        found[Path(file).stem][topic].append(words)
    return found


@pytest.mark.parametrize("profile", ["DL", "RL"])
def test_the_ontology_is_in_the_profile(reports, profile):
    """The OWL API finds nothing outside the profile."""
    assert reports["ontology"][profile] == []


def test_it_reads_every_list_of_classes_that_exclude_each_other(reports, published):
    """No list of disjoint classes is passed over."""
    lists = sum(getattr(triple.object, "value", "").endswith("#AllDisjointClasses") for triple in published)
    assert reports["ontology"]["disjoint"] == [str(lists)]


@pytest.mark.parametrize("name", [file.stem for file in FIXTURES] + ["rl-unread"])
def test_an_axiom_outside_the_profile_is_noticed(reports, name):
    """The axiom of the fixture is outside the profile that its name begins with."""
    assert reports[name][name.partition("-")[0].upper()] != []
