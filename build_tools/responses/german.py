"""The words of German that respondents write by themselves: labels of a letter, and what tells that
they agree or ask for confidence. Words of our own forms stand in the catalogue.
"""

from collections.abc import Mapping

LABELS: Mapping[str, str] = {
    "ihr name": "name",
    "unternehmen": "organisation",
    "firma": "organisation",
    "verband": "organisation",
    "verein": "organisation",
    "behörde": "organisation",
    "vertraulichkeit": "confidential",
    "e-mail-adresse": "contact",
    "mail": "contact",
    "mailadresse": "contact",
    "fax": "contact",
    "mobil": "contact",
    "handy": "contact",
    "telefon": "contact",
    "telefonnummer": "contact",
    "tel.": "contact",
    "tel": "contact",
    "ansprechpartner": "contact",
    "ansprechpartnerin": "contact",
    "anschrift": "contact",
    "adresse": "contact",
    "kontakt": "contact",
}
"""As `respondent.FIELDS` has them."""
# What follows are parts of the patterns in `respondent`.
OPEN = "nein|nichts|keine|nicht vertraulich|kein teil"
_PUBLISHED = "ver(?:ö|oe)ffentlich"
OF_CONFIDENCE = (
    f"vertraulich|im vertrauen|geheim|diskret|unter uns|nicht (?:ö|oe)ffentlich|keine {_PUBLISHED}"
    f"|(?:nicht|nie(?:mals)?|keinesfalls) (?:zu )?(?:{_PUBLISHED}|(?:ab)?(?:ge)?druck|zitier"
    "|namentlich|nenn|weiter(?:zu)?ge|wieder(?:zu)?ge)"
    rf"|(?:{_PUBLISHED}|zitier|druck|nenn)en sie\b[^.!?]{{0,400}}\b(?:nicht|nie|kein)"
    f"|nicht (?:zur|für die) (?:{_PUBLISHED}ung|(?:ö|oe)ffentlichkeit|weitergabe)"
    "|nur (?:für den |zum )?intern"
)
_WITHOUT_NOT = r"(?![^.!?;\n]*\b(?:nicht|kein\w*|nie(?:mals)?)\b)"
"""What comes after a verb in German may turn it round: up to the end of its sentence."""
YES, NO = "ja", "nein"
PARTLY_BEGINS = r"ja,? (?:aber )?(?:nur )?|(?:wir |ich )?stimmen? (?:dem )?(?:nur )?|nur "
PARTLY = r"teilweise|teils|zum teil|in teilen(?! de[rs]\b)"
AGREES = (
    "ja|(wir |ich )?stimmen? (?:dem |voll |ganz |vollständig |ausdrücklich )*zu"
    rf"|(?:(?:wir sind |ich bin )?einverstanden|(?:wir |ich )?(?:befürworten?|unterstützen?))\b"
    rf"(?! sie\b){_WITHOUT_NOT}"
)
DISAGREES = (
    "nein(?!,? kein)|(wir |ich )?stimmen? (?:dem )?(?:nicht|keinesfalls) zu"
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
