"""The steps and the routes of an amendment, in the words that pages and documents have for them."""

EVENT_NAMES = {
    "consultation-issued": "Consultation issued",
    "consultation-closes": "Consultation closes",
    "conclusion": "Conclusion",
    "direction": "Direction",
    "effect": "Effect",
}
ROUTE_NAMES = {
    "mtad-direction": "Modification of the MTAD under Clause 4.2 of the SVTAD",
    "sos-designation": "Designation by the Secretary of State",
    "sec-modification": "Modification of the SEC",
    "dcc-publication": "Publication by DCC",
}
