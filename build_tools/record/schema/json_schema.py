"""The models → JSON Schema, with which an editor completes and checks the files as they are
written.
"""

from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from build_tools.model import CONSULTED, Procedure
from build_tools.record.schema.amending_words import AmendingWordsFile
from build_tools.record.schema.decision_models import DecisionsFile
from build_tools.record.schema.models import (
    AmendmentFile,
    DocumentFile,
    VersionFile,
)
from build_tools.record.schema.procedure_models import CorpusFile, amendment_model
from build_tools.record.schema.strict_model import StrictModel
from build_tools.record.schema.waiver_models import WaiversFile

MODELS: dict[str, type[StrictModel]] = {
    "corpus": CorpusFile,
    "document": DocumentFile,
    "version": VersionFile,
    "amendment": AmendmentFile,
    "decisions": DecisionsFile,
    "waivers": WaiversFile,
    "instructions": AmendingWordsFile,
}
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def json_schemas(procedure: Procedure = CONSULTED) -> dict[str, dict[str, Any]]:
    """The JSON Schema of each model by its name, as in `MODELS`; that of an amendment has the steps
    and the routes of a procedure.
    """
    models = {**MODELS, "amendment": amendment_model(procedure)}
    return {
        name: {
            "$schema": DIALECT,
            **_in_one_line(model.model_json_schema(schema_generator=_Export)),
        }
        for name, model in models.items()
    }


def _in_one_line(schema: Any) -> Any:
    """A schema, or a part of one, whose descriptions are no longer wrapped as their docstrings
    are.
    """
    if isinstance(schema, list):
        return [_in_one_line(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: " ".join(part.split())
        if key == "description" and isinstance(part, str)
        else _in_one_line(part)
        for key, part in schema.items()
    }


class _Export(GenerateJsonSchema):
    """Without what would mislead an editor: null for a key that may be left out, and titles that
    repeat the key.
    """

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def field_title_should_be_set(self, schema: object) -> bool:
        return False
