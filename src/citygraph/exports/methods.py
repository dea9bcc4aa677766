"""A methods paragraph for a paper, generated from what was really done, with its references.

Every choice has its sentence and nothing else is said: no sentence tells what was not done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from typing import TYPE_CHECKING

from citygraph._version import __version__
from citygraph.errors import QueryError, nearest
from citygraph.exports.captions import days_in_words
from citygraph.exports.done import SENTENCES, counted, listed
from citygraph.exports.references import cited

if TYPE_CHECKING:
    from citygraph.analysis.asked import Asked
    from citygraph.network.model import Network

_LIBRARIES = ("networkit", "networkx", "numpy", "scipy")
#: Advice to the user in a recipe's head, which a paper does not need.
_ADVICE = re.compile(r"; ask for them with .*")


def methods(network: Network, analyses_done: Sequence[str], asked: Asked) -> str:
    """Returns a paragraph of plain English on how a network and its analyses were made.

    It tells recipe, parameters, window, filters, steps, projection, backbone, sizes, each of
    `analyses_done` (names of ANALYSES) as it was asked, and versions; the papers that it cites
    follow after an empty line, one a line. Ends with a line break. Raises QueryError for an unknown
    analysis.
    """
    for name in analyses_done:
        if name not in SENTENCES:
            raise QueryError(f"unknown analysis {name!r}{nearest(name, SENTENCES)}")
    made = [*_recipe(network), *_window(network), *_filters(network), *_steps(network)]
    made += [*_form(network), *_backbone(network), _size(network)]
    made += [SENTENCES[name](network, asked) for name in dict.fromkeys(analyses_done)]
    paragraph = " ".join([*made, _software(network)])
    references = cited(paragraph)
    return "\n".join([paragraph, *(["", *references] if references else []), ""])


def _recipe(network: Network) -> Iterator[str]:
    how, parameters = network.recipe, network.choices.parameters
    asks = f", which asks: “{how.query.question}”" if how.query.question else "."
    yield f"Ties are those of the recipe “{how.query.title}” ({how.name}){asks}"
    if parameters:
        given = [f"{name} = {listed(values, 'or')}" for name, values in sorted(parameters.items())]
        yield f"It was asked with {listed(given)}."
    sessions, groups = how.query.field("sessions"), how.query.field("groups")
    if sessions and sessions != "no events are involved":
        yield f"Its rule for sessions: {sessions}."
    asked_for = any(value.endswith("Group") for value in parameters.get("kind", ()))
    if groups and not asked_for:
        yield f"Its rule for groups of people known only collectively: {_ADVICE.sub('', groups)}."
    if how.directed:
        yield f"Ties are directed, {how.query.field('directed')}."


def _window(network: Network) -> Iterator[str]:
    filters = network.choices.filters
    if filters.window is None:
        return
    held = "must have held" if filters.reading == "narrowest" else "may have held"
    yield (
        f"A tie counts if it {held} on a day in the window {days_in_words(filters.window)} (the "
        f"{filters.reading} reading of partial and missing dates)."
    )
    if network.undated:
        have = "has no date of its" if network.undated == 1 else "have no date of their"
        of = counted(network.steps[0].ties, "tie")
        yield f"Of {of} that count, {network.undated:,} {have} own."


def _filters(network: Network) -> Iterator[str]:
    filters = network.choices.filters
    if filters.sources:
        yield f"Only claims stated in {_one_of('source', filters.sources)} count."
    if filters.kinds:
        yield f"Only claims stated in sources of {_one_of('kind', filters.kinds)} count."
    if filters.regions:
        yield (
            "Each end of a tie that has a country lies in "
            f"{listed(filters.regions, 'or')}, and one end has."
        )
    if filters.themes:
        yield f"One of a tie's claims has {_one_of('theme', filters.themes)}."
    if filters.roles:
        yield (
            f"Claims that give a role count only with {_one_of('role', filters.roles)}, and one of "
            "a tie's claims gives one."
        )


def _one_of(word: str, names: Sequence[str]) -> str:
    return f"the {word}{'s' if len(names) > 1 else ''} {listed(names, 'or')}"


def _steps(network: Network) -> Iterator[str]:
    if not network.steps:
        return
    first, *later = network.steps
    among = f"{counted(first.ties, 'tie')} among {counted(first.nodes, 'node')}"
    if len(network.found) > first.ties:
        yield f"The recipe found {counted(len(network.found), 'tie')}, of which {among} count."
    else:
        yield f"The recipe found {among}."
    for number, step in enumerate(later, start=1):
        left = f"{counted(step.ties, 'tie')} and {counted(step.nodes, 'node')} were left"
        yield f"Step {number}: {step.what}; {left}."


def _form(network: Network) -> Iterator[str]:
    """The form in which the ties are analysed, and what a tie's strength is."""
    modes, choices = network.recipe.modes, network.choices
    if not modes:
        yield "The strength of a tie is the number of the recipe's ties between its two ends."
        return
    if network.is_two_mode:
        yield f"The network has two modes, {listed(modes)}, and was analysed as such."
        return
    onto, by = modes if choices.project in (None, modes[0]) else modes[::-1]
    if choices.backbone == "fixed-degree":
        return
    strength = {
        "count": f"the strength of their tie is the number of nodes of mode {by} that they share",
        "newman": (
            f"each shared node of mode {by} adds 1/(n − 1) to the strength of their tie, n being "
            "the number of nodes tied to it (Newman 2001)"
        ),
        "hyperbolic": (
            "the strength of their tie is the hyperbolic tangent of the number of nodes of mode "
            f"{by} that they share, so that each further one adds less"
        ),
    }[choices.weighting]
    yield (
        f"The two-mode network of modes {listed(modes)} was projected onto mode {onto}: two are "
        f"tied if they share a node of mode {by}, and {strength}."
    )
    if any(pair[0].holds for pair in network.ties.facts):
        yield (
            "Two that shared it at different times, without a common day in the "
            f"{choices.filters.reading} reading, are not tied by it."
        )


