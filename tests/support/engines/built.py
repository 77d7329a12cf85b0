"""A site drawn: its texts, its lists, and what is true of them."""

from dataclasses import dataclass

from tests.support.drawing import PLACES, STOCK_HEADINGS, Draw
from tests.support.engines.house import Engine, House, Text


@dataclass
class Built:
    """`pages`: URL → HTML. `texts`: what the articles say; `lists`: addresses of pages that are no records."""

    pages: dict[str, str]
    texts: list[Text]
    lists: list[str]


def built(engine: Engine, seed: int, pages: int) -> Built:
    """One site of so many articles, with a list for each group and the whole in lists of ten."""
    draw = Draw(seed)
    house = House(draw, f"http://{engine.name}{seed}.example")
    house.name = f"{draw.phrase(1, 3)} {draw.random.choice(PLACES)}"
    house.menu = [draw.phrase(1, 4) for _ in range(draw.random.choice((5, 12, 40)))]
    house.groups = [draw.phrase(1, 2) for _ in range(4)]
    house.foot = f"{draw.phrase(5, 12)}. Contact : contact@site.example"
    house.pool = [draw.paragraph(2) for _ in range(30)]
    house.texts = [_text(draw, house.host, n) for n in range(pages)]
    made = {text.url: engine.page(house, text) for text in house.texts}
    lists: dict[str, str] = {}
    chosen = [(f"c{g}", house.groups[g], [one for one in house.texts if one.group == g]) for g in range(4)]
    chosen += [(f"p{at}", f"Toutes les fiches, {at}", house.texts[at : at + 10]) for at in range(0, pages, 10)]
    for path, title, texts in chosen:
        if len(texts) >= 2:
            lists[f"{house.host}/{path}"] = engine.listing(house, title, texts)
    return Built(made | lists, house.texts, list(lists))


def _text(draw: Draw, host: str, number: int) -> Text:
    parts = [("", [draw.paragraph() for _ in range(draw.random.randint(1, 3))])]
    for _ in range(draw.random.randint(0, 4)):
        heading = draw.random.choice(STOCK_HEADINGS) if draw.chance(0.6) else draw.phrase(2, 6)
        parts.append((heading, [draw.paragraph() for _ in range(draw.random.randint(1, 3))]))
    title = draw.phrase(3, 9)
    url = f"{host}/article.php?id={number + 100}"
    return Text(url, number + 100, title, parts, draw.date(), draw.person(), draw.random.randint(0, 3))
