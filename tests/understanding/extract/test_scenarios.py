"""What agents see on the form, one rule a test."""

from __future__ import annotations

import pytest

from assist.domain.assistance import CaseForm, FieldState
from assist.domain.conversation import Conversation, Speaker, Turn
from assist.domain.pack import Choice, FieldType, Form, FormField
from assist.domain.text import LocalText
from assist.understanding.extract import Extractor

of = LocalText.of

ORDER = Form(
    "order",
    of({"en": "Order issue", "zh": "订单问题"}),
    (
        FormField("customer_name", of({"en": "Customer name", "zh": "客户姓名"}), FieldType.PERSON, required=True),
        FormField(
            "order_id", of({"en": "Order number", "zh": "订单号"}), FieldType.ID, required=True, pattern=r"\d{7}"
        ),
        FormField("email", of({"en": "Email", "zh": "邮箱"}), FieldType.EMAIL, required=True),
        FormField("phone", of({"en": "Phone", "zh": "电话"}), FieldType.PHONE),
        FormField("zip", of({"en": "ZIP code", "zh": "邮编"}), FieldType.ID, pattern=r"\d{5}"),
        FormField("username", of({"en": "Username", "zh": "用户名"})),
        FormField("address", of({"en": "Shipping address", "zh": "收货地址"}), FieldType.ADDRESS),
        FormField("amount", of({"en": "Amount", "zh": "金额"}), FieldType.MONEY),
        FormField("visit", of({"en": "Visit date", "zh": "上门日期"}), FieldType.DATE),
        FormField("visit_time", of({"en": "Visit time", "zh": "上门时间"}), FieldType.TIME),
        FormField(
            "level",
            of({"en": "Membership level", "zh": "会员等级"}),
            FieldType.CHOICE,
            choices=(
                Choice("gold", of({"en": "Gold", "zh": "金卡"})),
                Choice("silver", of({"en": "Silver", "zh": "银卡"})),
                Choice("bronze", of({"en": "Bronze", "zh": "铜卡"})),
            ),
        ),
        FormField("receipt", of({"en": "Receipt at hand", "zh": "有收据"}), FieldType.BOOL),
    ),
)


def fill(*lines: str, form: Form = ORDER) -> tuple[CaseForm, Conversation]:
    """Lines start with ``a:`` or ``c:``."""
    speakers = {"a": Speaker.AGENT, "c": Speaker.CUSTOMER}
    turns = tuple(Turn(speakers[line[0]], line[2:].strip()) for line in lines)
    conversation = Conversation("t", turns)
    return Extractor().fill(conversation, form, conversation.language), conversation


def value(name: str, *lines: str, form: Form = ORDER) -> str | None:
    case, _ = fill(*lines, form=form)
    found = case.fields.get(name)
    return found.value if found else None


@pytest.mark.parametrize(
    "said",
    [
        "my order number is 8273620",
        "Order ID: 8273620",
        "it's order 827 3620",
        "the order number is 827-3620",
        "order eight two seven three six two oh",
        "8273620 is my order number",
        "order number eight two seven, three six two zero please",
        "订单号是8273620",
        "訂單號是8273620",
        "我的订单号：八二七三六二零",
        "order number is 8 2 7 3 6 2 0",
    ],
)
def test_an_order_number_is_found_however_it_is_said(said: str) -> None:
    assert value("order_id", f"c: {said}") == "8273620"


def test_an_order_number_in_two_messages_is_joined_with_evidence_for_each_part() -> None:
    case, conversation = fill("a: What is your order number?", "c: 8273", "c: 620")
    found = case.fields["order_id"]
    assert found.value == "8273620"
    assert [conversation.quote(e) for e in found.evidence] == ["8273", "620"]


def test_a_number_broken_off_is_joined_across_the_agents_nod() -> None:
    assert value("order_id", "a: Order number please?", "c: it's 8273...", "a: mhm", "c: 620") == "8273620"


