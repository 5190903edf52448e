# One too few: the section on the implementation is lost.
# expect: shape=Counts-sections component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>

DELETE WHERE { <section/implementation> ?property ?value }
