"""What Meridian asked for: the tasks of the demo by number.

A row is: number, kind, priority, value, estimate in hours (0: none yet), title. Numbers below the first one here were
brought in from the tracker that Meridian used before.
"""

from __future__ import annotations

from dataclasses import dataclass

FIRST_NUMBER = 105


@dataclass(frozen=True)
class Wish:
    """A task as it was asked for."""

    number: int
    kind: str
    priority: str
    value: str
    hours: int
    title: str

    @property
    def key(self) -> str:
        return f"BOOK-{self.number}"


KINDS = {"f": "feature", "b": "bug", "a": "autotest", "t": "technical_debt", "d": "documentation"}
PRIORITIES = {"c": "critical", "h": "high", "m": "medium", "l": "low"}
VALUES = {
    "k": "killer_feature",
    "m": "must_have",
    "n": "useful_to_many",
    "s": "useful_to_some",
    "w": "nice_to_have",
    "u": "unclear",
    "-": "",
}

_ROWS = """
105 f h m 14 Patient signs in with e-mail and code
106 f h m 20 Patient chooses a clinic and a doctor
107 f h k 26 Patient books a free time
108 f m n 8 Confirmation by e-mail
109 d m - 12 Describe the calendar link for the clinics’ IT
110 f h m 18 Clinic blocks times of a doctor
111 f m n 10 Clinic sees today’s visits
112 b h - 4 A time at midnight shows on the wrong day
113 a m - 12 Autotests for signing in
114 f m n 9 Patient sees the way to the clinic
115 t l - 8 One place for the opening hours
116 f h k 22 Patient cancels a visit
117 b m - 3 Umlauts in names are lost in e-mails
118 f h n 22 Show a patient all their coming visits
119 f m s 6 Doctor’s speciality in the list
120 a m - 14 Autotests for booking
121 f m n 10 Cancel link in the confirmation e-mail
122 f m n 12 Clinic changes a patient’s visit
123 b h - 5 Cancelled visits still block the time
124 d l - 4 Handbook for reception, first part
125 a m - 18 Autotests for the booking calendar
126 f m s 7 Patient chooses the language
127 t m - 10 Faster list of free times
128 f h m 16 Two patients cannot take the same time
129 f m n 9 Clinic prints the day’s visits
130 b m - 2 Wrong phone number of Old Town
131 f c k 30 Patient moves a visit to another free time
132 f m w 5 Doctor’s room in the confirmation
133 f l w 4 Thank-you page after booking
134 f m n 14 Clinic sees why a visit was moved
135 f l s 6 Patient leaves a note for the doctor
136 f h n 18 Free the old time at once, so that another patient can take it
137 f h m 14 Moving a visit works by keyboard and screen reader
138 f l w 3 Show the clinic’s photograph
139 f m n 16 Remind the patient of the new time a day before
140 f m n 16 Show only doctors of the same speciality
141 d l - 5 Handbook for reception, second part
142 f l u 8 Share a visit with a relative
143 f h m 20 Late moves: what happens under 24 hours
144 f m n 16 Message the waiting list when a time becomes free
145 f l w 6 Map of all clinics
146 t m - 8 Remove the old booking form
147 a m - 14 Autotests for moving a visit
148 d m - 8 Help page for patients
149 f l s 5 Larger buttons for reception’s tablets
150 f m s 12 Doctor sees why a patient comes
151 b h - 8 Two patients could book the same time at Northgate
152 f h k 38 Text message a day before the visit
153 f h n 22 Patient chooses text or e-mail
154 f l w 4 Sounds in the waiting room app
155 f h n 26 Clinic sees which reminders failed
156 a l - 10 Autotests for reminders
157 f l s 9 Reminder in the patient’s language
158 f c m 21 Stop reminders after a patient has died
159 t l - 6 One template for all messages
160 b c - 15 Wrong language in messages of Old Town
161 f l u 30 Patients rate their visit
162 f h m 90 Check the insurance before the visit is confirmed
163 f h n 0 Tell the patient what the insurance will not pay
164 f m s 16 Reception corrects an insurance number
165 b m - 6 Insurance numbers with spaces are refused
166 d l - 6 Describe the insurance check
167 f m n 18 Patient sees past visits
168 f l w 8 Export visits as a table
169 b h - 8 Doctors on leave vanish from the calendar at once
170 f m n 24 Doctor’s leave from the staff calendar
171 f h k 75 Book for a child or a parent
172 f l s 12 Patient changes their address
173 t m - 20 Move to the new mail service
174 f h k 50 Waiting list: the first three get the time offered
175 f l u 40 Video visits
176 f h m 110 Sign in with the national health card
177 f m n 14 Emergency numbers on every page
178 b l - 3 Long doctor names break the line
179 f m s 10 Clinic writes a note to the patient
180 a l - 16 Autotests on five phones
181 f m s 10 Print a list of tomorrow’s visits
182 f l w 5 Dark colours at night
183 f m s 5 Northgate opens on Saturdays
184 f m n 0 One doctor, two clinics, one calendar
185 t l - 12 Clear out test patients
186 f l s 9 Reception searches by birthday
187 a m - 20 Autotests for the insurance check
188 f l w 6 Share the clinic’s page
189 b l - 4 The back key leaves the booking
190 d m - 7 Describe the message log
191 f l s 14 Statistics of moved visits
192 f m n 11 Patient adds the visit to their own calendar
193 f l u 22 Parking place with the visit
194 f l w 8 Choose the colour of the calendar
195 t l - 9 Shorter build
196 f m s 12 Clinic closes for a day
197 f l s 7 Reason for closing shown to patients
198 b l - 2 Old year in the footer
199 f l u 30 Chat with reception
200 d l - 5 Glossary for the clinics
201 f m n 16 Interpreter with the visit
202 f l s 8 Wheelchair access shown
203 f l u 4 Clinic logo in the messages
204 f l w 6 Weather on the day of the visit
205 a l - 8 Autotests for printing
206 f l s 10 Reception sees who is late
207 f l w 8 Show the doctor’s photograph
"""


