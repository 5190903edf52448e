"""The documentation: pages in Markdown, in four kinds, read and written as HTML; the site that `gcm site` writes."""

from gcm_graph.documentation.errors import DocumentationError
from gcm_graph.documentation.kinds import KINDS, Kind
from gcm_graph.documentation.listing import Documentation, Entry, Section, documentation, read_documentation
from gcm_graph.documentation.markdown import Heading
from gcm_graph.documentation.pages import Page
from gcm_graph.documentation.writing import contents_of, written

__all__ = [
    "KINDS",
    "Documentation",
    "DocumentationError",
    "Entry",
    "Heading",
    "Kind",
    "Page",
    "Section",
    "contents_of",
    "documentation",
    "read_documentation",
    "written",
]
