"""Reads what Jira exports (CSV, REST search JSON, XML) and tells what it would mean here.

Everything in this folder but `run` is pure: a file goes in, values come out, nothing is written.

    source.look_at(path)      which form the file has, or an ImportProblem that says what it is instead
    reading.Reading(...)      the file's issues as a stream of frozen `JiraIssue` values
    preview.preview(...)      what would come in, what is guessed, and every cell that cannot be kept as it is
    tasks.past_tasks(...)     our own values: a stream of `PastTask`
"""
