"""Where a German text uses a term: in any case, and nowhere else."""

import pytest

from build_tools.text.labels.term_uses import TermFinder


@pytest.mark.parametrize(
    ("term", "used"),
    [
        ("Haus", "Hauses Häuser Häusern"),
        ("Raum", "Raumes Räume Räumen"),
        ("Schaden", "Schadens Schäden"),
        ("Mangel", "Mangels Mängel Mängeln"),
        ("Gläubiger", "Gläubigers Gläubigern"),
        ("Verwender", "Verwenders Verwendern"),
        ("Beamter", "Beamte Beamten"),
        ("Verurteilter", "Verurteilte Verurteilten"),
        ("Konto", "Kontos Konten"),
        ("Mitglied", "Mitglieds Mitglieder Mitgliedern"),
        ("Irrtum", "Irrtums Irrtümer"),
        ("Beirat", "Beirats Beiräte Beiräten"),
        ("Deutscher", "Deutsche Deutschen"),
        ("Jugendlicher", "Jugendliche Jugendlichen"),
        ("Arbeitsloser", "Arbeitslose Arbeitslosen"),
        ("Abgeordneter", "Abgeordnete Abgeordneten"),
    ],
)
def test_a_term_is_used_in_each_case(term: str, used: str) -> None:
    finder = TermFinder([term], "de")
    assert [used[each.start : each.end] for each in finder.uses(used)] == used.split()


@pytest.mark.parametrize(
    ("term", "other"),
    [
        ("Besitz", "Besitzer"),
        ("Eigentum", "Eigentümer"),
        ("Wohnungseigentum", "Wohnungseigentümer"),
        ("Pacht", "Pächter"),
        ("Kauf", "Käufer"),
        ("Arbeit", "Arbeiter"),
        ("Rat", "Raten"),
    ],
)
def test_who_has_or_does_a_thing_is_not_the_thing(term: str, other: str) -> None:
    assert list(TermFinder([term], "de").uses(f"Der {other} haftet.")) == []


def test_a_term_as_it_is_defined_comes_before_a_form_of_another() -> None:
    finder = TermFinder(["Rat", "Rate"], "de")
    assert [each.term for each in finder.uses("Der Rat setzt die Rate fest.")] == ["Rat", "Rate"]


def test_a_form_that_two_terms_may_have_is_of_the_nearer_one() -> None:
    finder = TermFinder(["Wart", "Warte", "Tor", "Tore"], "de")
    used = finder.uses("An den Warten; der Warte; des Warts; des Tores.")
    assert [each.term for each in used] == ["Warte", "Warte", "Wart", "Tore"]


@pytest.mark.parametrize(
    ("term", "used"),
    [
        ("Inhaber der Erlaubnis", "Pflichten des Inhabers der Erlaubnis"),
        ("Träger öffentlicher Belange", "bei den Trägern öffentlicher Belange"),
        ("zuständige Stelle", "Zuständige Stelle"),
    ],
)
def test_a_term_of_several_words_is_used_in_any_case(term: str, used: str) -> None:
    (found,) = TermFinder([term], "de").uses(f"{used} ist sie.")
    assert (found.term, found.end) == (term, len(used))
