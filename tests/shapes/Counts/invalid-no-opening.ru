# The words before paragraph 1 are lost.
# expect: shape=Counts-opening component=HasValue focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

DELETE WHERE { <compact> gcm:hasProvision <opening> }
