"""The media types of what a WordPress export is cut into, in the archive."""

ITEM_TYPE = "application/vnd.wordpress.item+xml"
CHANNEL_TYPE = "application/vnd.wordpress.channel+xml"
