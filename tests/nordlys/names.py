"""Names of companies that do not exist."""

from __future__ import annotations

from collections.abc import Iterator

from tests.nordlys.chance import Dice

COMPANY_WORDS = {
    "Sverige": (
        "Dimälvens Sagobjörkens Midnattsåsens Fjädermossens Kvastskogens Lyktgrändens Snöugglans"
        " Tussmötets Gråstensträdets Pepparkaksbyns Månskenskärets Drömfårets Åskmolnets Ekorröns"
        " Vaniljbergets Käpphästens Regnbågsnäsets Blåbärsrikets Tordyvelns Sömnflodens"
        " Kottebackens Silkesfjärdens Lingonmånens Tomteluvans",
        "Kugghjul Pappersverk Byggvaror Redovisning Logistik Kafferosteri Pumpteknik Fönster"
        " Tvätteri Kartonnage Måleri Kylteknik",
        "AB",
    ),
    "Norge": (
        "Tåkefløyten Nisseåsen Ugleskjær Drømmefjell Månestråle Trollbærdal Skyggelund Eventyrvåg"
        " Lyngsang Pepperkakevik Blåbærhei Snøugleås",
        "Fiskeutstyr Rørteknikk Regnskap Bakeri Trelast Skipsmøbler Emballasje",
        "AS",
    ),
    "Danmark": (
        "Pandekageåens Eventyrøens Drømmebækkens Mågesangens Tågelundens Lygtemandens Nissehøjens"
        " Regnbuekærets Æblekrogens Månestræde",
        "Kaffemølle Tømmer Værktøj Bogføring Køleteknik Møbelværk Grafisk",
        "ApS",
    ),
    "Finland": (
        "Pöllönpesän Hämärämetsän Käpytikan Taikajärven Sumusaaren Kuunsillan Satumäen Lumikellon"
        " Untuvaniityn Piparkylän",
        "Konepaja Leipomo Kirjanpito Pakkaus Rakennus Lämpö Sähkötyö",
        "Oy",
    ),
}


def company_names() -> dict[str, Iterator[str]]:
    """Names from fairy tales, so that nobody takes them for companies that exist."""
    dice = Dice("names")
    names: dict[str, Iterator[str]] = {}
    for country, (places, trades, form) in COMPANY_WORDS.items():
        pairs = [f"{place} {trade} {form}" for place in places.split() for trade in trades.split()]
        names[country] = iter(dice.shuffled(pairs))
    return names
