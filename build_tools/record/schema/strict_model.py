"""What every model of the record's YAML is: keys with values, none of them unknown."""

from pydantic import BaseModel, ConfigDict


class StrictModel(BaseModel):
    """Keys with values, none of them unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)
