# One too many: paragraph 49 ends with (e).
# expect: shape=Counts-items component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <paragraph/49> gcm:hasProvision <paragraph/49/f> . <paragraph/49/f> a gcm:Paragraph ; gcm:letter "f" }
