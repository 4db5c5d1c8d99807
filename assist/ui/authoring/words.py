"""Words of the knowledge window: kinds of parts, types of fields, priorities."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from assist.domain.pack import FieldType
from assist.services.editing import Kind


def kinds(kind: Kind) -> str:
    """The name of all parts of a kind."""
    return {
        Kind.ARTICLE: QCoreApplication.translate("authoring", "Articles"),
        Kind.SNIPPET: QCoreApplication.translate("authoring", "Snippets"),
        Kind.FORM: QCoreApplication.translate("authoring", "Forms"),
        Kind.CATEGORY: QCoreApplication.translate("authoring", "Categories"),
        Kind.PLAYBOOK: QCoreApplication.translate("authoring", "Playbooks"),
        Kind.TONE: QCoreApplication.translate("authoring", "Tone"),
    }[kind]


def new(kind: Kind) -> str:
    """What the menu offers to make."""
    return {
        Kind.ARTICLE: QCoreApplication.translate("authoring", "New article"),
        Kind.SNIPPET: QCoreApplication.translate("authoring", "New snippet"),
        Kind.FORM: QCoreApplication.translate("authoring", "New form"),
        Kind.CATEGORY: QCoreApplication.translate("authoring", "New category"),
        Kind.PLAYBOOK: QCoreApplication.translate("authoring", "New playbook"),
        Kind.TONE: "",
    }[kind]


def field_type(kind: FieldType) -> str:
    """A type's name."""
    return {
        FieldType.TEXT: QCoreApplication.translate("authoring", "text"),
        FieldType.PERSON: QCoreApplication.translate("authoring", "person"),
        FieldType.EMAIL: QCoreApplication.translate("authoring", "email"),
        FieldType.PHONE: QCoreApplication.translate("authoring", "phone"),
        FieldType.ID: QCoreApplication.translate("authoring", "number or code"),
        FieldType.DATE: QCoreApplication.translate("authoring", "date"),
        FieldType.TIME: QCoreApplication.translate("authoring", "time"),
        FieldType.MONEY: QCoreApplication.translate("authoring", "amount"),
        FieldType.NUMBER: QCoreApplication.translate("authoring", "count"),
        FieldType.PLACE: QCoreApplication.translate("authoring", "place"),
        FieldType.ADDRESS: QCoreApplication.translate("authoring", "address"),
        FieldType.URL: QCoreApplication.translate("authoring", "web address"),
        FieldType.CHOICE: QCoreApplication.translate("authoring", "choice"),
        FieldType.BOOL: QCoreApplication.translate("authoring", "yes or no"),
    }[kind]


def priorities() -> tuple[tuple[str, str], ...]:
    """(value, name) pairs."""
    return (
        ("low", QCoreApplication.translate("authoring", "low")),
        ("normal", QCoreApplication.translate("authoring", "normal")),
        ("high", QCoreApplication.translate("authoring", "high")),
        ("urgent", QCoreApplication.translate("authoring", "urgent")),
    )


def which_folder() -> str:
    """Asked when no pack was named."""
    return QCoreApplication.translate("authoring", "The folder of the pack to edit")


def questions() -> tuple[tuple[str, str], ...]:
    """The kinds of questions a test asks: (kind, name) pairs."""
    return (
        ("category", QCoreApplication.translate("authoring", "Category")),
        ("knowledge", QCoreApplication.translate("authoring", "Article for a question")),
        ("title", QCoreApplication.translate("authoring", "Article asked for by its own title")),
        ("reply", QCoreApplication.translate("authoring", "Canned reply")),
    )
