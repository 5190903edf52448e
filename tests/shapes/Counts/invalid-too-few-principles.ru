# One too few: the last guiding principle is lost.
# expect: shape=Counts-principles component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>

DELETE WHERE { <principle/whole-of-society-approach> ?property ?value }
