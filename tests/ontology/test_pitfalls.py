"""The pitfalls of ontologies that the catalogue of OOPS! (OntOlogy Pitfall Scanner) numbers, as far as a program sees them.

Each is a query for the terms that fell in, over our terms and their alignments together, and an update that makes terms
fall in, to prove that the query finds them. Not here are those that take a reader's judgement (P01, P09, P14 to P18,
P30, P31) or the web (P37), and P33, as property chains need blank nodes, which another test keeps out.
"""

from __future__ import annotations

from typing import NamedTuple

import pytest
from pyoxigraph import QuerySolutions, RdfFormat, Store

from koryu_rdf.assets import get_folder
from koryu_rdf.namespaces import ONTOLOGY, PREFIXES

HOME = "https://w3id.org/koryu/"
OTHERS = {"home": HOME, "owl": "http://www.w3.org/2002/07/owl#", "vann": "http://purl.org/vocab/vann/"}
PROLOGUE = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in {**PREFIXES, **OTHERS}.items())

OUR = "STRSTARTS(STR(?term), STR(koryu:))"
CLASS = f"?term a owl:Class FILTER({OUR})"
PROPERTY = f"VALUES ?sort {{ owl:ObjectProperty owl:DatatypeProperty }} ?term a ?sort FILTER({OUR})"
TERM = f"VALUES ?sort {{ owl:Class owl:ObjectProperty owl:DatatypeProperty }} ?term a ?sort FILTER({OUR})"
SAME_LABEL = "?term rdfs:label/^rdfs:label ?other FILTER(?other != ?term)"
NAME = "BIND(STRAFTER(STR(?term), '#') AS ?name)"
BUILTIN = "REGEX(STR(?term), '^http://www.w3.org/(1999/02/22-rdf-syntax-ns|2000/01/rdf-schema|2002/07/owl)#')"


class Pitfall(NamedTuple):
    """A pitfall, what finds the ``?term`` in it, a fault that makes terms fall in, and which terms that are.

    ``accepted`` are the terms that stand in it with our consent, each with the reason.
    """

    name: str
    query: str
    fault: str
    caught: str
    accepted: dict[str, str] = {}  # noqa: RUF012  (never changed)


