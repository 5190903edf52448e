# One too many: there is no objective 24.
# expect: shape=Counts-objectives component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <compact> gcm:hasObjective <objective/24> . <objective/24> a gcm:Objective }
