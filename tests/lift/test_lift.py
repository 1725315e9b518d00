"""Lifting: what an agreement says, in our ontology's terms, whatever order the records come in."""

from __future__ import annotations

import random
from collections.abc import Iterable

import msgspec
import pytest
import rdflib
from rdflib import DCTERMS, FOAF, PROV, RDF, SKOS, Namespace

from koryu_rdf.assets import get_folder
from koryu_rdf.identifiers import DEFAULT_BASE, Identifiers
from koryu_rdf.lift import lift
from koryu_rdf.model import (
    Agreement,
    Contact,
    EarlierTie,
    Event,
    JapaneseParty,
    OpenIssue,
    OverseasParty,
    PartialDate,
    Phrase,
    Result,
    Source,
    Survey,
    WebPage,
    WrittenDate,
)
from koryu_rdf.namespaces import ONTOLOGY, PREFIXES
from koryu_rdf.read import read
from koryu_rdf.terms import Description

K = Namespace(ONTOLOGY)
BASE = Namespace(DEFAULT_BASE)
TSU = JapaneseParty("三重県津市", "municipality", "三重県", "津市", "242012")
URAWA = JapaneseParty("埼玉県浦和市", "municipality", "埼玉県", "浦和市", "112046")
LYON = OverseasParty("フランス共和国リヨン市", "municipality", "FR", None, "リヨン市")

AGREEMENT = Agreement(
    id="trial/7",
    survey="trial",
    number=7,
    title="津市とリヨン市の覚書",
    kind="memorandum",
    fields=("environment", "water"),
    dates=(
        WrittenDate("2009-04-02", "day", "signed", "平成21年4月2日"),
        WrittenDate("2012-05", "month", "renewed", "平成24年5月"),
        WrittenDate("2015", "year", "unlabelled", "平成27年"),
    ),
    japanese_parties=(TSU,),
    overseas_parties=(LYON,),
    title_parties=("ローヌ公社",),
    background="「経緯」\n二行目 <b>\\",
    web_pages=(WebPage("https://example.jp/a", "お知らせ"), WebPage("https://example.jp/b")),
    contact=Contact("環境部", "059-224-2356", "kankyo@example.lg.jp"),
    summary=Phrase("要約", "Summary"),
    events=(
        Event(
            kind="visit",
            title=Phrase("視察", "Study visit"),
            start=PartialDate("2010-02", "month"),
            end=PartialDate("2010-03-04", "day"),
            place=Phrase("津市", "Tsu"),
            hosts=("三重県津市",),
            guests=("フランス共和国リヨン市", "ローヌ公社"),
            led_by=Phrase("市長", "mayor"),
            head_count=17,
            section=4,
        ),
        Event(kind="seminar", title=Phrase("講演"), section=3),
    ),
    results=(Result(kind="sales", description=Phrase("販売", "Sales"), count=3, section=5),),
    open_issues=(OpenIssue(description=Phrase("継続", "To go on"), section=5),),
    earlier_ties=(EarlierTie("sister-city", TSU, LYON, None, PartialDate("1990", "year")),),
    source=Source("trial.txt", 3, 40),
)


def lift_to_graph(*agreements: Agreement, surveys: dict[str, Survey] | None = None) -> rdflib.Graph:
    return to_graph(lift(agreements, surveys=surveys))


def to_graph(descriptions: Iterable[Description]) -> rdflib.Graph:
    lines = [f"{subject} {' '.join(statement)} ." for subject, statements in descriptions for statement in statements]
    return rdflib.Graph().parse(data="\n".join(lines), format="nt")


