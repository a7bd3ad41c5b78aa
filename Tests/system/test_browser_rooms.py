"""The room's address on a phone: it leads to what is on, and offers the next, and takes nobody there."""

from browser import click, is_shown, phone, text_of, until
from hall import Hall


def at_rest(driver, script):
    """A place on the page, once two frames agree on it."""
    last = []

    def same(driver):
        last.append(driver.execute_script(script))
        return len(last) > 2 and last[-1] == last[-2] == last[-3]
    until(driver, same)
    return last[-1]


def test_the_rooms_address_leads_to_what_is_on_and_offers_what_comes_next(empty_server):
    hall = Hall(empty_server)
    hall.session("ouverture", "L’ouverture", -20, 20)
    hall.session("debat", "Le débat", 21, 60)
    hall.change("ouverture", box="open")
    for number in range(8):
        hall.ask("ouverture", f"Question {number} : que ferez-vous lundi matin ?")
    with phone() as reader:
        reader.get(f"{hall.server.url}/essai/rooms/grande-salle")
        address = f"{hall.server.url}/essai/ouverture"
        until(reader, lambda d: d.current_url == address)
        # Hidden until the room goes on.
        until(reader, lambda d: text_of(d, "#attendees"))
        assert not is_shown(reader, "#onward")
        reader.execute_script("scrollTo({ top: 300, behavior: 'instant' })")
        # The talk is over and its box closed: the next one is offered, and later is on.
        hall.change("ouverture", ended=True)
        hall.change("ouverture", box="closed")
        until(reader, lambda d: "Le débat" in text_of(d, "#onward") and "Dans cette salle à" in text_of(d, "#onward"))
        place = "return document.querySelector('#questions li:nth-child(4)').getBoundingClientRect().top"
        until(reader, lambda d: "closes" in text_of(d, "#state"))
        before = at_rest(reader, place)
        hall.change("debat", box="open")
        until(reader, lambda d: "Dans cette salle maintenant" in text_of(d, "#onward"))
        assert reader.current_url == address
        assert abs(at_rest(reader, place) - before) <= 1
        click(reader, "#onward a")
        until(reader, lambda d: d.current_url == f"{hall.server.url}/essai/debat")
        until(reader, lambda d: not is_shown(d, "#onward"))
        # Whoever comes by the room's code comes here.
        reader.get(f"{hall.server.url}/j/{hall.now()['room']['code']}")
        until(reader, lambda d: d.current_url == f"{hall.server.url}/essai/debat")
