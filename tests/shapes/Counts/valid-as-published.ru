# The graph as published, and an item that other data adds to an objective.

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <objective/11> gcm:relatesToGoal <http://metadata.un.org/sdg/10> }
