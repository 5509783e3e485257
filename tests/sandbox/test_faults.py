import time

from bot.sandbox.faults import Fault, Faults


def test_a_rule_hits_as_often_as_told_and_counts() -> None:
    faults = Faults()
    twice = faults.add(Fault("GET", "/rooms*", status=500, times=2))
    hit = [faults.meet("GET", "/rooms/1") is twice for _ in range(3)]
    assert (hit, faults.hits(twice)) == ([True, True, False], 2)
    assert faults.meet("POST", "/rooms/1") is None


def test_the_first_matching_rule_wins() -> None:
    faults = Faults()
    first = faults.add(Fault(status=500, times=1))
    second = faults.add(Fault(status=500, times=1))
    assert [faults.meet("GET", "/x"), faults.meet("GET", "/x")] == [first, second]


def test_chance_is_the_same_in_every_run() -> None:
    def struck() -> list[bool]:
        faults = Faults(seed=7)
        faults.add(Fault(status=500, chance=0.3))
        return [faults.meet("GET", "/x") is not None for _ in range(1000)]

    one = struck()
    assert one == struck()
    assert 200 < sum(one) < 400


def test_a_rule_can_be_taken_back() -> None:
    faults = Faults()
    rule = faults.add(Fault(status=500))
    faults.remove(rule)
    assert (faults.meet("GET", "/x"), faults.hits(rule)) == (None, 0)


def test_closing_ends_every_wait() -> None:
    faults = Faults()
    faults.close()
    faults.wait(3600, since=time.monotonic())