def test_two_pieces_the_pattern_does_not_carry_are_not_joined() -> None:
    assert value("order_id", "a: Order number?", "c: 82", "c: 36") is None


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("my order is 8273620", "sorry, 8274 at the start", "8274620"),
        ("my order is 8273620", "sorry, 8274, not 8273", "8274620"),
        ("my order is 8273620", "not 8273 620 - 8274 620", "8274620"),
        ("my order is 8273620", "oops, I meant 9913620", "9913620"),
        ("my order is 8273620", "actually it's 1234567", "1234567"),
        ("订单号是8273620", "说错了，是8274620", "8274620"),
        ("订单号是8273620", "不是8273620，是8274620", "8274620"),
    ],
)
def test_the_corrected_number_wins(first: str, then: str, expected: str) -> None:
    assert value("order_id", f"c: {first}", f"c: {then}") == expected


def test_an_asterisk_repairs_the_name() -> None:
    assert value("customer_name", "a: May I get your full name?", "c: joyce wy", "c: wu*") == "joyce wu"


def test_a_denied_choice_is_not_filled() -> None:
    assert value("level", "c: I am not a gold member") is None


def test_several_fields_asked_at_once_are_answered_over_the_next_turns() -> None:
    case, _ = fill(
        "a: may I have your username, email address and order number please?",
        "c: cminh730",
        "c: cminh730@email.com",
        "c: 8273620",
    )
    got = {name: found.value for name, found in case.fields.items()}
    assert got == {"username": "cminh730", "email": "cminh730@email.com", "order_id": "8273620"}


@pytest.mark.parametrize(
    ("asked", "said", "name", "expected"),
    [
        ("your full name?", "Crystal Minh", "customer_name", "Crystal Minh"),
        ("May I have your name please?", "sure, it's crystal minh", "customer_name", "crystal minh"),
        ("请问您怎么称呼？", "我姓王", "customer_name", "王"),
        ("请问您的姓名？", "李小明", "customer_name", "李小明"),
        ("What is your membership level?", "I'm a bronze", "level", "bronze"),
        ("What is your membership level?", "bronz", "level", "bronze"),
        ("请问您的会员等级？", "金卡", "level", "gold"),
        ("請問您的會員等級？", "金卡會員", "level", "gold"),
        ("Do you have the receipt at hand?", "no, I lost it", "receipt", "no"),
        ("Do you have the receipt at hand?", "yes I do", "receipt", "yes"),
        ("请问您有收据吗？", "没有", "receipt", "no"),
        ("What's your ZIP?", "48201", "zip", "48201"),
        ("我的邮编多少？请问", "100084", "order_id", None),
        ("What is the amount?", "three hundred and fifty dollars", "amount", "350 dollars"),
        ("金额是多少？", "三百五十元", "amount", "350元"),
        ("what day suits you?", "next Tuesday", "visit", "next Tuesday"),
        ("什么时候方便？", "明天下午三点", "visit_time", "下午三点"),
        ("什么时候方便？", "明天下午三点", "visit", "明天"),
        ("What time?", "half past 7 in the evening", "visit_time", "half past 7 in the evening"),
        ("your phone number?", "(977) 625-2661", "phone", "(977) 625-2661"),
        ("您的手机号？", "一三八一二三四五六七八", "phone", "13812345678"),
        ("your address?", "9756 Primrose Street Newark, MI 85971", "address", "9756 Primrose Street Newark, MI 85971"),
        ("您的收货地址？", "北京市海淀区中关村大街27号", "address", "北京市海淀区中关村大街27号"),
    ],
)
def test_the_answer_binds_to_the_question_just_asked(asked: str, said: str, name: str, expected: str | None) -> None:
    assert value(name, f"a: {asked}", f"c: {said}") == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("reach me at joyce.wu@mail.com", "joyce.wu@mail.com"),
        ("it's joyce at mail dot com", "joyce@mail.com"),
        ("joyce dot wu (at) mail (dot) com", "joyce.wu@mail.com"),
        ("邮箱是joyce@mail.com，谢谢", "joyce@mail.com"),
    ],
)
def test_email_is_read_written_or_spoken(said: str, expected: str) -> None:
    assert value("email", f"c: {said}") == expected


def test_the_zip_inside_the_address_is_found_as_well() -> None:
    case, _ = fill("a: your address?", "c: 9756 Primrose Street Newark, MI 85971")
    assert case.fields["zip"].value == "85971"