def _wish(row: str) -> Wish:
    number, kind, priority, value, hours, title = row.split(" ", 5)
    return Wish(int(number), KINDS[kind], PRIORITIES[priority], VALUES[value], int(hours), title)


WISHES = tuple(_wish(row) for row in _ROWS.strip().splitlines())
BY_NUMBER = {wish.number: wish for wish in WISHES}

WITHOUT_CRITERIA = frozenset({158, 160, 176, 203, *range(193, 203, 2), 142, 161, 175})

CRITERIA: dict[int, tuple[str, ...]] = {
    121: (
        "Every confirmation e-mail has a link to cancel.",
        "The link works once, and only for that visit.",
        "A cancelled visit frees the time at once.",
    ),
    131: (
        "A signed-in patient sees the next free times of the same doctor.",
        "After moving, the old time is free for others within a minute.",
        "The patient and the clinic each get one message with the old and the new time.",
        "A visit that has already begun can’t be moved.",
    ),
    134: (
        "The clinic sees who moved a visit, when, and from which time.",
        "A reason that the patient gave stands beside it.",
        "Moves by reception say so.",
    ),
    137: (
        "All steps can be done with the keyboard alone.",
        "The screen reader says which time was chosen.",
        "The focus never gets lost between the steps.",
        "Free and taken times differ by more than their colour.",
        "An error is read out, with what to do.",
    ),
}

STORIES: dict[int, str] = {
    121: "As a patient, I want to cancel straight from the e-mail, so that I need not sign in for it.",
    131: (
        "As a patient with a booked visit, I want to move it to another free time myself, "
        "so that I need not call the clinic and wait in a queue."
    ),
    134: "As reception, I want to see why a visit was moved, so that I need not ask the patient on the phone.",
    137: "As a patient who cannot see well, I want to move a visit by keyboard and screen reader.",
    143: "As a clinic, we want a rule for moves on the last day, so that times do not stay empty.",
    152: "As a patient, I want a message the day before my visit, so that I do not forget it.",
    155: "As reception, I want to see which reminders did not arrive, so that I can call those patients.",
    171: "As a parent, I want to book for my child, so that I need not give the child an account of its own.",
}


def criteria_of(wish: Wish) -> tuple[str, ...]:
    """The criteria by which the customer judges it."""
    if wish.number in WITHOUT_CRITERIA:
        return ()
    if wish.number in CRITERIA:
        return CRITERIA[wish.number]
    if wish.kind == "bug":
        return ("What was reported no longer happens.", "An automated test would find it if it came back.")
    if wish.kind == "feature":
        return (
            "It works on a phone and on a desk.",
            "Reception at Old Town has tried it with three patients.",
        )
    return ("Marek Novak has looked at it.", "It runs with every change.")
