"""The words of German that respondents write by themselves: labels of a letter, and what tells that
they agree or ask for confidence. Words of our own forms stand in the catalogue.
"""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "ihr name": "name",
    "unternehmen": "organisation",
    "firma": "organisation",
    "verband": "organisation",
    "behörde": "organisation",
    "vertraulichkeit": "confidential",
    "e-mail-adresse": "contact",
    "telefon": "contact",
    "telefonnummer": "contact",
    "anschrift": "contact",
    "adresse": "contact",
    "kontakt": "contact",
}
"""As `respondent.FIELDS` has them."""
# What follows are parts of the patterns in `respondent`.
OPEN = "nein|nichts|keine|nicht vertraulich|kein teil"
OF_CONFIDENCE = (
    "vertraulich|geheim|unter uns|nicht öffentlich"
    "|(?:nicht|nie(?:mals)?|keinesfalls) (?:zu )?(?:veröffentlich|(?:ab)?(?:ge)?druck|zitier)"
    "|nicht (?:zur|für die) (?:veröffentlichung|öffentlichkeit)"
)
PARTLY_BEGINS = r"ja,? |(?:wir |ich )?stimmen? (?:dem )?"
PARTLY = "teilweise|teils|zum teil|in teilen"
AGREES = (
    "ja|(wir |ich )?stimmen? (?:dem |voll |ganz |vollständig |ausdrücklich )*zu"
    "|(wir sind |ich bin )?einverstanden|(wir |ich )?(?:befürworten?|unterstützen?)"
)
DISAGREES = (
    "nein|(wir |ich )?stimmen? (?:dem )?(?:nicht|keinesfalls) zu"
    "|(wir sind |ich bin )?nicht einverstanden"
    r"|(wir |ich )?lehnen? (?:das |dies |es |den \w+ |die \w+ )?ab"
)
ORDINARY = (
    "alle alles antwort auch beide das dem der die dies einverstanden es frage ich ist ja keine"
    " kommentar mit nein nicht nichts siehe stimme stimmen teil teilweise und unsere voll von wie"
    " wir zu zur zustimmung"
)
"""Words as `confidence` has them, of which so short an answer may be made that whoever says the
same repeats nobody."""