def test_what_the_agent_states_counts_only_when_the_customer_agrees() -> None:
    agreed = value("order_id", "a: so that's order 8273620?", "c: yes")
    silent = value("order_id", "a: so that's order 8273620?", "c: what do you mean")
    denied = value("order_id", "a: so that's order 8273620?", "c: no, that's wrong")
    assert (agreed, silent, denied) == ("8273620", None, None)


def test_missing_lists_required_fields_without_value_in_the_forms_order() -> None:
    case, _ = fill("c: my order number is 8273620")
    assert case.missing == ("customer_name", "email")


def test_a_labelled_value_fills_itself_and_a_loose_one_does_not() -> None:
    labelled, _ = fill("c: my zip is 48201")
    loose, _ = fill("c: I paid around lunch for 48201 things")
    assert labelled.fields["zip"].state is FieldState.AUTO
    assert "zip" not in loose.fields or loose.fields["zip"].state is not FieldState.AUTO


def test_the_order_talked_about_last_is_kept_whole() -> None:
    got = value("order_id", "c: order 1111111 arrived fine", "c: it's about the other order, 2222222")
    assert got == "2222222"


def test_an_empty_conversation_fills_nothing() -> None:
    case, _ = fill()
    assert case.fields == {}
    assert case.missing == ("customer_name", "order_id", "email")


def test_a_number_that_ends_one_message_and_goes_on_in_the_next_is_joined() -> None:
    said = value("order_id", "a: What's your order number?", "c: hang on, it's on my phone. 7702", "c: ...915")
    assert said == "7702915"


def test_a_name_given_beside_the_number_is_offered_for_a_glance() -> None:
    case, _ = fill("a: May I have your order number, please?", "c: It's 8273620. Crystal Minh.")
    assert case.fields["customer_name"].value == "Crystal Minh"
    assert case.fields["customer_name"].state is FieldState.PRESELECTED


@pytest.mark.parametrize("name", ["Ana Beltrán", "Zoë O'Neill", "Jean-Luc Dupré"])
def test_names_keep_their_accents(name: str) -> None:
    assert value("customer_name", "a: And the name on it?", f"c: {name}") == name
    assert value("customer_name", f"c: my name is {name}") == name


def test_part_of_a_phone_number_is_no_order_number() -> None:
    assert value("order_id", "c: call me on 0117 496 0832") is None


def test_a_shoe_size_is_no_date() -> None:
    assert value("visit", "c: 想換大一號，38號換39號") is None


def test_a_value_of_another_booking_does_not_land_in_the_form() -> None:
    stay = Form("hotel", of("Hotel"), (FormField("price", of("价格")), FormField("rating", of("评分"))))
    case, _ = fill("c: 想找评分4分以上的酒店", "a: 好的", "c: 再找一家人均消费100-150元，评分5分的餐馆", form=stay)
    assert case.fields["rating"].value == "4分以上"
    assert "price" not in case.fields or case.fields["price"].state is not FieldState.AUTO


def test_starts_and_ends_are_told_apart() -> None:
    trip = Form(
        "stay",
        of("Stay"),
        (
            FormField("check_in", of("Check-in date"), FieldType.DATE),
            FormField("check_out", of("Check-out date"), FieldType.DATE),
            FormField("origin", of("From"), FieldType.PLACE),
            FormField("goal", of("To"), FieldType.PLACE),
        ),
    )
    case, _ = fill("c: From Rome to Oslo please, March 3rd until March 8th", form=trip)
    got = {name: found.value for name, found in case.fields.items()}
    assert got == {"check_in": "March 3rd", "check_out": "March 8th", "origin": "Rome", "goal": "Oslo"}


SHOP = Form(
    "shop",
    of({"en": "Order", "zh": "订单"}),
    (
        FormField("item", of({"en": "Item", "zh": "商品"})),
        FormField("size", of({"en": "New size", "zh": "更换尺码"})),
        FormField("bought_on", of({"en": "Bought on", "zh": "购买日期"}), FieldType.DATE),
        FormField("needed_by", of({"en": "Needed by", "zh": "使用日期"}), FieldType.DATE),
        FormField("photos", of({"en": "Photos sent", "zh": "已发照片"}), FieldType.BOOL),
        FormField(
            "tags",
            of({"en": "Tags on", "zh": "吊牌完好"}),
            FieldType.BOOL,
            ask=of({"zh": "请问商品是否未使用、吊牌还在？"}),
        ),
        FormField("how_many", of({"en": "How many"}), FieldType.NUMBER, ask=of({"en": "How many do you need?"})),
    ),
)


