"""Tables of texts in which what is to be found is marked."""


def parts(marked: str) -> tuple[str, set[tuple[int, int]]]:
    """The text without its marks, and the spans that stood between ⟦ and ⟧; ¶ is a line's end."""
    text, wanted, start = "", set(), 0
    for character in marked.replace("¶", "\n"):
        if character == "⟦":
            start = len(text)
        elif character == "⟧":
            wanted.add((start, len(text)))
        else:
            text += character
    return text, wanted
