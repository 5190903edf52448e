# One too few: the second commitment of objective 11 is lost.
# expect: shape=Counts-commitments component=QualifiedMinCount focus=compact

BASE <https://w3id.org/gcm/>

DELETE WHERE { <objective/11/commitment/2> ?property ?value }
