"""What a profile's author writes and what must be readable before it is used: CSS selectors and patterns."""

import re
from typing import Annotated

from cssselect import SelectorError
from lxml.cssselect import CSSSelector
from pydantic import AfterValidator, BaseModel, ConfigDict

from transform.templates.matching import alternatives_of


class Declared(BaseModel):
    """A part of a profile: nothing unknown is accepted, nothing changes once read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def _valid_selector(value: str) -> str:
    try:
        if alternatives_of(value) is None:
            CSSSelector(value)  # what cannot be asked of an index, lxml must know
    except SelectorError as error:
        raise ValueError(f"« {value} » n’est pas un sélecteur CSS ({error})") from error
    return value


def _valid_pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"« {value} » n’est pas une expression régulière ({error})") from error
    return value


Css = Annotated[str, AfterValidator(_valid_selector)]
Pattern = Annotated[str, AfterValidator(_valid_pattern)]
