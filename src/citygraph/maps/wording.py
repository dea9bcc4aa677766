"""The caption's sentences on how a network's ties were chosen."""

from __future__ import annotations

from citygraph.exports.captions import days_in_words
from citygraph.maps.terms import counted
from citygraph.network.model import Network

_FILTERS = {
    "sources": "source",
    "kinds": "kind of source",
    "regions": "region",
    "themes": "theme",
    "roles": "role",
}
_ROWS = "a line's weight is the number of the recipe's rows between its ends"


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
    told = [
        f"{step.what}: {counted(step.ties, 'tie')}, {counted(step.nodes, 'node')}"
        for step in network.steps
    ]
    return (f"Steps: {'; '.join(told)}.",)


def _form(network: Network) -> str:
    choices, recipe = network.choices, network.recipe
    if network.is_two_mode:
        return (
            f"Two modes: {recipe.modes[0]} and {recipe.modes[1]}; a tie joins one to the other, "
            f"and {_ROWS}."
        )
    backbone = (
        f" Backbone: {choices.backbone} at a significance of {choices.alpha:g}."
        if choices.backbone
        else ""
    )
    if not recipe.modes:
        way = recipe.query.field("directed")
        led = (
            f", directed {way} (lines are drawn without arrows; panel and table tell which way)"
            if way
            else ""
        )
        both = ", whichever way they lead" if way else ""
        return f"One mode{led}; {_ROWS}{both}.{backbone}"
    mode, shared = recipe.modes
    if choices.project == shared:
        mode, shared = shared, mode
    if choices.backbone == "fixed-degree":
        # It takes the two modes as they are: neither a weighting nor a common day enters.
        return (
            f"Two of mode {mode} are tied if they share more of mode {shared} than chance would "
            f"give, be it at different times; weighting: how many they share.{backbone}"
        )
    return (
        f"Projection onto {mode}: two are tied for each {shared} that they share"
        f"{_common_day(network)}; weighting: {choices.weighting}.{backbone}"
    )


def _common_day(network: Network) -> str:
    """What holds for a while, such as a membership, two may have shared at different times."""
    holds = any(pair[0].holds for pair in network.ties.facts)
    return f" on a common day ({network.choices.filters.reading} reading)" if holds else ""
