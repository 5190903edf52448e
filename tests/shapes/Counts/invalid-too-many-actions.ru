# One too many: objective 11 ends with (g).
# expect: shape=Counts-actions component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <objective/11> gcm:hasAction <objective/11/action/h> . <objective/11/action/h> a gcm:Action }
