# One too few: 49(e) is lost.
# expect: shape=Counts-items component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>

DELETE WHERE { <paragraph/49/e> ?property ?value }
