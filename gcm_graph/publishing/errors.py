"""What can be wrong with a graph or a JSON-LD context that is to be published."""

from __future__ import annotations

from gcm_graph.errors import GcmError


class PublishingError(GcmError):
    """A graph cannot be written as asked."""

    code = "publishing-error"


class BlankNodeError(PublishingError):
    """A graph that is published under stable names holds a blank node.

    Args:
        statement: the triple or quad in which it stands.
    """

    code = "publishing-blank-node"
    hint = "Give the resource an IRI: everything in the data files has a name of its own."

    def __init__(self, statement: object) -> None:
        super().__init__(f"A blank node cannot be published: {statement}")


class UnsupportedTermError(PublishingError):
    """A graph holds a term that RDF 1.1 does not have: a triple term, or a literal with a base direction.

    Args:
        statement: the triple or quad in which it stands.
    """

    code = "publishing-unsupported-term"
    hint = "Publish RDF 1.1 only: name a statement by an IRI; leave the direction of a text to its language."

    def __init__(self, statement: object) -> None:
        super().__init__(f"Not a statement of RDF 1.1: {statement}")


class ContextError(PublishingError):
    """A JSON-LD context uses something that the writer does not know how to write by."""

    code = "publishing-jsonld-context"
    hint = "Use only: @version, @base, @vocab, keyword aliases, prefixes, and terms with @id, @type and @container."


class PrefixConfusionError(PublishingError):
    """An IRI begins with a prefix of the JSON-LD context as if that were its scheme, and would be read as another IRI.

    Args:
        iri: the IRI.
        prefix: the prefix that it begins with.
    """

    code = "publishing-iri-confused-with-prefix"
    hint = "The IRI is probably a prefixed name that was never expanded: write it in full."

    def __init__(self, iri: str, prefix: str) -> None:
        super().__init__(f"The IRI <{iri}> begins with the prefix {prefix}: of the context")
        self.iri = iri
        self.prefix = prefix