def test_an_agreement_says_what_the_record_says() -> None:
    graph = lift_to_graph(AGREEMENT)
    node = BASE["agreement/trial/7"]
    xsd = {name: rdflib.URIRef(PREFIXES["xsd"] + name) for name in ("date", "gYear", "gYearMonth", "integer")}
    expected = {
        (RDF.type, K.Agreement),
        (DCTERMS.identifier, rdflib.Literal("trial/7")),
        (K.number, rdflib.Literal("7", datatype=xsd["integer"])),
        (DCTERMS.title, rdflib.Literal("津市とリヨン市の覚書", lang="ja")),
        (DCTERMS.isPartOf, BASE["survey/trial"]),
        (DCTERMS.description, rdflib.Literal("要約", lang="ja")),
        (DCTERMS.description, rdflib.Literal("Summary", lang="en")),
        (K.event, node + "#event-1"),
        (K.event, node + "#event-2"),
        (K.result, node + "#result-1"),
        (K.openIssue, node + "#issue-1"),
        (K.kind, rdflib.URIRef(PREFIXES["kind"] + "memorandum")),
        (K.field, rdflib.URIRef(PREFIXES["field"] + "environment")),
        (K.field, rdflib.URIRef(PREFIXES["field"] + "water")),
        (K.signedOn, rdflib.Literal("2009-04-02", datatype=xsd["date"])),
        (K.renewedOn, rdflib.Literal("2012-05", datatype=xsd["gYearMonth"])),
        (K.unlabelledDate, rdflib.Literal("2015", datatype=xsd["gYear"])),
        (K.dateAsWritten, rdflib.Literal("平成21年4月2日", lang="ja")),
        (K.dateAsWritten, rdflib.Literal("平成24年5月", lang="ja")),
        (K.dateAsWritten, rdflib.Literal("平成27年", lang="ja")),
        (K.japaneseParty, BASE["place/jp-242012"]),
        (K.party, BASE["place/jp-242012"]),
        (K.background, rdflib.Literal("「経緯」\n二行目 <b>\\", lang="ja")),
        (FOAF.page, rdflib.URIRef("https://example.jp/a")),
        (FOAF.page, rdflib.URIRef("https://example.jp/b")),
        (rdflib.URIRef(PREFIXES["dcat"] + "contactPoint"), node + "#contact"),
        (rdflib.URIRef(PREFIXES["prov"] + "wasDerivedFrom"), node + "#source"),
    }
    found = set(graph.predicate_objects(node))
    assert expected <= found
    assert {predicate for predicate, _ in found - expected} == {K.overseasParty, K.party, K.titleParty, K.earlierTie}


def test_the_parts_of_an_agreement_are_described() -> None:
    graph = lift_to_graph(AGREEMENT)
    node = BASE["agreement/trial/7"]
    vcard = Namespace(PREFIXES["vcard"])
    assert graph.value(node + "#contact", vcard.hasTelephone) == rdflib.URIRef("tel:+81-59-224-2356")
    assert graph.value(node + "#contact", vcard.hasEmail) == rdflib.URIRef("mailto:kankyo@example.lg.jp")
    assert graph.value(node + "#source", K.firstLine).toPython() == 3  # type: ignore[union-attr]
    assert graph.value(rdflib.URIRef("https://example.jp/a"), rdflib.RDFS.comment) == rdflib.Literal(
        "お知らせ", lang="ja"
    )
    assert not list(graph.predicate_objects(rdflib.URIRef("https://example.jp/b")))


def test_an_event_says_when_where_and_who() -> None:
    graph = lift_to_graph(AGREEMENT)
    node = BASE["agreement/trial/7"]
    found = set(graph.predicate_objects(node + "#event-1"))
    lyon = rdflib.URIRef(name_place(("FR", None, "リヨン市"))[1:-1])
    company = rdflib.URIRef(Identifiers().organization("ローヌ公社")[1:-1])
    assert found == {
        (RDF.type, K.Event),
        (K.eventKind, rdflib.URIRef(PREFIXES["eventkind"] + "visit")),
        (DCTERMS.title, rdflib.Literal("視察", lang="ja")),
        (DCTERMS.title, rdflib.Literal("Study visit", lang="en")),
        (K.startsOn, rdflib.Literal("2010-02", datatype=rdflib.XSD.gYearMonth)),
        (K.endsOn, rdflib.Literal("2010-03-04", datatype=rdflib.XSD.date)),
        (K.place, rdflib.Literal("津市", lang="ja")),
        (K.place, rdflib.Literal("Tsu", lang="en")),
        (K.host, BASE["place/jp-242012"]),
        (K.guest, lyon),
        (K.guest, company),
        (K.ledBy, rdflib.Literal("市長", lang="ja")),
        (K.ledBy, rdflib.Literal("mayor", lang="en")),
        (K.headCount, rdflib.Literal("17", datatype=rdflib.XSD.integer)),
        (PROV.wasDerivedFrom, node + "#source-4"),
    }


