# ruff: noqa: E501 (markup stands as engines print it)
"""What the text itself is: drawn titles, two languages, typed as it stands, a form’s fields."""

from html import escape

from tests.support.drawing import PLACES
from tests.support.engines.house import House, Text, paragraphs, plain_page, short

# ---- titles drawn in pictures ------------------------------------------------------------------------------------------------------------


def drawn_page(house: House, text: Text) -> str:
    main = f'<p><img src="/titres/t{text.number}.gif" alt="{escape(text.title)}"></p>'
    for place, (head, ones) in enumerate(text.parts):
        if head:
            main += f'<p><img src="/titres/s{text.number}{place}.gif" alt="{escape(head)}"></p>'
        main += "".join(f"<p align=justify>{one}</p>" for one in ones)
    text.body = "\n".join(one for _, ones in text.parts for one in ones)
    text.may_stand = "\n".join(head for head, _ in text.parts if head)
    return plain_page(house, text.title, main)


def drawn_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(
        f'<p><a href="{one.url}"><img src="/titres/p{one.number}.gif" alt="{escape(one.title)}"></a></p>'
        for one in texts
    )
    return plain_page(house, title, f'<p><img src="/titres/l.gif" alt="{escape(title)}"></p>{rows}')


# ---- two languages on a page ----------------------------------------------------------------------------------------------------------------


def bilingual_page(house: House, text: Text) -> str:
    """The second half says the same in another language, under a title of its own."""
    draw = house.draw
    english = [draw.paragraph().translate(str.maketrans("eiou", "yaeo")) for _ in range(2)]
    other = draw.phrase(3, 6)
    text.body = f"{text.written()}\n{other}\n" + "\n".join(english)
    main = (
        f'<div lang="fr"><h2>{text.title}</h2>{paragraphs(text)}</div><hr><div lang="en"><h2>{other}</h2>'
        + "".join(f"<p><i>{one}</i></p>" for one in english)
        + "</div>"
    )
    return plain_page(house, text.title, main)


def bilingual_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<tr><td>{one.date}</td><td>{house.link(one)}</td></tr>" for one in texts)
    return plain_page(house, title, f'<div lang="fr"><h2>{title}</h2><table>{rows}</table></div>')


# ---- a text typed as it stands ---------------------------------------------------------------------------------------------------------------


def typed_page(house: House, text: Text) -> str:
    lines: list[str] = []
    for head, ones in text.parts:
        lines += [head.upper()] * bool(head)
        for one in ones:
            words = one.split()
            lines += [" ".join(words[at : at + 11]) for at in range(0, len(words), 11)] + [""]
    text.body = "\n".join((head.upper() if head else "") + "\n" + "\n".join(ones) for head, ones in text.parts)
    return plain_page(house, text.title, f"<h2>{text.title}</h2><pre>{chr(10).join(lines)}</pre>")


def typed_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "\n".join(f"{one.date:<20} {house.link(one)}" for one in texts)
    return plain_page(house, title, f"<h2>{title}</h2><pre>{rows}</pre>")


# ---- a form's fields, then a text -------------------------------------------------------------------------------------------------------------


def fields_page(house: House, text: Text) -> str:
    named = {
        "Territoire": PLACES[text.number % len(PLACES)],
        "Porteur": text.author,
        "Période": f"{1995 + text.number % 9} - {2001 + text.number % 9}",
        "Mots clés": house.groups[text.group],
    }
    rows = "".join(f"<dt>{label}</dt><dd>{value}</dd>" for label, value in named.items())
    text.may_stand = "\n".join(f"{label}\n{value}" for label, value in named.items())
    return plain_page(
        house, text.title, f"<h1>{text.title}</h1><dl class=fiche>{rows}</dl><div class=recit>{paragraphs(text)}</div>"
    )


def fields_list(house: House, title: str, texts: list[Text]) -> str:
    rows = "".join(f"<dt>{house.link(one)}</dt><dd>{short(one)}</dd>" for one in texts)
    return plain_page(house, title, f"<h1>{title}</h1><dl class=liste>{rows}</dl>")
