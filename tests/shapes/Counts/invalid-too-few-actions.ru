# One too few: 27(b) is lost.
# expect: shape=Counts-actions component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>

DELETE WHERE { <objective/11/action/b> ?property ?value }
