# One too few: paragraph 2 has lost its number.
# expect: shape=Counts-paragraphs component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

DELETE DATA { <paragraph/2> gcm:number 2 }
