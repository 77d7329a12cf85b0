"""CSS selectors asked of a page's index: from the elements of a class outwards, not through the whole page each time.

Read by cssselect, as lxml reads them. What has no short way here (`:first-child`, `[style]` alone) is left to lxml.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from cssselect.parser import Attrib, Class, CombinedSelector, Element, Hash, Negation, Selector, SelectorError
from cssselect.parser import parse as parsed

from transform.outline import SELDOM, WORDS, Node, Outline, names_in

Test = Callable[[Node], bool]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One of a selector's alternatives: the sort of elements to look at, and what must be true of one of them.

    `by`: `class`, `id`, `tag`, `having` an attribute, or `classed`: elements of which some class holds the name.
    """

    by: str
    name: str
    test: Test
    above: "_Above | None" = None

    def find(self, context: Node, outline: Outline) -> list[Node]:
        """In document order, the context itself included, as a selector has it."""
        if self.by == "tag":
            place = context if self.above is None else self.above.only_place(context, outline)
            if place is None:
                return []
            return [one for one in place.iter(self.name) if self.test(one) and self._stands(one, context)]
        if self.by == "class":
            candidates = outline.classes.get(self.name, [])
        elif self.by == "id":
            candidates = outline.ids.get(self.name, [])
        elif self.by == "having":
            candidates = outline.having.get(self.name, [])
        else:
            candidates = outline.classed_with(self.name)
        return [one for one in candidates if self.test(one) and _is_below(one, context) and self._stands(one, context)]

    def _stands(self, one: Node, context: Node) -> bool:
        return self.above is None or self.above.holds(one, context)


@dataclass(frozen=True, slots=True)
class _Above:
    """What must stand around: the parent (`direct`), or any ancestor, up to the context.

    `start`: where to look for it.
    """

    test: Test
    direct: bool
    above: "_Above | None"
    start: tuple[str, str] | None

    def only_place(self, context: Node, outline: Outline) -> Node | None:
        """All that it may stand around is in there; nothing where it stands nowhere."""
        if self.start is None or self.start[0] not in {"class", "id"}:
            return context
        known = (outline.classes if self.start[0] == "class" else outline.ids).get(self.start[1], [])
        holders = [one for one in known if _is_below(one, context)]
        if len(holders) > 1:
            return context
        return holders[0] if holders else None

    def holds(self, one: Node, context: Node) -> bool:
        current = one
        while current is not context:
            parent = current.getparent()
            if parent is None:
                return False
            if self.test(parent) and (self.above is None or self.above.holds(parent, context)):
                return True
            if self.direct:
                return False
            current = parent
        return False


@lru_cache(maxsize=2048)
def alternatives_of(selector: str) -> tuple[Alternative, ...] | None:
    """Nothing where one of the alternatives has no short way."""
    try:
        found = [_alternative(one) for one in parsed(selector)]
    except SelectorError:
        return None
    return tuple(one for one in found if one is not None) if None not in found else None


def _is_below(one: Node, context: Node) -> bool:
    """Also false for what has been taken out of the page since."""
    current: Node | None = one
    while current is not None:
        if current is context:
            return True
        current = current.getparent()
    return False


def _alternative(selector: Selector) -> Alternative | None:
    if selector.pseudo_element is not None:
        return None
    tree = selector.parsed_tree
    above = None
    if isinstance(tree, CombinedSelector):
        above = _above(tree.selector, tree.combinator)
        tree = tree.subselector
        if above is None:
            return None
    start = _start(tree)
    if start is None:
        return None
    test = _test(tree, known=start)
    return Alternative(*start, test, above) if test is not None else None


def _above(tree: object, combinator: str) -> _Above | None:
    if combinator not in {" ", ">"}:
        return None
    further = None
    if isinstance(tree, CombinedSelector):
        further = _above(tree.selector, tree.combinator)
        tree = tree.subselector
        if further is None:
            return None
    test = _test(tree)
    return _Above(test, combinator == ">", further, _start(tree)) if test is not None else None


def _start(tree: object) -> tuple[str, str] | None:
    """Where to look for what a compound may be: the rarest sort that it names."""
    tag: tuple[str, str] | None = None
    having: tuple[str, str] | None = None
    classed: tuple[str, str] | None = None
    while not isinstance(tree, Element):
        if isinstance(tree, Hash):
            return "id", tree.id
        if isinstance(tree, Class) and (classed is None or classed[0] == "classed"):
            classed = "class", tree.class_name
        if isinstance(tree, Attrib) and tree.attrib == "class" and tree.operator in {"^=", "$=", "*=", "~="}:
            classed = classed or ("classed", (tree.value.value or "") if tree.value is not None else "")
        elif isinstance(tree, Attrib) and tree.attrib in SELDOM:
            having = "having", tree.attrib
        tree = tree.selector  # type: ignore[attr-defined]
    if tree.element is not None:
        tag = "tag", tree.element
    if classed is not None and classed[0] == "class":
        return classed
    return having or (classed if tag is None else tag)


def _test(tree: object, *, known: tuple[str, str] | None = None) -> Test | None:
    """What is true of an element that a compound selector means; nothing where it says what is not read here.

    `known`: the sort of elements that will be asked, as `_start` says it: they need not be asked for it again.
    """
    tests: list[Test] = []
    while not isinstance(tree, Element):
        if isinstance(tree, Class):
            if known != ("class", tree.class_name):
                tests.append(_has_word("class", tree.class_name))
        elif isinstance(tree, Hash):
            if known != ("id", tree.id):
                tests.append(_equals("id", tree.id))
        elif isinstance(tree, Attrib):
            test = _attribute_test(tree)
            if test is None:
                return None
            tests.append(test)
        elif isinstance(tree, Negation):
            inner = _test(tree.subselector)
            if inner is None:
                return None
            tests.append(_not(inner))
        else:
            return None
        tree = tree.selector
    if tree.namespace is not None:
        return None
    if tree.element is not None and known != ("tag", tree.element):
        tests.append(_is_tag(tree.element))
    return _all(tests)


def _attribute_test(tree: Attrib) -> Test | None:
    if tree.namespace is not None:
        return None
    name = tree.attrib
    if tree.operator == "exists":
        return lambda one: one.get(name) is not None
    value = tree.value.value if tree.value is not None else None
    if not value:
        return None
    if tree.operator == "=":
        return _equals(name, value)
    if tree.operator == "~=":
        return _has_word(name, value) if WORDS.fullmatch(value) else None
    if tree.operator == "^=":
        return lambda one: (one.get(name) or "").startswith(value)
    if tree.operator == "$=":
        return lambda one: (one.get(name) or "").endswith(value)
    if tree.operator == "*=":
        return lambda one: value in (one.get(name) or "")
    return None


def _is_tag(tag: str) -> Test:
    return lambda one: bool(one.tag == tag)


def _equals(name: str, value: str) -> Test:
    return lambda one: bool(one.get(name) == value)


def _has_word(name: str, word: str) -> Test:
    def test(one: Node) -> bool:
        value = one.get(name)
        return value is not None and word in value and word in names_in(value)

    return test


def _not(test: Test) -> Test:
    return lambda one: not test(one)


def _all(tests: Iterable[Test]) -> Test:
    kept = tuple(tests)
    if not kept:
        return lambda _: True
    if len(kept) == 1:
        return kept[0]
    if len(kept) == 2:
        first, second = kept
        return lambda one: first(one) and second(one)
    return lambda one: all(test(one) for test in kept)
