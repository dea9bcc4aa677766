"""The queries of the benchmark: none is a look-up of one thing, all are valid in every engine."""

from __future__ import annotations

_PREFIXES = """\
PREFIX cg: <https://w3id.org/citygraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
PREFIX theme: <https://w3id.org/citygraph/concept/theme/>
PREFIX modality: <https://w3id.org/citygraph/concept/modality/>
PREFIX series: <https://w3id.org/citygraph/id/series/>
PREFIX organization: <https://w3id.org/citygraph/id/organization/>
"""

_BODIES = {
    "cities by events (join, group, count distinct, order)": """
SELECT ?city ?label (COUNT(DISTINCT ?event) AS ?events) WHERE {
  ?claim a cg:Participation ; cg:event ?event ; cg:onBehalfOf ?city ; cg:modality modality:actual .
  ?city skos:prefLabel ?label . FILTER(LANG(?label) = "en")
} GROUP BY ?city ?label ORDER BY DESC(?events) ?city LIMIT 100""",
    "who met whom in 2019 (self-join, date filter, distinct)": """
SELECT DISTINCT ?one ?other WHERE {
  ?event cg:startDate ?day .
  ?a cg:event ?event ; cg:onBehalfOf ?one .
  ?b cg:event ?event ; cg:onBehalfOf ?other .
  FILTER(?day >= "2019-01-01"^^xsd:date && ?day <= "2019-12-31"^^xsd:date)
  FILTER(STR(?one) < STR(?other))
}""",
    "signatures in a window (date filter, optional, order)": """
SELECT ?city ?document ?day ?name WHERE {
  ?claim a cg:Signature ; cg:signatory ?city ; cg:document ?document ; cg:signedOn ?day .
  FILTER(?day >= "2018-01-01"^^xsd:date && ?day < "2021-01-01"^^xsd:date)
  OPTIONAL {
    ?claim cg:signer ?signer . ?signer skos:prefLabel ?name . FILTER(LANG(?name) = "en")
  }
} ORDER BY ?day ?city ?document ?name""",
    "people of a series (property path, distinct)": """
SELECT DISTINCT ?series ?person WHERE {
  VALUES ?series { series:made-0 series:made-1 }
  ?event cg:partOfEvent*/cg:inSeries ?series .
  ?claim cg:event ?event ; cg:participant ?person .
}""",
    "commitments by theme and place in the document (group, sum)": """
SELECT ?theme ?ordinal (COUNT(?claim) AS ?claims) (COUNT(DISTINCT ?city) AS ?cities) WHERE {
  ?claim a cg:Commitment ; cg:theme ?theme ; cg:committedBy ?city ; cg:ordinal ?ordinal .
  FILTER(?ordinal <= 6)
} GROUP BY ?theme ?ordinal ORDER BY ?theme ?ordinal""",
    "laureates that later hosted (join, date function)": """
SELECT DISTINCT ?city ?event ?day WHERE {
  ?award a cg:Award ; cg:laureate ?city ; cg:awardYear ?year .
  ?event cg:heldIn ?city ; cg:startDate ?day .
  FILTER(YEAR(?day) > xsd:integer(STR(?year)))
} ORDER BY ?city ?event""",
    "members that never signed (not exists)": """
SELECT DISTINCT ?city WHERE {
  ?claim a cg:Membership ; cg:member ?city ; cg:network organization:made-0 .
  FILTER NOT EXISTS {
    ?signature a cg:Signature ; cg:signatory ?city ; cg:signedOn ?day .
    FILTER(?day < "2015-01-01"^^xsd:date)
  }
}""",
    "evidence by source and class (four joins, sum)": """
SELECT ?source ?class (COUNT(?evidence) AS ?places) (SUM(?end - ?start) AS ?length) WHERE {
  ?claim a ?class ; cg:evidence ?evidence .
  ?evidence oa:hasSource ?source ; oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
} GROUP BY ?source ?class ORDER BY ?source ?class""",
    "every participation in words (many rows, seven columns)": """
SELECT ?claim ?person ?city ?event ?words ?start ?end WHERE {
  ?claim a cg:Participation ; cg:participant ?person ; cg:onBehalfOf ?city ; cg:event ?event ;
    dcterms:description ?words ; cg:evidence/oa:hasSelector ?selector .
  ?selector oa:start ?start ; oa:end ?end .
}""",
}

QUESTIONS = {name: _PREFIXES + body for name, body in _BODIES.items()}
