"""Names that several rooms use: days, months, and what no document may be called."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)

SITE_NAMES = frozenset(
    # what the site makes, beside a folder for each document
    "amendments compare data documents find publication-log feed.xml feed.json calendar.ics"
    " index.html index.md sitemap.xml sitemap.xml.gz llms.txt"
    # what builders of sites make
    " 404.html assets search javascripts stylesheets css js img fonts objects.inv robots.txt"
    # what hosts of sites read
    " cname humans.txt favicon.ico".split()
)
"""What no document may be called, and no amendment: it stands at the root of a site, or beside the
pages of all amendments."""
DEVICES = frozenset(
    "con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9"
    " lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split()
)
"""What no file may be called on Windows, whatever its ending."""

PUBLICATION_LOG = "data/publication-log.json"
"""Where a published site has its publication log, below its root."""
MANIFEST = "data/corpus.json"
"""Where a published site has the list of its versions, below its root: a promised address."""
