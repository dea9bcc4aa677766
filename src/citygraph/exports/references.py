"""The papers that a methods paragraph cites, by the words with which it cites them."""

from __future__ import annotations

REFERENCES = {
    "Barrat et al. 2004": "Barrat, Barthélemy, Pastor-Satorras and Vespignani 2004, Proceedings of "
    "the National Academy of Sciences 101, 3747-3752",
    "Boldi and Vigna 2014": "Boldi and Vigna 2014, Internet Mathematics 10, 222-262",
    "Bonacich 1972": "Bonacich 1972, Journal of Mathematical Sociology 2, 113-120",
    "Borgatti and Everett 1997": "Borgatti and Everett 1997, Social Networks 19, 243-269",
    "Brandes 2001": "Brandes 2001, Journal of Mathematical Sociology 25, 163-177",
    "Brin and Page 1998": "Brin and Page 1998, Computer Networks and ISDN Systems 30, 107-117",
    "Burt 1992": "Burt 1992, Structural Holes: The Social Structure of Competition, Harvard "
    "University Press",
    "Dijkstra 1959": "Dijkstra 1959, Numerische Mathematik 1, 269-271",
    "Fagiolo 2007": "Fagiolo 2007, Physical Review E 76, 026107",
    "Freeman 1977": "Freeman 1977, Sociometry 40, 35-41",
    "Freeman 1978": "Freeman 1978, Social Networks 1, 215-239",
    "Gould and Fernandez 1989": "Gould and Fernandez 1989, Sociological Methodology 19, 89-126",
    "Hubert and Arabie 1985": "Hubert and Arabie 1985, Journal of Classification 2, 193-218",
    "Krackhardt and Stern 1988": "Krackhardt and Stern 1988, Social Psychology Quarterly 51, "
    "123-140",
    "Latapy et al. 2008": "Latapy, Magnien and Del Vecchio 2008, Social Networks 30, 31-48",
    "Neal 2014": "Neal 2014, Social Networks 39, 84-97",
    "Neal et al. 2021": "Neal, Domagalski and Sagan 2021, Scientific Reports 11, 23929",
    "Newman 2001": "Newman 2001, Physical Review E 64, 016132",
    "Newman 2002": "Newman 2002, Physical Review Letters 89, 208701",
    "Newman 2003": "Newman 2003, Physical Review E 67, 026126",
    "Newman 2004": "Newman 2004, Physical Review E 70, 056131",
    "Opsahl et al. 2010": "Opsahl, Agneessens and Skvoretz 2010, Social Networks 32, 245-251",
    "Robins and Alexander 2004": "Robins and Alexander 2004, Computational & Mathematical "
    "Organization Theory 10, 69-94",
    "Seidman 1983": "Seidman 1983, Social Networks 5, 269-287",
    "Serrano et al. 2009": "Serrano, Boguñá and Vespignani 2009, Proceedings of the National "
    "Academy of Sciences 106, 6483-6488",
    "Traag et al. 2019": "Traag, Waltman and van Eck 2019, Scientific Reports 9, 5233",
    "Watts and Strogatz 1998": "Watts and Strogatz 1998, Nature 393, 440-442",
}


def cited(text: str) -> list[str]:
    """Returns the papers that a text cites, in order of their authors.

    >>> cited("by shared events (Newman 2001)")
    ['Newman 2001, Physical Review E 64, 016132']
    """
    return sorted(full for words, full in REFERENCES.items() if words in text)
