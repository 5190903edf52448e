# One too many: paragraph 15 ends with (j).
# expect: shape=Counts-principles component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <paragraph/15> gcm:hasProvision <principle/solidarity> . <principle/solidarity> a gcm:GuidingPrinciple }
