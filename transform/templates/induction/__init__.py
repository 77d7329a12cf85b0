"""Templates that nobody described, learnt from all pages made with them: what repeats is frame, what varies is text.

A page is read once for its *shape* (`shapes`), the shapes of a crawl are compared (`survey`), and each group of pages
becomes a template (`templates`), then a profile that a person can read, correct and keep (`writing`).
"""
