from __future__ import annotations

from assist.llm.template import ChatTemplate

CHATML = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
STRICT = (
    "{% for m in messages %}{% if (m.role == 'user') != (loop.index0 % 2 == 0) %}"
    "{{ raise_exception('roles must alternate') }}{% endif %}[{{ m.role }}] {{ m.content }}\n{% endfor %}"
)
TALK = [("system", "Be kind."), ("user", "Hi"), ("assistant", "Hello"), ("user", "Where is it?"), ("user", "Reply.")]


def test_the_models_own_template_is_used() -> None:
    template = ChatTemplate(CHATML)
    assert template.own
    assert template.render(TALK[:2]) == (
        "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n"
    )


def test_a_strict_template_gets_alternating_roles_and_no_system() -> None:
    assert ChatTemplate(STRICT).render(TALK) == (
        "[user] Be kind.\nHi\n[assistant] Hello\n[user] Where is it?\nReply.\n"
    )


def test_appending_a_turn_only_appends_text() -> None:
    before, after = (ChatTemplate(CHATML).render(TALK[:n]) for n in (3, 4))
    assert after.startswith(before.removesuffix("<|im_start|>assistant\n"))


def test_without_or_with_a_broken_template_a_plain_one_is_used_and_said() -> None:
    for source in (None, "{% for %}"):
        template = ChatTemplate(source)
        assert not template.own
        assert template.render(TALK[:2]) == "Instructions: Be kind.\n\nCustomer: Hi\n\nAgent:"


def test_a_template_cannot_reach_out_of_its_sandbox() -> None:
    hostile = "{{ ''.__class__.__mro__[1].__subclasses__() }}"
    assert "class" not in ChatTemplate(hostile).render(TALK[:2])
