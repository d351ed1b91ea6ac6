"""The days of the story, counted in working days back from today."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Berlin")


class Calendar:
    """Turns "two working days ago at 9:45" into a moment; nothing of the story lies in the future."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = now.astimezone(ZONE).date()

    def day(self, working_days_ago: int) -> date:
        """The date so many working days ago; 0 is today, whatever day that is."""
        day = self.today
        for _ in range(working_days_ago):
            day -= timedelta(days=1)
            while day.weekday() >= 5:
                day -= timedelta(days=1)
        return day

    def at(self, working_days_ago: int, clock: str) -> datetime:
        """The moment at the clock time `9:45` of that day, or a little before now where that is yet to come."""
        hour, minute = (int(part) for part in clock.split(":"))
        moment = datetime.combine(self.day(working_days_ago), time(hour, minute), ZONE).astimezone(UTC)
        if moment < self.now:
            return moment
        minutes_of_day = hour * 60 + minute
        return self.now - timedelta(seconds=24 * 60 - minutes_of_day)
