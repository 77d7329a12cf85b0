"""Pages as engines and hands of 1998 to 2023 made them, around known texts: tables in tables, Joomla, Drupal, Typo3….

Written from what those engines print, before any of them was read by the rules. `FIRST` holds the kinds that were
mended for after a first blind run, `FRESH` those written after that mending; each run's first figures stand in
`tests/transform/induction/test_engines.py`.
"""

from tests.support.engines.arrangements import (
    columns_list,
    columns_page,
    foreword_list,
    foreword_page,
    inset_list,
    inset_page,
    reactions_list,
    reactions_page,
)
from tests.support.engines.blogs import blogger_list, blogger_page, dotclear_list, dotclear_page
from tests.support.engines.builders import blocks_list, blocks_page, elementor_list, elementor_page
from tests.support.engines.built import Built, built
from tests.support.engines.hand import (
    dreamweaver_list,
    dreamweaver_page,
    framed_list,
    framed_page,
    tables_list,
    tables_page,
)
from tests.support.engines.house import Engine
from tests.support.engines.later import (
    cards_grid_list,
    cards_grid_page,
    ezpublish_list,
    ezpublish_page,
    mediawiki_list,
    mediawiki_page,
    plone_list,
    plone_page,
    portal_list,
    portal_page,
    word_list,
    word_page,
)
from tests.support.engines.systems import drupal_list, drupal_page, joomla_list, joomla_page, typo3_list, typo3_page
from tests.support.engines.writing import (
    bilingual_list,
    bilingual_page,
    drawn_list,
    drawn_page,
    fields_list,
    fields_page,
    typed_list,
    typed_page,
)

FIRST = (
    Engine("tables", tables_page, tables_list),
    Engine("framed", framed_page, framed_list),
    Engine("dreamweaver", dreamweaver_page, dreamweaver_list),
    Engine("joomla", joomla_page, joomla_list),
    Engine("drupal", drupal_page, drupal_list),
    Engine("typo3", typo3_page, typo3_list),
    Engine("dotclear", dotclear_page, dotclear_list),
    Engine("blogger", blogger_page, blogger_list),
    Engine("blocks", blocks_page, blocks_list),
    Engine("elementor", elementor_page, elementor_list),
    Engine("columns", columns_page, columns_list),
    Engine("foreword", foreword_page, foreword_list),
    Engine("reactions", reactions_page, reactions_list),
    Engine("inset", inset_page, inset_list),
    Engine("drawn", drawn_page, drawn_list),
    Engine("bilingual", bilingual_page, bilingual_list),
    Engine("typed", typed_page, typed_list),
    Engine("fields", fields_page, fields_list),
)

FRESH = (
    Engine("mediawiki", mediawiki_page, mediawiki_list),
    Engine("plone", plone_page, plone_list),
    Engine("word", word_page, word_list),
    Engine("ezpublish", ezpublish_page, ezpublish_list),
    Engine("portal", portal_page, portal_list),
    Engine("cards-grid", cards_grid_page, cards_grid_list),
)

__all__ = ["FIRST", "FRESH", "Built", "Engine", "built"]
