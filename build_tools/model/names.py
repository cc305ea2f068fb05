"""Names that several rooms use: the events and the routes of an amendment as a reader sees them,
days and months.
"""

EVENT_NAMES = {  # of `EVENTS`, as a heading has them
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

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

MANIFEST = "data/corpus.json"
"""Where a published site has the list of its versions, below its root: a promised address."""