def test_results_and_issues_name_the_section_that_says_so() -> None:
    graph = lift_to_graph(AGREEMENT)
    node = BASE["agreement/trial/7"]
    assert graph.value(node + "#result-1", K["count"]) == rdflib.Literal("3", datatype=rdflib.XSD.integer)
    assert graph.value(node + "#issue-1", PROV.wasDerivedFrom) == node + "#source-5"
    assert graph.value(node + "#source-5", K.section) == rdflib.Literal("5", datatype=rdflib.XSD.integer)
    assert graph.value(node + "#source-5", DCTERMS.isPartOf) == node + "#source"
    assert len(set(graph.subjects(RDF.type, K.SourceSection))) == 3


def test_an_invalid_number_makes_no_iri() -> None:
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, contact=Contact(phone="00561-97-1336")))
    contact = BASE["agreement/trial/7"] + "#contact"
    assert dict(graph.predicate_objects(contact)).keys() == {RDF.type, K.phoneAsWritten}


def test_an_empty_contact_is_not_described() -> None:
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, contact=Contact()))
    assert not list(graph.objects(None, rdflib.URIRef(PREFIXES["dcat"] + "contactPoint")))


def test_a_page_that_is_no_web_address_is_not_linked() -> None:
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, web_pages=(WebPage("javascript:alert(1)"),)))
    assert not list(graph.objects(None, FOAF.page))


SAME_PLACE = [
    (("CN", "遼寧省", "瀋陽市"), ("CN", None, "瀋陽市")),
    (("CN", None, "景德鎮市"), ("CN", "江西省", "景徳鎮市")),
    (("AU", "クィーンズランド州", None), ("AU", "クイーンズランド州", None)),
    (("RU", "チェリヤビンスク州", "チェリヤビンスク市"), ("RU", "チェリャビンスク州", "チェリャビンスク市")),
    (("FR", None, "サンテティエンヌ市"), ("FR", None, "サン・テティエンヌ市")),
]
OTHER_PLACE = [
    (("FR", None, "アヌシー広域行政体"), ("FR", None, "アヌシー市")),
    (("US", "オレゴン州", "ポートランド市"), ("US", "メイン州", "ポートランド市")),
    (("CN", "江蘇省", "呉江市"), ("CN", "江蘇省", "塩城市")),
    (("RU", "チェリャビンスク州", None), ("RU", "チェリャビンスク州", "チェリャビンスク市")),
]
Key = tuple[str, str | None, str | None]


def name_place(key: Key) -> str:
    country, region, locality = key
    return Identifiers().overseas_party(OverseasParty("x", "municipality", country, region, locality))


@pytest.mark.parametrize(("one", "other"), SAME_PLACE)
def test_one_place_has_one_iri(one: Key, other: Key) -> None:
    assert name_place(one) == name_place(other)


@pytest.mark.parametrize(("one", "other"), OTHER_PLACE)
def test_two_places_have_two_iris(one: Key, other: Key) -> None:
    assert name_place(one) != name_place(other)


def test_an_embassy_has_one_iri_however_it_is_spelled() -> None:
    names = ("在日デンマーク王国大使館", "在日本デンマーク王国日本大使館")
    iris = {Identifiers().overseas_party(OverseasParty(name, "embassy", "DK", seat="日本")) for name in names}
    assert len(iris) == 1


def test_places_stand_in_the_unit_above_them() -> None:
    wujiang = OverseasParty("中華人民共和国江蘇省呉江市", "municipality", "CN", "江蘇省", "呉江市")
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, overseas_parties=(wujiang,)))
    assert graph.value(BASE["place/jp-242012"], K.within) == BASE["place/jp-240001"]
    within = graph.value(rdflib.URIRef(name_place(("CN", "江蘇省", "呉江市"))[1:-1]), K.within)
    assert rdflib.Literal("江蘇省", lang="ja") in set(graph.objects(within, SKOS.prefLabel))
    assert graph.value(BASE["place/jp-240001"], K.localGovernmentCode) == rdflib.Literal("240001")


def test_a_former_place_says_when_it_was_gone_and_what_it_became() -> None:
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, japanese_parties=(URAWA,)))
    urawa, saitama = BASE["place/jp-112046"], BASE["place/jp-111007"]
    assert str(graph.value(urawa, K.dissolvedOn)) == "2001-05-01"
    assert graph.value(urawa, K.succeededBy) == saitama
    assert str(graph.value(saitama, K.establishedOn)) == "2001-05-01"
    assert set(graph.objects(saitama, SKOS.prefLabel)) == {
        rdflib.Literal("さいたま市", "ja"),
        rdflib.Literal("Saitama", "en"),
    }
    assert graph.value(saitama, K.dissolvedOn) is None
    assert graph.value(urawa, K.within) == graph.value(saitama, K.within)


