"""How the gazetteer's data files are made. Nothing here is read when records are."""
