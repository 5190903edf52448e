# One too few: objective 23 is not classed as one.
# expect: shape=Counts-objectives component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

DELETE DATA { <objective/23> a gcm:Objective }