def test_a_place_that_was_gone_before_there_were_codes_leads_to_one_of_today() -> None:
    kokura = JapaneseParty("福岡県小倉市", "municipality", "福岡県", "小倉市")
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, japanese_parties=(kokura,)))
    [subject] = graph.subjects(K.succeededBy, BASE["place/jp-401005"])
    assert graph.value(subject, K.dissolvedOn) is None  # between two lists of 1960 and 1965: no day is known
    assert graph.value(subject, K.localGovernmentCode) is None


def test_a_code_that_is_in_no_table_is_stated_as_it_is() -> None:
    unknown = JapaneseParty("東京都無市", "municipality", "東京都", "無市", "139998")
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, japanese_parties=(unknown,)))
    assert str(graph.value(BASE["place/jp-139998"], K.localGovernmentCode)) == "139998"


def test_a_country_may_be_a_party() -> None:
    mongolia = OverseasParty("モンゴル国", "country", "MN")
    graph = lift_to_graph(msgspec.structs.replace(AGREEMENT, overseas_parties=(mongolia,)))
    assert (BASE["country/MN"], RDF.type, K.Party) in graph
    assert (BASE["agreement/trial/7"], K.overseasParty, BASE["country/MN"]) in graph


def test_a_survey_has_the_title_its_records_give() -> None:
    surveys = {"trial": Survey("trial", Phrase("試し", "Trial"))}
    graph = lift_to_graph(AGREEMENT, surveys=surveys)
    titles = set(graph.objects(BASE["survey/trial"], DCTERMS.title))
    assert titles == {rdflib.Literal("試し", lang="ja"), rdflib.Literal("Trial", lang="en")}


def test_shared_things_do_not_depend_on_the_order_of_records() -> None:
    agreements = list(read(get_folder("records")))
    expected = sorted(map(str, lift(agreements)))
    for seed in range(5):
        random.Random(seed).shuffle(agreements)
        assert sorted(map(str, lift(agreements))) == expected


def test_nothing_is_stated_twice() -> None:
    for subject, statements in lift(read(get_folder("records"))):
        assert len(statements) == len(set(statements)), subject


def test_every_term_is_defined_and_every_defined_term_is_used() -> None:
    ontology = rdflib.Graph().parse(get_folder("ontology") / "koryu.ttl")
    defined = {str(term) for term in ontology.subjects(rdflib.RDFS.isDefinedBy) if str(term).startswith(ONTOLOGY)}
    mongolia = OverseasParty("モンゴル国", "country", "MN")
    embassy = OverseasParty("在日デンマーク王国大使館", "embassy", "DK", seat="日本")
    wujiang = OverseasParty("中華人民共和国江蘇省呉江市", "municipality", "CN", "江蘇省", "呉江市")
    whole = msgspec.structs.replace(
        AGREEMENT,
        japanese_parties=(TSU, URAWA),
        overseas_parties=(LYON, mongolia, embassy, wujiang),
        activities="取組",
        outcomes="成果",
    )
    used = {str(term) for triple in lift_to_graph(whole) for term in triple if str(term).startswith(ONTOLOGY)}
    assert used <= defined
    of_links = {ONTOLOGY + name for name in ("Link", "linkedParty", "linkedItem", "population")}
    assert (
        defined - used == {ONTOLOGY + "Tie"} | of_links
    )  # the class above Agreement and EarlierTie; what link describes


def test_python_names_follow_the_ontology() -> None:
    ontology = rdflib.Graph().parse(get_folder("ontology") / "koryu.ttl")
    local_names = {str(term).removeprefix(ONTOLOGY) for term in ontology.subjects() if str(term).startswith(ONTOLOGY)}
    ours = {"number", "kind", "fields", "japanese_parties", "overseas_parties", "title_parties", "earlier_ties"}
    ours |= {"background", "activities", "outcomes", "events", "results", "open_issues"}
    assert ours <= {field.name for field in msgspec.structs.fields(Agreement)}
    assert {to_local_name(name) for name in ours} <= local_names


def to_local_name(name: str) -> str:
    """Turn ``japanese_parties`` into ``japaneseParty``; the three texts keep their plural."""
    if name not in ("activities", "outcomes"):
        name = (
            name.removesuffix("ies") + "y"
            if name.endswith("ies") and name != "earlier_ties"
            else name.removesuffix("s")
        )
    first, *rest = name.split("_")
    return first + "".join(map(str.capitalize, rest))
