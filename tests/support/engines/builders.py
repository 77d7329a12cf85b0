# ruff: noqa: E501 (markup stands as engines print it)
"""A block theme with its menu after the text; Elementor, whose marks change from page to page."""

from tests.support.engines.house import House, Text, document, short

# ---- block theme, the menu after the text ------------------------------------------------------------------------------------


def _blocks(house: House, title: str, main: str) -> str:
    entries = "".join(
        f'<li class="wp-block-navigation-item wp-block-navigation-link"><a class="wp-block-navigation-item__content" href="/rub{n}/">'
        f'<span class="wp-block-navigation-item__label">{e}</span></a></li>'
        for n, e in enumerate(house.menu)
    )
    return document(
        f"{title} – {house.name}",
        f'<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title"><a href="/">{house.name}'
        f'</a></p></header>{main}<footer class="wp-block-template-part"><div class="wp-block-group is-layout-flow"><nav class='
        f'"is-responsive wp-block-navigation"><ul class="wp-block-navigation__container">{entries}</ul></nav><p>{house.foot}</p>'
        f"</div></footer></div>",
    )


def blocks_page(house: House, text: Text) -> str:
    query = "".join(
        f'<li class="wp-block-post post-{one.number} post type-post"><h2 class="wp-block-post-title">{house.link(one)}</h2><div '
        f'class="wp-block-post-excerpt"><p class="wp-block-post-excerpt__excerpt">{short(one)}</p></div></li>'
        for one in house.near(text, 3)
    )
    before, after = house.beside(text)
    inner = "".join(
        (f'<h2 class="wp-block-heading" id="h-{text.number}-{n}">{head}</h2>' if head else "")
        + '<div class="wp-block-columns is-layout-flex wp-container-{}"><div class="wp-block-column">{}</div></div>'.format(
            text.number + n, "".join(f"<p>{one}</p>" for one in ones)
        )
        for n, (head, ones) in enumerate(text.parts)
    )
    main = (
        f'<main class="wp-block-group is-layout-flow"><div class="wp-block-group has-global-padding"><div class='
        f'"wp-block-template-part"><div class="wp-block-post-date"><time datetime="x">{text.date}</time></div><div class='
        f'"taxonomy-category wp-block-post-terms"><span>dans </span><a href="{house.host}/c{text.group}" rel="tag">'
        f'{house.groups[text.group]}</a></div></div><h1 class="wp-block-post-title">{text.title}</h1></div><div class='
        f'"entry-content wp-block-post-content is-layout-constrained">{inner}</div><nav class="wp-block-group"><div class='
        f'"post-navigation-link-previous wp-block-post-navigation-link"><a href="{before.url}" rel="prev">{before.title}</a></div>'
        f'<div class="post-navigation-link-next wp-block-post-navigation-link"><a href="{after.url}" rel="next">{after.title}</a>'
        f'</div></nav><h2 class="wp-block-heading">Plus d’articles</h2><div class="wp-block-query"><ul class='
        f'"wp-block-post-template">{query}</ul></div></main>'
    )
    return _blocks(house, text.title, main)


def blocks_list(house: House, title: str, texts: list[Text]) -> str:
    query = "".join(
        f'<li class="wp-block-post post-{one.number}"><h2 class="wp-block-post-title">{house.link(one)}</h2><div class='
        f'"entry-content wp-block-post-content"><p>{one.first}</p><p>{short(one)}</p></div><div class="wp-block-post-date">'
        f"{one.date}</div></li>"
        for one in texts
    )
    return _blocks(
        house,
        title,
        f'<main class="wp-block-group"><h1 class="wp-block-query-title">{title}</h1><div class="wp-block-query"><ul class='
        f'"wp-block-post-template">{query}</ul></div></main>',
    )


# ---- Elementor, whose marks change from page to page -----------------------------------------------------------------------------


def _hash(house: House) -> str:
    return f"{house.draw.random.randrange(16**7):07x}"


def _widget(house: House, kind: str, inner: str) -> str:
    one = _hash(house)
    return (
        f'<div class="elementor-element elementor-element-{one} elementor-widget elementor-widget-{kind}" data-id="{one}"><div class='
        f'"elementor-widget-container">{inner}</div></div>'
    )


def _elementor(house: House, title: str, number: int, widgets: list[str]) -> str:
    made = "".join(
        f'<section class="elementor-section elementor-top-section elementor-element elementor-element-{_hash(house)}"><div class='
        f'"elementor-container elementor-column-gap-default"><div class="elementor-column elementor-col-100"><div class='
        f'"elementor-widget-wrap">{one}</div></div></div></section>'
        for one in widgets
    )
    return document(
        f"{title} – {house.name}",
        f'<header class="elementor-location-header"><nav><ul class="elementor-nav-menu">{house.entries()}</ul></nav></header><div '
        f'data-elementor-type="wp-post" data-elementor-id="{number}" class="elementor elementor-{number}">{made}</div><footer class='
        f'"elementor-location-footer"><p>{house.foot}</p></footer>',
        f' class="elementor-default elementor-page elementor-page-{number}"',
    )


def elementor_page(house: House, text: Text) -> str:
    widgets = [
        _widget(house, "heading", f'<h2 class="elementor-heading-title elementor-size-default">{text.title}</h2>')
    ]
    for head, ones in text.parts:
        words = "".join(f"<p>{one}</p>" for one in ones)
        titled = f'<h3 class="elementor-heading-title elementor-size-default">{head}</h3>' if head else ""
        widgets.append((_widget(house, "heading", titled) if head else "") + _widget(house, "text-editor", words))
        widgets.append(_widget(house, "spacer", '<div class="elementor-spacer-inner"></div>'))
    cards = "".join(
        f'<article class="elementor-post elementor-grid-item post-{one.number}"><div class="elementor-post__text"><h3 class='
        f'"elementor-post__title">{house.link(one)}</h3><div class="elementor-post__excerpt"><p>{short(one)}</p></div><a class='
        f'"elementor-post__read-more" href="{one.url}">Lire la suite »</a></div></article>'
        for one in house.near(text, 3)
    )
    widgets.append(_widget(house, "posts", f'<div class="elementor-posts-container elementor-posts">{cards}</div>'))
    return _elementor(house, text.title, text.number, widgets)


def elementor_list(house: House, title: str, texts: list[Text]) -> str:
    cards = "".join(
        f'<article class="elementor-post post-{one.number}"><h3 class="elementor-post__title">{house.link(one)}</h3><p>{short(one)}'
        f"</p></article>"
        for one in texts
    )
    widgets = [
        _widget(house, "heading", f'<h2 class="elementor-heading-title">{title}</h2>'),
        _widget(house, "posts", cards),
    ]
    return _elementor(house, title, house.draw.random.randint(9000, 9999), widgets)
