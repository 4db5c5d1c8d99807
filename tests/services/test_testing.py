"""A pack's test: what is asked, what counts as worse, and which thresholds follow."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace

from assist.domain.assistance import Assistance, CardKind, Hit, Suggestion, Triage
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Article, Category, Pack, Snippet
from assist.domain.text import LocalText
from assist.services import tested, testing
from assist.services.ports import ExampleVerdict, Progress, Thresholds, UnderstandRequest
from assist.services.testing import Answered, Question

PACK = Pack(
    "p", "P", "1.0.0", digest="d",
    articles=(Article("late", "Late parcel", "It comes.", categories=("late",)), Article("other", "Other", "Else.")),
    snippets=(Snippet("sorry", "Sorry", "Sorry!"),),
    categories=(Category("late", LocalText.of("Late"), examples=("Where is it?", "Not here yet")),
                Category("refund", LocalText.of("Refund"), examples=("Money back?",))),
)  # fmt: skip


@dataclass
class FakePort:
    """Answers by what is said; ``held`` are the verdicts on examples."""

    category: dict[str, str] = field(default_factory=dict)
    article: dict[str, str] = field(default_factory=dict)
    held: tuple[ExampleVerdict, ...] = ()
    seen: list[Conversation] = field(default_factory=list)

    def understand(self, request: UnderstandRequest) -> Assistance:
        talk = request.conversation
        self.seen.append(talk)
        said = talk.turns[-1].text
        hits = tuple(_hit(a) for a in [self.article.get(said)] if a)
        card = Suggestion(CardKind.SNIPPET, "Sorry!", "snippet:sorry", 0.7)
        return Assistance(talk.id, 0, 0, "en", triage=Triage(self.category.get(said), 0.8), articles=hits,
                          suggestions=(card,), refused=not hits)  # fmt: skip

    def search(self, query: str, k: int = 5, language: str | None = None) -> tuple[Hit, ...]:
        return tuple(_hit(a.id) for a in PACK.articles if a.title == query)

    def held_out(self, progress: Progress | None = None) -> tuple[ExampleVerdict, ...]:
        return self.held


def _hit(article: str) -> Hit:
    return Hit(article, article, 0.9, "t", "t", 0, 1)


def past() -> Conversation:
    turns = (Turn(Speaker.CUSTOMER, "hello"), Turn(Speaker.AGENT, "Sorry!", snippet="sorry"))
    return Conversation("c1", turns, category="late")


def test_examples_titles_and_every_point_of_the_past_are_asked_without_what_the_agent_chose() -> None:
    questions = testing.questions_of(PACK, [past()])
    kinds = {(q.kind, q.id): q.want for q in questions}
    assert kinds["category", "example:Where is it?"] == {"late"}
    assert kinds["knowledge", "example:Where is it?"] == {"late"}
    assert kinds["title", "title:other"] == {"other"}
    assert kinds["reply", "c1:0"] == {"sorry"}
    port = FakePort()
    testing.answer_all(PACK, port, questions)
    assert all(c.category is None and c.turns[-1].speaker is Speaker.CUSTOMER for c in port.seen)


def test_an_example_is_judged_by_what_was_made_without_it() -> None:
    held = (ExampleVerdict("Where is it?", "late", "refund", 0.6), ExampleVerdict("Not here yet", "late", None, 0.1))
    found = testing.answer_all(PACK, FakePort(held=held), testing.questions_of(PACK))
    assert found["category", "example:Where is it?"] == Answered(("refund",), 0.6, False)
    assert found["category", "example:Not here yet"] == Answered((), 0.1, False)
    tally = testing.compare(testing.questions_of(PACK), found).after["category"]
    assert (tally.asked, tally.right, tally.false, tally.refused) == (2, 0, 1, 1)  # the third has no others to go by


def test_an_article_without_a_category_is_not_called_wrong() -> None:
    port = FakePort(article={"Where is it?": "other", "Not here yet": "late"})
    found = testing.answer_all(PACK, port, testing.questions_of(PACK))
    assert found["knowledge", "example:Where is it?"].right is None
    assert found["knowledge", "example:Not here yet"].right is True


def question(name: str, want: str = "a") -> Question:
    return Question("category", name, name, frozenset({want}) if want else frozenset())


def test_what_got_worse_comes_first_and_the_surest_mistake_before_all() -> None:
    cases = {
        "sure": (Answered(("a",), 0.9, True), Answered(("b",), 0.95, False)),
        "doubtful": (Answered(("a",), 0.9, True), Answered(("b",), 0.5, False)),
        "lost": (Answered(("a",), 0.9, True), Answered((), 0.0, False)),
        "mended": (Answered(("b",), 0.9, False), Answered(("a",), 0.9, True)),
        "careful": (Answered(("b",), 0.9, False), Answered((), 0.0, False)),
        "bold": (Answered((), 0.0, False), Answered(("b",), 0.6, False)),
        "same": (Answered(("a",), 0.9, True), Answered(("a",), 0.8, True)),
    }
    questions = [question(name) for name in cases]
    before = {("category", n): old for n, (old, _) in cases.items()}
    after = {("category", n): new for n, (_, new) in cases.items()}
    result = testing.compare(questions, after, before)
    assert [c.question.id for c in result.changes] == ["sure", "doubtful", "bold", "lost", "careful", "mended"]
    assert [c.question.id for c in result.worse] == ["sure", "doubtful", "bold", "lost"]


def test_where_nobody_knows_only_an_answer_that_is_gone_counts_as_worse() -> None:
    unknown = question("q", "")
    old, new = Answered(("x",), 0.9), Answered()
    key = ("category", "q")
    assert len(testing.compare([unknown], {key: new}, {key: old}).worse) == 1
    assert len(testing.compare([unknown], {key: old}, {key: new}).worse) == 0
    assert len(testing.compare([unknown], {key: Answered(("y",), 0.9)}, {key: old}).worse) == 0


def test_the_threshold_keeps_false_answers_at_five_in_a_hundred() -> None:
    answers = {("category", f"q{n}"): Answered(("a",), n / 100, n >= 40) for n in range(100)}
    questions = [question(f"q{n}") for n in range(100)]
    least = testing.suggest(testing.compare(questions, answers), "category")
    kept = [a for a in answers.values() if a.confidence >= least]
    assert 0.3 < least <= 0.4
    assert sum(not a.right for a in kept) <= 0.05 * len(kept)
    assert testing.suggest(testing.compare(questions[:20], answers), "category") == 0.0
    sure = {key: Answered(a.got, a.confidence, True) for key, a in answers.items()}
    assert testing.suggest(testing.compare(questions, sure), "category") == 0.0


def test_the_reports_hold_the_changes_and_nothing_that_runs() -> None:
    ask = Question("knowledge", "c1:0", "<script>alert(1)</script>", frozenset({"a"}))
    key = ("knowledge", "c1:0")
    result = testing.compare([ask], {key: Answered((), 0.0, False)}, {key: Answered(("a",), 0.9, True)})
    page = tested.to_html(PACK, PACK, result, Thresholds(0.4))
    assert "&lt;script&gt;" in page
    assert "<script" not in page
    assert "default-src 'none'" in page
    data = json.loads(json.dumps(tested.to_json(PACK, PACK, result, Thresholds(0.4))))
    assert (data["worse"], data["changes"][0]["before"]["got"], data["thresholds"]["category"]) == (1, ["a"], 0.4)
    said = "\n".join(tested.lines(PACK, result, Thresholds(0.4)))
    assert "1 answers changed: 1 worse" in said
    assert "a (0.90) → nothing fits   (right: a)" in said


def test_the_past_is_asked_where_a_canned_reply_was_sent_and_at_its_end() -> None:
    said = [
        ("customer", "a", None),
        ("agent", "Sorry!", "sorry"),
        ("customer", "b", None),
        ("agent", "free text", None),
        ("customer", "c", None),
        ("agent", "bye", None),
    ]
    talk = Conversation("c2", tuple(Turn(Speaker(s), t, snippet=n) for s, t, n in said))
    asked = [(q.kind, q.id) for q in testing.questions_of(PACK, [talk]) if q.id.startswith("c2")]
    assert [i for kind, i in asked if kind == "reply"] == ["c2:0"]
    assert [i for kind, i in asked if kind == "knowledge"] == ["c2:0", "c2:4"]


def test_a_pack_without_articles_is_not_asked_for_any() -> None:
    bare = replace(PACK, articles=())
    assert not [q for q in testing.questions_of(bare) if q.kind == "knowledge"]
