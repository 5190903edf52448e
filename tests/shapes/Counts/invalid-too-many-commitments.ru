# One too many: paragraph 27 has two sentences.
# expect: shape=Counts-commitments component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <objective/11> gcm:hasCommitment <objective/11/commitment/3> . <objective/11/commitment/3> a gcm:Commitment }
