# One too many: the Compact ends with paragraph 54.
# expect: shape=Counts-paragraphs component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <compact> gcm:hasProvision <paragraph/55> . <paragraph/55> a gcm:Paragraph ; gcm:number 55 }
