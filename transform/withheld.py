"""What the archive keeps and nobody is shown: raw parts of a WordPress export.

Their payload holds e-mails, IP addresses of commenters, internal fields. The record made of them is their public form.
"""

from crawler.wxr.media_types import CHANNEL_TYPE, ITEM_TYPE

#: Media types of captures that are never served, listed, or named as a file.
WITHHELD = frozenset((ITEM_TYPE, CHANNEL_TYPE))
