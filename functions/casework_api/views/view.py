"""The base of everything that the API shows or takes."""

from pydantic import BaseModel, ConfigDict


class View(BaseModel):
    """Read from the values of domain and use cases."""

    model_config = ConfigDict(from_attributes=True, hide_input_in_errors=True)


class Asked(BaseModel):
    """A request body. Unknown fields are refused, so that a typing error is no silent default."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)
