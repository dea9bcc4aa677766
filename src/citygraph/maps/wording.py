"""The caption's sentences on how a network's ties were chosen."""

from __future__ import annotations

from citygraph.exports.captions import days_in_words
from citygraph.network.model import Network

_FILTERS = {
    "sources": "source",
    "kinds": "kind of source",
    "regions": "region",
    "themes": "theme",
    "roles": "role",
}


def chosen_words(network: Network) -> tuple[str, ...]:
    """Returns sentences on window, filters, parameters, steps, weighting and backbone.

    What was not asked for is said too where a reader would wonder: all years, no filter.
    """
    return (_window(network), _filters(network), *_steps(network), _form(network))


def _window(network: Network) -> str:
    filters = network.choices.filters
    undated = f"{network.undated} of the rows behind it have no date of their own."
    if filters.window is None:
        return f"Window: all years; {undated}"
    return f"Window: {days_in_words(filters.window)}, {filters.reading} reading; {undated}"


def _filters(network: Network) -> str:
    filters = network.choices.filters
    asked = [
        f"{word} {' or '.join(values)}"
        for name, word in _FILTERS.items()
        if (values := getattr(filters, name))
    ]
    asked += [
        f"{name} = {' or '.join(values)}"
        for name, values in sorted(network.choices.parameters.items())
    ]
    return f"Filters: {'; '.join(asked)}." if asked else "Filters: none."


def _steps(network: Network) -> tuple[str, ...]:
    if len(network.steps) < 2:
        return ()
    told = [f"{step.what}: {step.ties} ties, {step.nodes} nodes" for step in network.steps]
    return (f"Steps: {'; '.join(told)}.",)


def _form(network: Network) -> str:
    choices, recipe = network.choices, network.recipe
    if network.is_two_mode:
        return f"Two modes: {recipe.modes[0]} and {recipe.modes[1]}; a tie joins one to the other."
    backbone = (
        f" Backbone: {choices.backbone} at a significance of {choices.alpha:g}."
        if choices.backbone
        else ""
    )
    if not recipe.modes:
        return f"One mode; a line's weight is its number of ties.{backbone}"
    mode, shared = recipe.modes
    if choices.project == shared:
        mode, shared = shared, mode
    return (
        f"Projection onto {mode}: two are tied for each {shared} that they share; "
        f"weighting: {choices.weighting}.{backbone}"
    )