PITFALLS = {
    "P02": Pitfall(
        "synonyms as classes",
        f"{CLASS} ?term owl:equivalentClass ?same FILTER(STRSTARTS(STR(?same), STR(koryu:)))",
        "INSERT DATA { koryu:Pact a owl:Class ; owl:equivalentClass koryu:Agreement }",
        "Pact",
    ),
    "P03": Pitfall(
        "a relation of its own for is-a",
        f"{PROPERTY} {NAME} FILTER(REGEX(?name, '^(is|isA|isKindOf|subclassOf|instanceOf|typeOf)$', 'i'))",
        "INSERT DATA { koryu:isA a owl:ObjectProperty }",
        "isA",
    ),
    "P04": Pitfall(
        "unconnected elements",
        f"""{CLASS} FILTER NOT EXISTS {{ ?property rdfs:domain|rdfs:range ?term }} FILTER NOT EXISTS {{
            ?term rdfs:subClassOf|^rdfs:subClassOf ?near FILTER(STRSTARTS(STR(?near), STR(koryu:))) }}""",
        "INSERT DATA { koryu:Weather a owl:Class }",
        "Weather",
        {"Survey": "its records lead to it by dcterms:isPartOf, which is not ours"},
    ),
    "P05": Pitfall(
        "wrong inverses",
        """?term owl:inverseOf ?back { ?term rdfs:domain ?one . ?back rdfs:range ?other } UNION
            { ?term rdfs:range ?one . ?back rdfs:domain ?other } FILTER(?one != ?other)""",
        "INSERT DATA { koryu:hosted owl:inverseOf koryu:host ; rdfs:domain koryu:Tie }",
        "hosted",
    ),
    "P06": Pitfall(
        "cycles in a hierarchy",
        "{ ?term rdfs:subClassOf+ ?term } UNION { ?term rdfs:subPropertyOf+ ?term }",
        "INSERT DATA { koryu:Party rdfs:subClassOf koryu:Municipality . koryu:place rdfs:subPropertyOf koryu:place }",
        "Municipality Party place",
    ),
    "P07": Pitfall(
        "different concepts merged into one",
        f"""{TERM} {NAME} ?term rdfs:label ?label
            FILTER(REGEX(?name, '[a-z](And|Or)[A-Z]') || LANG(?label) = 'en' && REGEX(?label, ' (and|or) |/'))""",
        """INSERT DATA { koryu:CityAndPort a owl:Class ; rdfs:label 'port city'@en .
            koryu:cityPort a owl:ObjectProperty ; rdfs:label 'city or port'@en }""",
        "CityAndPort cityPort",
    ),
    "P08": Pitfall(
        "missing annotations",
        f"""{TERM} VALUES ?told {{ rdfs:label rdfs:comment }} VALUES ?language {{ 'ja' 'en' }}
            FILTER NOT EXISTS {{ ?term ?told ?text FILTER(LANG(?text) = ?language) }}""",
        "INSERT DATA { koryu:bare a owl:ObjectProperty ; rdfs:label 'bare'@en , '裸'@ja ; rdfs:comment 'Bare.'@en }",
        "bare",
    ),
    "P10": Pitfall(
        "missing disjointness",
        f"""{CLASS} ?other a owl:Class FILTER(STRSTARTS(STR(?other), STR(koryu:)) && STR(?term) < STR(?other))
            FILTER NOT EXISTS {{ ?term rdfs:subClassOf*|^rdfs:subClassOf* ?other }}
            FILTER NOT EXISTS {{ ?term rdfs:subClassOf*/(owl:disjointWith|^owl:disjointWith)/^rdfs:subClassOf* ?other }}
            BIND(CONCAT('+', STRAFTER(STR(?other), '#')) AS ?more)""",
        "INSERT DATA { koryu:Cluster a owl:Class ; rdfs:subClassOf koryu:Party }",
        "Cluster+Country Cluster+DiplomaticMission Cluster+Municipality Cluster+Organization",
        dict.fromkeys(
            ("Country+DiplomaticMission", "Country+Municipality", "Country+Organization", "Country+Party"),
            "a nation can be a party itself, and so any sort of party",
        ),
    ),
    "P11": Pitfall(
        "missing domain or range",
        f"{PROPERTY} VALUES ?bound {{ rdfs:domain rdfs:range }} FILTER NOT EXISTS {{ ?term ?bound ?class }}",
        """INSERT DATA { koryu:open a owl:ObjectProperty ; rdfs:domain koryu:Tie .
            koryu:plain a owl:DatatypeProperty ; rdfs:range xsd:string }""",
        "open plain",
        {
            "standardAreaCode": "its values are e-Stat's, which types them in more than one way",
            "linkedItem": "its values are items of Wikidata, which may be of any kind",
        },
    ),
    "P12": Pitfall(
        "equal properties that are not declared so",
        f"{PROPERTY} {SAME_LABEL} VALUES ?also {{ owl:ObjectProperty owl:DatatypeProperty }} ?other a ?also",
        "INSERT DATA { koryu:venue a owl:DatatypeProperty ; rdfs:label 'place'@en }",
        "place venue",
    ),
    # Deliberately none: ^ walks a relation back in SPARQL, and of two names for one relation data tend to state only one.
    "P13": Pitfall(
        "inverses declared for some relations only",
        f"{PROPERTY} ?term owl:inverseOf|^owl:inverseOf ?back",
        "INSERT DATA { koryu:hosted a owl:ObjectProperty ; owl:inverseOf koryu:host }",
        "host hosted",
    ),
    "P19": Pitfall(
        "several domains or ranges, which OWL takes all at once",
        f"{PROPERTY} VALUES ?bound {{ rdfs:domain rdfs:range }} ?term ?bound ?one , ?other FILTER(?one != ?other)",
        "INSERT DATA { koryu:host rdfs:range koryu:Tie . koryu:place rdfs:domain koryu:Tie }",
        "host place",
    ),
    "P20": Pitfall(
        "annotations that hold what belongs into others",
        f"""{TERM} ?term rdfs:label ?label ; rdfs:comment ?comment FILTER(LANG(?label) = LANG(?comment))
            FILTER(STRLEN(?label) >= STRLEN(?comment) || REGEX(?label, '[.。]$') || !REGEX(?comment, '[.。]$'))""",
        """INSERT DATA { koryu:swapped a owl:DatatypeProperty ; rdfs:label 'Where it took place.'@en ; rdfs:comment 'site'@en .
            koryu:cut a owl:DatatypeProperty ; rdfs:label 'site'@en ; rdfs:comment 'where it took'@en }""",
        "swapped cut",
    ),
    "P21": Pitfall(
        "a class for whatever is left",
        f"{CLASS} {NAME} FILTER(REGEX(?name, '^(Other|Misc|Unknown|Various)'))",
        "INSERT DATA { koryu:OtherEvent a owl:Class }",
        "OtherEvent",
    ),
    "P22": Pitfall(
        "several ways of naming",
        f"""{TERM} {NAME} BIND(IF(?sort = owl:Class, '^[A-Z][A-Za-z]*$', '^[a-z][A-Za-z]*$') AS ?way)
            FILTER(!REGEX(?name, ?way))""",
        """INSERT DATA { koryu:city a owl:Class . koryu:Twin_City a owl:Class .
            koryu:Led a owl:ObjectProperty . koryu:led-by a owl:ObjectProperty }""",
        "city Twin_City Led led-by",
    ),
    "P23": Pitfall(
        "a class for what is a datatype",
        f"{CLASS} {NAME} FILTER(REGEX(?name, '^(Date|Time|Year|Text|String|Number|Integer|Boolean)$'))",
        "INSERT DATA { koryu:Year a owl:Class }",
        "Year",
    ),
    "P24": Pitfall(
        "recursive definitions",
        f"{TERM} ?term rdfs:subClassOf|rdfs:subPropertyOf|owl:equivalentClass|owl:disjointWith|rdfs:isDefinedBy ?term",
        "INSERT DATA { koryu:Tie owl:equivalentClass koryu:Tie . koryu:party rdfs:isDefinedBy koryu:party }",
        "Tie party",
    ),
    "P25": Pitfall(
        "a relation that is its own inverse",
        f"{PROPERTY} ?term owl:inverseOf ?term",
        "INSERT DATA { koryu:host owl:inverseOf koryu:host }",
        "host",
    ),
    "P26": Pitfall(
        "an inverse for a symmetric relation",
        "?term a owl:SymmetricProperty ; owl:inverseOf|^owl:inverseOf ?back",
        "INSERT DATA { koryu:twin a owl:SymmetricProperty . koryu:twinned owl:inverseOf koryu:twin }",
        "twin",
    ),
    "P27": Pitfall(
        "equivalent properties of other domain or range",
        """?term owl:equivalentProperty ?same VALUES ?bound { rdfs:domain rdfs:range }
            ?term ?bound ?one . ?same ?bound ?other FILTER(?one != ?other)""",
        "INSERT DATA { koryu:place owl:equivalentProperty koryu:seat }",
        "place",
    ),
    "P28": Pitfall(
        "a symmetric relation between different classes",
        "?term a owl:SymmetricProperty ; rdfs:domain ?one ; rdfs:range ?other FILTER(?one != ?other)",
        "INSERT DATA { koryu:party a owl:SymmetricProperty }",
        "party",
    ),
    "P29": Pitfall(
        "a transitive relation between different classes",
        "?term a owl:TransitiveProperty ; rdfs:domain ?one ; rdfs:range ?other FILTER(?one != ?other)",
        "INSERT DATA { koryu:party a owl:TransitiveProperty }",
        "party",
    ),
    "P32": Pitfall(
        "several classes with one label",
        f"{CLASS} {SAME_LABEL} ?other a owl:Class",
        "INSERT DATA { koryu:Occasion a owl:Class ; rdfs:label '出来事'@ja }",
        "Event Occasion",
    ),
    "P34": Pitfall(
        "untyped classes",
        f"""{{ ?any rdfs:subClassOf|owl:disjointWith|rdfs:domain|rdf:type|^rdfs:subClassOf ?term }} UNION
            {{ ?any a owl:ObjectProperty ; rdfs:range ?term }}
            FILTER NOT EXISTS {{ ?term a owl:Class }} FILTER(!{BUILTIN})""",
        "INSERT DATA { koryu:place rdfs:domain koryu:Fair . koryu:host rdfs:range koryu:Guild . koryu:Port rdfs:subClassOf koryu:Party }",
        "Fair Guild Port",
    ),
    "P35": Pitfall(
        "untyped properties",
        f"""{{ ?any ?term ?value }} UNION {{ ?any rdfs:subPropertyOf|owl:propertyDisjointWith|^rdfs:subPropertyOf ?term }}
            FILTER NOT EXISTS {{ VALUES ?sort {{ owl:ObjectProperty owl:DatatypeProperty owl:AnnotationProperty }}
            ?term a ?sort }} FILTER(!{BUILTIN})""",
        "INSERT DATA { koryu:Event koryu:motto 'peace' . koryu:guest rdfs:subPropertyOf koryu:traveller }",
        "motto traveller",
    ),
    "P36": Pitfall(
        "a file's suffix in an IRI",
        "?term a owl:Ontology FILTER(REGEX(STR(?term), '[.](owl|rdf|ttl|n3|nt|xml|jsonld|html?)$'))",
        "INSERT DATA { home:ontology.ttl a owl:Ontology }",
        f"{HOME}ontology.ttl",
    ),
    "P38": Pitfall(
        "no declaration of the ontology",
        "VALUES ?term { home:ontology home:alignments } FILTER NOT EXISTS { ?term a owl:Ontology }",
        "DELETE DATA { home:ontology a owl:Ontology }",
        f"{HOME}ontology",
    ),
    "P39": Pitfall(
        "an ambiguous namespace",
        """{ ?term rdfs:isDefinedBy ?home FILTER(!STRSTARTS(STR(?term), CONCAT(STR(?home), '#'))) } UNION
            { ?term vann:preferredNamespaceUri ?start FILTER(STR(?start) != CONCAT(STR(?term), '#')) }""",
        "INSERT DATA { koryu:Event rdfs:isDefinedBy home:terms . home:alignments vann:preferredNamespaceUri 'koryu' }",
        f"Event {HOME}alignments",
    ),
    "P40": Pitfall(
        "statements about terms of others, whose meaning is theirs to give",
        f"?term ?told ?value FILTER(?told != rdf:type && !STRSTARTS(STR(?term), '{HOME}'))",
        "INSERT DATA { foaf:Organization rdfs:comment 'A club.'@en }",
        f"{PREFIXES['foaf']}Organization",
    ),
    "P41": Pitfall(
        "no licence",
        "?term a owl:Ontology FILTER NOT EXISTS { ?term dcterms:license ?licence }",
        "DELETE WHERE { ?any dcterms:license ?licence }",
        f"{HOME}ontology {HOME}alignments",
    ),
}


