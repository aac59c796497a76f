"""The register of supervised entities (监管对象), with everything that moves over time in dated rows."""

from datetime import date

from sqlmodel import Field, SQLModel

from storage.tables.columns import not_blank, one_of, valid_range


class Entity(SQLModel, table=True):
    """Whom a campaign supervises; which kinds there are is the packs' business (药店, 网吧, 加油站)."""

    __table_args__ = (
        not_blank("kind"),
        one_of("status", "active", "closed"),
        not_blank("name"),
    )
    id: int = Field(default=None, primary_key=True)
    name: str = Field(index=True)
    kind: str
    credit_code: str | None = Field(default=None, unique=True)
    address: str = ""
    grade: str | None = None
    provisional: bool = False
    status: str = "active"
    external_ref: str | None = Field(default=None, unique=True)


class EntityPlace(SQLModel, table=True):
    """Whose territory an entity lies in."""

    __tablename__ = "entity_place"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    unit_id: int = Field(foreign_key="unit.id", index=True)
    valid_from: date
    valid_to: date | None = None


class EntityLevel(SQLModel, table=True):
    """Supervision level under a scheme (三级制, 四级制), set anew every year."""

    __tablename__ = "entity_level"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    scheme: str
    level: str
    valid_from: date
    valid_to: date | None = None


class EntityTag(SQLModel, table=True):
    __tablename__ = "entity_tag"
    __table_args__ = (valid_range(),)
    id: int = Field(default=None, primary_key=True)
    entity_id: int = Field(foreign_key="entity.id", index=True)
    tag: str
    valid_from: date
    valid_to: date | None = None
