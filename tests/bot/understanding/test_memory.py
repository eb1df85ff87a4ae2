"""What the memory of conversations tells of one person, and forgets."""

from bot.understanding.memory import Memory, Topic


def test_a_persons_conversations_are_found_and_forgotten_and_nobody_elses() -> None:
    now = [0.0]
    memory = Memory(seconds=60, clock=lambda: now[0])
    for session in ("10:1", "11:1", "10:21", "1:2"):
        memory.keep(session, Topic(missing=(session,)))
    assert {topic.missing[0] for topic in memory.of(1)} == {"10:1", "11:1"}
    memory.forget(1)
    assert memory.of(1) == () and memory.topic("10:1") == Topic()
    assert [topic.missing[0] for topic in memory.of(2)] == ["1:2"] and memory.topic("10:21").missing
    now[0] = 61
    assert memory.of(2) == (), "what is out of date is held no more"