@pytest.fixture
def store() -> Store:
    """Our terms and their alignments."""
    store = Store()
    for name in ("koryu", "alignments"):
        store.bulk_load(path=get_folder("ontology") / f"{name}.ttl", format=RdfFormat.TURTLE)
    return store


def find_terms(store: Store, pitfall: Pitfall) -> set[str]:
    solutions = store.query(f"{PROLOGUE} SELECT DISTINCT ?term ?more WHERE {{ {pitfall.query} }}")
    assert isinstance(solutions, QuerySolutions)
    rows = ((row["term"].value, row["more"].value if row["more"] else "") for row in solutions)
    return {iri.removeprefix(ONTOLOGY) + more for iri, more in rows}


@pytest.mark.parametrize("code", PITFALLS)
def test_no_term_is_in_the_pitfall(code: str, store: Store) -> None:
    assert find_terms(store, PITFALLS[code]) == {*PITFALLS[code].accepted}


@pytest.mark.parametrize("code", PITFALLS)
def test_a_term_that_falls_in_is_found(code: str, store: Store) -> None:
    before = find_terms(store, PITFALLS[code])
    store.update(PROLOGUE + PITFALLS[code].fault)
    assert find_terms(store, PITFALLS[code]) - before == {*PITFALLS[code].caught.split()}
