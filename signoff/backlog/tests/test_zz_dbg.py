from django.db import connection
from django.test.utils import CaptureQueriesContext
from signoff.backlog.listing import *
from tests.cast import add_task, Cast
def test_x(cast: Cast) -> None:
    for n in range(55): add_task(cast.helena, title=f"T{n}", priority="high", criteria=[])
    m=cast.member(cast.helena)
    for f in (page_of_tasks, lambda w,**k: page_of_rows(w,("number","priority","position"),**k)):
        p=f(TaskFilter(open=True),seen_by=m,limit=50)
        with CaptureQueriesContext(connection) as q: p2=f(TaskFilter(open=True),seen_by=m,limit=50,after=p.next_cursor)
        print([r.number for r in p.rows],[r.number for r in p2.rows]); print(q[-1]["sql"][-420:])
    from signoff.backlog.listing import _read_cursor
    print(_read_cursor(p.next_cursor,TaskSort.ORDER))
    assert 0
