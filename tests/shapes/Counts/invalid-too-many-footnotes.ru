# One too many: there is no footnote 23.
# expect: shape=Counts-footnotes component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <compact> gcm:hasProvision <footnote/23> . <footnote/23> a gcm:Footnote }
