"""Places told in prose: found with a gazetteer and rules that keep their reasons, never shown as written."""
