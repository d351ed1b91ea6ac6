"""Sending letters, at least once: each has a Message-ID of its own, by which a repeat can be dropped (E4)."""

from __future__ import annotations

import smtplib
from datetime import time, timedelta
from email.encoders import encode_base64
from email.mime.base import MIMEBase

from django.core.mail import EmailMultiAlternatives, get_connection

from signoff.jobs.kinds import GiveUp, job
from signoff.kernel import clock
from signoff.kernel.refusals import gettext_noop as _later
from signoff.mail import outbox
from signoff.mail.html import html_of
from signoff.mail.kinds import OPTIONAL
from signoff.mail.models import Letter
from signoff.mail.queries import unwanted_by
from signoff.mail.unsubscribing import unsubscribe_address
from signoff.people.models import Membership

KEPT = timedelta(days=90)
FOR_GOOD = 500
"""From here on the codes of SMTP say that it is no use trying again. Only of an address is that believed: what else a
server refuses is a matter of settings, and the letters wait until those are mended."""


@job(outbox.SEND, _later("Sends a letter"))
def send_letter(message_id: str) -> None:
    """Send it, unless it is out already or no longer for that person."""
    letter = (
        Letter.objects.select_related("person").filter(message_id=message_id, sent_at=None, dropped_at=None).first()
    )
    if letter is None:
        return
    if not is_for_them_still(letter):
        outbox.mark_dropped(letter, clock.now())
        return
    message = message_of(letter)
    try:
        with get_connection() as connection:
            connection.send_messages([message])
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        if code >= FOR_GOOD:
            words = said.decode("utf-8", "replace")
            raise GiveUp(f"The mail server refused the address: {code} {words}") from refused
        raise
    outbox.mark_sent(letter, clock.now())


def is_for_them_still(letter: Letter) -> bool:
    """Whether the person may still get it (B4), and wants it."""
    if not letter.person.is_active or letter.kind in unwanted_by(letter.person):
        return False
    if letter.project_id is None:
        return True
    return Membership.objects.filter(project_id=letter.project_id, person=letter.person, ended_at=None).exists()


def message_of(letter: Letter) -> EmailMultiAlternatives:
    """The letter as mail: plain text, the same as simple HTML, and what is attached. Raises GiveUp."""
    try:
        words = outbox.unseal(bytes(letter.sealed))
    except outbox.Unopenable as problem:
        raise GiveUp(str(problem)) from problem
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.kind in OPTIONAL:
        headers["List-Unsubscribe"] = f"<{unsubscribe_address(letter.person, letter.kind)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message = EmailMultiAlternatives(words.subject, words.text, None, [letter.person.email], headers=headers)
    message.attach_alternative(html_of(words.text), "text/html")
    for each in words.attached:
        message.attach(as_file(each))
    return message


def as_file(attached: outbox.Attached) -> MIMEBase:
    """The text in base64: mail changes the ends of lines of other texts, and a checkpoint is checked by its bytes."""
    part = MIMEBase("text", "plain", charset="utf-8")
    part.set_payload(attached.text.encode())
    encode_base64(part)
    part.add_header("Content-Disposition", "attachment", filename=attached.name)
    return part


@job("mail.forget-sent-letters", _later("Forgets letters that were sent more than 90 days ago"), daily_at=time(3, 15))
def forget_sent_letters() -> None:
    """Forget them."""
    outbox.forget_sent(clock.now() - KEPT)
