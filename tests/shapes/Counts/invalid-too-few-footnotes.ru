# One too few: footnote 22 is lost.
# expect: shape=Counts-footnotes component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>

DELETE WHERE { <footnote/22> ?property ?value }
