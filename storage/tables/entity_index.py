"""What entities are found by: their names, readings and codes, written for comparing (see `storage.search`)."""

from sqlmodel import Field, SQLModel

from storage.tables.columns import Signs


class EntityIndex(SQLModel, table=True):
    """One line an entity, written by `entity_index.index` alone.

    On SQLite triggers of the database keep the trigram index `entity_trigram` beside it; on PostgreSQL the columns have
    an index of pg_trgm. A merged entity has no line of its own: its name and codes are the other one's.
    """

    __tablename__ = "entity_index"
    entity_id: int = Field(foreign_key="entity.id", primary_key=True)
    name: str = Field(index=True, sa_type=Signs)
    initials: str
    pinyin: str
    codes: str = Field(index=True, sa_type=Signs)