def _backbone(network: Network) -> Iterator[str]:
    alpha = f"at a significance of {network.choices.alpha:.10g}"
    if network.choices.backbone == "disparity":
        yield (
            f"Of the ties those were kept that the disparity filter (Serrano et al. 2009) finds "
            f"significant for one of their ends {alpha}."
        )
    elif network.choices.backbone == "fixed-degree":
        modes = network.recipe.modes
        onto, by = modes if network.choices.project in (None, modes[0]) else modes[::-1]
        yield (
            f"From the two-mode network of modes {listed(modes)}, two nodes of mode {onto} are "
            f"tied if they share more nodes of mode {by} than the degrees of both modes would give "
            f"by chance, {alpha} (stochastic degree sequence model: Neal 2014; Neal et al. 2021); "
            "the strength of their tie is the number that they share."
        )


def _size(network: Network) -> str:
    from citygraph.network.sparse import Incidence

    form = network.form
    if isinstance(form, Incidence):
        sizes = zip((form.top, form.bottom), form.modes, strict=True)
        nodes = listed(f"{counted(len(own), 'node')} of mode {mode}" for own, mode in sizes)
    else:
        nodes = counted(len(form.nodes), "node")
    pairs = counted(network.one_mode().tie_count, "tied pair")
    events = {maker for maker in network.makers() if "/id/event/" in maker}
    sources = counted(len(network.ties.source_keys()), "source")
    made = f", made by {counted(len(events), 'event')}" if events else ""
    rows = counted(len(network.ties), "tie")
    return (
        f"The network has {nodes} and {pairs}. They rest on {rows} of the recipe{made}, stated in "
        f"{sources}."
    )


def _software(network: Network) -> str:
    graph = f" over version {network.version} of the graph" if network.version else ""
    libraries = listed(f"{name} {version(name)}" for name in _LIBRARIES)
    return f"Computed with citygraph {__version__}{graph}, with {libraries}."