def test_a_day_goes_to_the_field_whose_event_it_is() -> None:
    form, _ = fill("c: I bought it on 3 May and we leave on 18 July.", form=SHOP)
    assert (form.fields["bought_on"].value, form.fields["needed_by"].value) == ("3 May", "18 July")


def test_a_day_to_come_is_no_day_of_purchase() -> None:
    form, _ = fill("c: We leave on Saturday.", form=SHOP)
    assert "bought_on" not in form.fields


def test_a_day_something_was_due_is_no_day_of_purchase() -> None:
    form, _ = fill("c: It should have been here on Thursday.", form=SHOP)
    assert "bought_on" not in form.fields


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("My Corvid stove won't light.", "Corvid"),
        ("a new Heron 3 tent", "Heron 3"),
        ("我买的是 Heron 40，太小了", "Heron 40"),
    ],
)
def test_a_thing_called_by_its_name_is_the_item(said: str, value: str) -> None:
    form, _ = fill(f"c: {said}", form=SHOP)
    assert form.fields["item"].value == value


def test_a_shouted_word_is_no_item() -> None:
    form, _ = fill("c: This is the SECOND time I write.", form=SHOP)
    assert "item" not in form.fields


def test_the_size_wanted_is_the_one_after_the_change() -> None:
    form, _ = fill("c: 我买的是 41 号，想换 42 号。", form=SHOP)
    assert form.fields["size"].value == "42"


def test_a_statement_with_the_words_of_the_question_is_a_yes() -> None:
    form, _ = fill("a: Could you send us photos?", "c: I've just sent two photos by email.", form=SHOP)
    assert form.fields["photos"].value == "yes"


def test_a_denied_statement_is_no_yes() -> None:
    form, _ = fill("a: Could you send us photos?", "c: I haven't sent photos so far.", form=SHOP)
    assert "photos" not in form.fields or form.fields["photos"].value == "no"


def test_a_chinese_clause_that_says_what_the_question_asks_is_a_yes() -> None:
    form, _ = fill("c: 只试穿过，吊牌都还在。", form=SHOP)
    assert form.fields["tags"].value == "yes"


def test_the_first_of_several_numbers_answers_how_many() -> None:
    form, _ = fill("a: How many do you need?", "c: Four. Two adults and two teenagers, 16 and 17.", form=SHOP)
    assert form.fields["how_many"].value == "4"


def test_a_number_ends_with_its_sentence() -> None:
    form, _ = fill("a: Your phone number?", "c: 0117 496 0832. One more thing, is it open?")
    assert form.fields["phone"].value == "0117 496 0832"


def test_something_wrong_is_no_correction() -> None:
    form, _ = fill("a: Which level?", "c: gold", "a: And then?", "c: I typed the password wrong, silver lining though")
    assert form.fields["level"].value == "gold"


def test_a_word_of_a_denial_does_not_mean_the_choice() -> None:
    late = Choice("late", of({"en": "Late"}), ("hasn't arrived", "not arrived"))
    issue = FormField(
        "issue", of({"en": "Issue"}), FieldType.CHOICE, choices=(late, Choice("torn", of({"en": "Torn"})))
    )
    form = Form("issue", of({"en": "Issue"}), (issue,))
    assert value("issue", "c: my tent arrived today and the bag is open", form=form) is None
    assert value("issue", "c: my tent hasn't arrived", form=form) == "late"


@pytest.mark.parametrize("date", ["Date: 2026-03-12 14:07", "Paid 12.03.2026 14:07", "12/03/2026 2:07 PM"])
def test_a_date_with_its_time_is_no_phone_number(date: str) -> None:
    assert value("phone", "c: my parcel is late", "a: What does the receipt say?", f"c: {date}") is None
