# One too many: the heading of an objective is no section.
# expect: shape=Counts-sections component=QualifiedMaxCount focus=compact

BASE <https://w3id.org/gcm/>
PREFIX gcm: <https://w3id.org/gcm/ontology#>

INSERT DATA { <section/objectives-and-commitments> gcm:hasProvision <section/manage-borders> . <section/manage-borders> a gcm:Section }
