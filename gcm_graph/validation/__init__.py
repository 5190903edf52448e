"""Validate data against shapes, check the shapes themselves, and read anyone's RDF."""

from gcm_graph.validation.engines import Engine, validate
from gcm_graph.validation.errors import (
    EngineError,
    Fault,
    Finding,
    InvalidShapesError,
    RdfEmptyError,
    RdfEncodingError,
    RdfError,
    RdfMissingError,
    RdfSyntaxError,
    RdfTooLargeError,
    RdfUnknownSyntaxError,
    RdfUnreadableError,
    RdfUnsupportedError,
    RemoteContextError,
)
from gcm_graph.validation.merging import merged_shapes
from gcm_graph.validation.reading import read_rdf
from gcm_graph.validation.report import Report, Result, Severity
from gcm_graph.validation.shapes import check_shapes
from gcm_graph.validation.table import report_table
from gcm_graph.validation.writing import report_json, report_record, report_turtle

__all__ = [
    "Engine",
    "EngineError",
    "Fault",
    "Finding",
    "InvalidShapesError",
    "RdfEmptyError",
    "RdfEncodingError",
    "RdfError",
    "RdfMissingError",
    "RdfSyntaxError",
    "RdfTooLargeError",
    "RdfUnknownSyntaxError",
    "RdfUnreadableError",
    "RdfUnsupportedError",
    "RemoteContextError",
    "Report",
    "Result",
    "Severity",
    "check_shapes",
    "merged_shapes",
    "read_rdf",
    "report_json",
    "report_record",
    "report_table",
    "report_turtle",
    "validate",
]
