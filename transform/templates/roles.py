"""What a page is to the archive, as a profile says it."""

from enum import StrEnum

#: Why there is no record of such a page.
ERROR_PAGE = "page d’erreur, servie comme une page ordinaire"


class PageRole(StrEnum):
    """`copy`: another view of a record (to print, in a window), one itself where the first was never seen."""

    RECORD = "record"
    COPY = "copy"
    HOME = "home"
    LISTING = "listing"
    ATTACHMENT = "attachment"
    PROTECTED = "protected"
    PREVIEW = "preview"
    TOOL = "tool"
    ERROR = "error"
