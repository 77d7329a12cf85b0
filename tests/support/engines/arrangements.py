# ruff: noqa: E501 (markup stands as engines print it)
"""What any engine may be told to do around and inside a text: columns, forewords, answers, cards."""

from tests.support.engines.house import House, Text, document, paragraphs, plain_page, short

# ---- columns on both sides, other on each page --------------------------------------------------------------------------------------


def _columns(house: House, title: str, main: str, text: Text | None) -> str:
    """Boxes drawn from thirty: some stand on two pages, some on ten."""
    pick = house.draw.random
    left = "".join(f'<div class="boite"><p>{one}</p></div>' for one in pick.sample(house.pool, pick.randint(1, 3)))
    right = "".join(f'<div class="boite"><p>{one}</p></div>' for one in pick.sample(house.pool, pick.randint(0, 3)))
    news = "".join(f"<li>{house.link(one)}</li>" for one in (house.near(text, 3) if text else house.texts[:3]))
    return document(
        f"{title}",
        f'<div class="haut">{house.name}</div><div class="gauche"><ul>{house.entries()}</ul>{left}</div><div class="centre">{main}'
        f'</div><div class="droite"><h4>Actualités</h4><ul>{news}</ul>{right}</div><div class="bas">{house.foot}</div>',
    )


def columns_page(house: House, text: Text) -> str:
    return _columns(house, text.title, f"<h2>{text.title}</h2>{paragraphs(text)}", text)


def columns_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<h3>{house.link(one)}</h3><p>{one.first}</p>" for one in texts)
    return _columns(house, title, f"<h2>{title}</h2>{rows}", None)


# ---- a foreword on each page, lists with whole first paragraphs ---------------------------------------------------------------------


def foreword_page(house: House, text: Text) -> str:
    foreword = "".join(f"<p>{one}</p>" for one in house.pool[:3])
    return plain_page(house, text.title, f"<h1>{text.title}</h1><div class=texte>{foreword}{paragraphs(text)}</div>")


def foreword_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<h2>{house.link(one)}</h2><p>{one.first}</p>" for one in texts)
    return plain_page(house, title, f"<h1>{title}</h1><div class=texte>{rows}</div>")


# ---- readers say more than the author --------------------------------------------------------------------------------------------------


def reactions_page(house: House, text: Text) -> str:
    draw = house.draw
    said = "".join(
        f"<div class=rep><p><b>{draw.person()}</b> ({draw.date()})</p><p>{draw.paragraph(3)}</p><p>{draw.paragraph(2)}</p></div>"
        for _ in range(draw.random.randint(3, 8))
    )
    count = said.count("class=rep")
    main = (
        f"<h1>{text.title}</h1><p class=chapeau>{text.author}, {text.date}</p>{paragraphs(text)}<div class=fil><h3>{count} réactions"
        f" à cet article</h3>{said}<p><a href='/reagir.php?id={text.number}'>Réagir à cet article</a></p></div>"
    )
    return plain_page(house, text.title, main)


def reactions_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<li>{house.link(one)} ({one.date})</li>" for one in texts)
    return plain_page(house, title, f"<h1>{title}</h1><ul>{rows}</ul>")


# ---- cards between the paragraphs ---------------------------------------------------------------------------------------------------------


def inset_page(house: House, text: Text) -> str:
    pieces = [
        (f"<h2>{head}</h2>" if head else "") + "".join(f"<p>{one}</p>" for one in ones) for head, ones in text.parts
    ]
    for at, one in enumerate(house.near(text, 2)):
        card = (
            f'<aside class="carte"><span class="sur">Lire aussi</span><a href="{one.url}"><strong>{one.title}</strong></a><p>{short(one)}'
            f"</p></aside>"
        )
        pieces.insert(min(len(pieces), 1 + 2 * at), card)
    return plain_page(
        house, text.title, f"<article><h1>{text.title}</h1><time>{text.date}</time>{''.join(pieces)}</article>"
    )


def inset_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<div class="carte"><a href="{one.url}"><strong>{one.title}</strong></a><p>{short(one)}</p></div>'
        for one in texts
    )
    return plain_page(house, title, f"<section><h1>{title}</h1>{rows}</section>")
