"""People, units and the register as they are kept over years"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

APPEND_ONLY = (("audit_seal", "UPDATE"), ("audit_seal", "DELETE"), ("audit_personal", "UPDATE"))
"""What the database refuses: seals stay as they are; personal data can be erased, but never rewritten."""


def upgrade() -> None:
    op.create_table(
        "campaign_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("voided_at", sa.DateTime(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("due IS NULL OR due >= day", name=op.f("ck_campaign_event_due_after_day")),
        sa.CheckConstraint("length(trim(subject)) > 0", name=op.f("ck_campaign_event_subject_not_blank")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_event_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_campaign_event_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_campaign_event_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_event")),
        sa.UniqueConstraint("instance", name=op.f("uq_campaign_event_instance")),
    )
    with op.batch_alter_table("campaign_event") as batch:
        batch.create_index(batch.f("ix_campaign_event_campaign_id"), ["campaign_id"], unique=False)

    op.create_table(
        "enforcement_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("cause", sa.String(), nullable=False),
        sa.Column("procedure", sa.String(), nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("decision_number", sa.String(), nullable=False),
        sa.Column("entity_fine", sa.Integer(), nullable=False),
        sa.Column("confiscated", sa.Integer(), nullable=False),
        sa.Column("punished_people", sa.Integer(), nullable=False),
        sa.Column("people_fine", sa.Integer(), nullable=False),
        sa.Column("suspended", sa.Boolean(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.Column("blacklisted", sa.Boolean(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("external_ref", sa.String(), nullable=True),
        sa.CheckConstraint("procedure IN ('general', 'simple')", name=op.f("ck_enforcement_case_procedure")),
        sa.CheckConstraint(
            "decided_on IS NULL OR decided_on >= filed_on", name=op.f("ck_enforcement_case_decided_after_filed")
        ),
        sa.CheckConstraint(
            "entity_fine >= 0 AND confiscated >= 0 AND people_fine >= 0", name=op.f("ck_enforcement_case_money")
        ),
        sa.CheckConstraint("length(trim(cause)) > 0", name=op.f("ck_enforcement_case_cause_not_blank")),
        sa.CheckConstraint("punished_people >= 0", name=op.f("ck_enforcement_case_punished_people")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_enforcement_case_entity_id_entity")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_enforcement_case_recorded_by_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_enforcement_case_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enforcement_case")),
        sa.UniqueConstraint("external_ref", name=op.f("uq_enforcement_case_external_ref")),
        sa.UniqueConstraint("number", name=op.f("uq_enforcement_case_number")),
    )
    with op.batch_alter_table("enforcement_case") as batch:
        batch.create_index(batch.f("ix_enforcement_case_entity_id"), ["entity_id"], unique=False)
        batch.create_index(batch.f("ix_enforcement_case_filed_on"), ["filed_on"], unique=False)
        batch.create_index(batch.f("ix_enforcement_case_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "entity_contact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_entity_contact_name_not_blank")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_entity_contact_valid_range")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_entity_contact_entity_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_contact")),
    )
    with op.batch_alter_table("entity_contact") as batch:
        batch.create_index(batch.f("ix_entity_contact_entity_id"), ["entity_id"], unique=False)

    op.create_table(
        "entity_officer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_entity_officer_valid_range")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_entity_officer_entity_id_entity")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_entity_officer_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entity_officer")),
    )
    with op.batch_alter_table("entity_officer") as batch:
        batch.create_index(batch.f("ix_entity_officer_entity_id"), ["entity_id"], unique=False)
        batch.create_index(batch.f("ix_entity_officer_person_id"), ["person_id"], unique=False)

    op.create_table(
        "group_chat",
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("state IN ('asked', 'bound', 'left')", name=op.f("ck_group_chat_state")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_group_chat_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_group_chat_unit_id_unit")),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_group_chat")),
    )
    op.create_table(
        "licence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("number_key", sa.String(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("external_ref", sa.String(), nullable=True),
        sa.CheckConstraint("length(trim(number)) > 0", name=op.f("ck_licence_number_not_blank")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_licence_entity_id_entity")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence")),
        sa.UniqueConstraint("entity_id", "number_key", name=op.f("uq_licence_entity_id_number_key")),
        sa.UniqueConstraint("external_ref", name=op.f("uq_licence_external_ref")),
    )
    with op.batch_alter_table("licence") as batch:
        batch.create_index(batch.f("ix_licence_entity_id"), ["entity_id"], unique=False)
        batch.create_index(batch.f("ix_licence_number_key"), ["number_key"], unique=False)

    op.create_table(
        "own_day",
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("deadline", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("day_of_month", sa.Integer(), nullable=True),
        sa.Column("instance", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("(due IS NULL) <> (day_of_month IS NULL)", name=op.f("ck_own_day_one_of_both")),
        sa.CheckConstraint("day_of_month BETWEEN 1 AND 31", name=op.f("ck_own_day_day_of_month")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_own_day_campaign_id_campaign")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_own_day_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_own_day_unit_id_unit")),
        sa.PrimaryKeyConstraint("campaign_id", "unit_id", "deadline", name=op.f("pk_own_day")),
        sa.UniqueConstraint("instance", name=op.f("uq_own_day_instance")),
    )
    op.create_table(
        "unit_alias",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_unit_alias_name_not_blank")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unit_alias_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id_unit")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_unit_alias")),
    )
    op.create_table(
        "audit_personal",
        sa.Column("audit_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.Column("salt", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["audit_id"], ["audit.id"], name=op.f("fk_audit_personal_audit_id_audit")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_audit_personal_entity_id_entity")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_audit_personal_person_id_person")),
        sa.PrimaryKeyConstraint("audit_id", name=op.f("pk_audit_personal")),
    )
    with op.batch_alter_table("audit_personal") as batch:
        batch.create_index(batch.f("ix_audit_personal_entity_id"), ["entity_id"], unique=False)
        batch.create_index(batch.f("ix_audit_personal_person_id"), ["person_id"], unique=False)

    op.create_table(
        "licence_action",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("licence_id", sa.Integer(), nullable=True),
        sa.Column("licence_number", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("external_ref", sa.String(), nullable=True),
        sa.CheckConstraint("length(trim(kind)) > 0", name=op.f("ck_licence_action_kind_not_blank")),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_licence_action_entity_id_entity")),
        sa.ForeignKeyConstraint(["licence_id"], ["licence.id"], name=op.f("fk_licence_action_licence_id_licence")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_licence_action_recorded_by_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_licence_action_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_licence_action")),
        sa.UniqueConstraint("external_ref", name=op.f("uq_licence_action_external_ref")),
        sa.UniqueConstraint("number", name=op.f("uq_licence_action_number")),
    )
    with op.batch_alter_table("licence_action") as batch:
        batch.create_index(batch.f("ix_licence_action_day"), ["day"], unique=False)
        batch.create_index(batch.f("ix_licence_action_entity_id"), ["entity_id"], unique=False)
        batch.create_index(batch.f("ix_licence_action_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "link_try",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("external_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_try")),
    )
    with op.batch_alter_table("link_try") as batch:
        batch.create_index(batch.f("ix_link_try_external_id"), ["external_id"], unique=False)

    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.Column("authority", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=False),
        sa.Column("recorded_by", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column("external_ref", sa.String(), nullable=True),
        sa.CheckConstraint("length(trim(authority)) > 0", name=op.f("ck_referral_authority_not_blank")),
        sa.CheckConstraint("length(trim(subject)) > 0", name=op.f("ck_referral_subject_not_blank")),
        sa.ForeignKeyConstraint(
            ["case_id"], ["enforcement_case.id"], name=op.f("fk_referral_case_id_enforcement_case")
        ),
        sa.ForeignKeyConstraint(["entity_id"], ["entity.id"], name=op.f("fk_referral_entity_id_entity")),
        sa.ForeignKeyConstraint(["recorded_by"], ["person.id"], name=op.f("fk_referral_recorded_by_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_referral_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
        sa.UniqueConstraint("external_ref", name=op.f("uq_referral_external_ref")),
        sa.UniqueConstraint("number", name=op.f("uq_referral_number")),
    )
    with op.batch_alter_table("referral") as batch:
        batch.create_index(batch.f("ix_referral_day"), ["day"], unique=False)
        batch.create_index(batch.f("ix_referral_entity_id"), ["entity_id"], unique=False)
        batch.create_index(batch.f("ix_referral_unit_id"), ["unit_id"], unique=False)

    # the audit is never made anew: its triggers would be lost
    op.add_column("audit", sa.Column("personal_digest", sa.String(), nullable=True))
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_person_id", "audit", ["person_id"])
    op.create_index("ix_audit_record", "audit", ["noun", "record_id"])
    for table, change in APPEND_ONLY:
        refuse(table, change)

    with op.batch_alter_table("draft") as batch:
        batch.alter_column("campaign_version_id", existing_type=sa.INTEGER(), nullable=True)

    with op.batch_alter_table("entity") as batch:
        batch.add_column(sa.Column("ways", sa.JSON(), server_default="[]", nullable=False))
        batch.add_column(sa.Column("device_classes", sa.JSON(), server_default="[]", nullable=False))
        batch.add_column(sa.Column("latitude", sa.Float(), nullable=True))
        batch.add_column(sa.Column("longitude", sa.Float(), nullable=True))
        batch.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("merged_into", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_entity_merged_into_entity"), "entity", ["merged_into"], ["id"])
        batch.drop_constraint(batch.f("ck_entity_status"), type_="check")
        batch.create_check_constraint(
            batch.f("ck_entity_status"), "status IN ('active', 'suspended', 'closed', 'merged')"
        )
        batch.create_check_constraint(
            batch.f("ck_entity_merged_into"), "(status = 'merged') = (merged_into IS NOT NULL)"
        )
        batch.create_check_constraint(batch.f("ck_entity_place"), "(latitude IS NULL) = (longitude IS NULL)")

    with op.batch_alter_table("entity_level") as batch:
        batch.add_column(sa.Column("reason", sa.String(), server_default="", nullable=False))
        batch.add_column(sa.Column("published_on", sa.Date(), nullable=True))

    with op.batch_alter_table("invitation") as batch:
        batch.add_column(sa.Column("name", sa.String(), server_default="", nullable=False))
        batch.add_column(sa.Column("post", sa.String(), server_default="", nullable=False))
        batch.add_column(sa.Column("external_ref", sa.String(), nullable=True))
        batch.add_column(sa.Column("state", sa.String(), server_default="open", nullable=False))
        batch.add_column(sa.Column("created_by", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("used_at", sa.DateTime(), nullable=True))
        batch.add_column(sa.Column("decided_by", sa.Integer(), nullable=True))
        batch.alter_column("unit_id", existing_type=sa.INTEGER(), nullable=True)
        batch.create_unique_constraint(batch.f("uq_invitation_external_ref"), ["external_ref"])
        batch.create_check_constraint(
            batch.f("ck_invitation_state"), "state IN ('open', 'waiting', 'accepted', 'refused', 'withdrawn')"
        )
        batch.create_foreign_key(batch.f("fk_invitation_created_by_person"), "person", ["created_by"], ["id"])
        batch.create_foreign_key(batch.f("fk_invitation_decided_by_person"), "person", ["decided_by"], ["id"])

    with op.batch_alter_table("membership") as batch:
        batch.add_column(sa.Column("stands_in_for", sa.Integer(), nullable=True))
        batch.create_foreign_key(batch.f("fk_membership_stands_in_for_person"), "person", ["stands_in_for"], ["id"])

    with op.batch_alter_table("person") as batch:
        batch.add_column(sa.Column("phone", sa.String(), server_default="", nullable=False))
        batch.add_column(sa.Column("erased_at", sa.DateTime(), nullable=True))

    with op.batch_alter_table("unit") as batch:
        batch.add_column(sa.Column("closed_on", sa.Date(), nullable=True))
        batch.add_column(sa.Column("merged_into", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("work_from", sa.String(), nullable=True))
        batch.add_column(sa.Column("work_to", sa.String(), nullable=True))
        batch.create_foreign_key(batch.f("fk_unit_merged_into_unit"), "unit", ["merged_into"], ["id"])

    with op.batch_alter_table("unit_place") as batch:
        batch.create_index(batch.f("ix_unit_place_parent_id"), ["parent_id"], unique=False)


def downgrade() -> None:
    # What the older program has no word for takes the nearest one it has.
    op.execute("UPDATE entity SET status = 'closed' WHERE status NOT IN ('active', 'closed')")
    op.execute("DELETE FROM draft WHERE campaign_version_id IS NULL")
    op.execute("DELETE FROM invitation WHERE unit_id IS NULL OR state <> 'open'")
    with op.batch_alter_table("unit_place") as batch:
        batch.drop_index(batch.f("ix_unit_place_parent_id"))

    with op.batch_alter_table("unit") as batch:
        batch.drop_constraint(batch.f("fk_unit_merged_into_unit"), type_="foreignkey")
        batch.drop_column("work_to")
        batch.drop_column("work_from")
        batch.drop_column("merged_into")
        batch.drop_column("closed_on")

    with op.batch_alter_table("person") as batch:
        batch.drop_column("erased_at")
        batch.drop_column("phone")

    with op.batch_alter_table("membership") as batch:
        batch.drop_constraint(batch.f("fk_membership_stands_in_for_person"), type_="foreignkey")
        batch.drop_column("stands_in_for")

    with op.batch_alter_table("invitation") as batch:
        batch.drop_constraint(batch.f("fk_invitation_decided_by_person"), type_="foreignkey")
        batch.drop_constraint(batch.f("fk_invitation_created_by_person"), type_="foreignkey")
        batch.drop_constraint(batch.f("uq_invitation_external_ref"), type_="unique")
        batch.drop_constraint(batch.f("ck_invitation_state"), type_="check")
        batch.alter_column("unit_id", existing_type=sa.INTEGER(), nullable=False)
        batch.drop_column("decided_by")
        batch.drop_column("used_at")
        batch.drop_column("created_by")
        batch.drop_column("state")
        batch.drop_column("external_ref")
        batch.drop_column("post")
        batch.drop_column("name")

    with op.batch_alter_table("entity_level") as batch:
        batch.drop_column("published_on")
        batch.drop_column("reason")

    with op.batch_alter_table("entity") as batch:
        batch.drop_constraint(batch.f("fk_entity_merged_into_entity"), type_="foreignkey")
        batch.drop_constraint(batch.f("ck_entity_status"), type_="check")
        batch.drop_constraint(batch.f("ck_entity_merged_into"), type_="check")
        batch.drop_constraint(batch.f("ck_entity_place"), type_="check")
        batch.create_check_constraint(batch.f("ck_entity_status"), "status IN ('active', 'closed')")
        batch.drop_column("merged_into")
        batch.drop_column("closed_on")
        batch.drop_column("longitude")
        batch.drop_column("latitude")
        batch.drop_column("device_classes")
        batch.drop_column("ways")

    with op.batch_alter_table("draft") as batch:
        batch.alter_column("campaign_version_id", existing_type=sa.INTEGER(), nullable=False)

    for table, change in APPEND_ONLY:
        allow(table, change)
    for index in ("ix_audit_record", "ix_audit_person_id", "ix_audit_at"):
        op.drop_index(index, "audit")
    op.drop_column("audit", "personal_digest")

    with op.batch_alter_table("referral") as batch:
        batch.drop_index(batch.f("ix_referral_unit_id"))
        batch.drop_index(batch.f("ix_referral_entity_id"))
        batch.drop_index(batch.f("ix_referral_day"))

    op.drop_table("referral")
    with op.batch_alter_table("licence_action") as batch:
        batch.drop_index(batch.f("ix_licence_action_unit_id"))
        batch.drop_index(batch.f("ix_licence_action_entity_id"))
        batch.drop_index(batch.f("ix_licence_action_day"))

    op.drop_table("licence_action")
    with op.batch_alter_table("audit_personal") as batch:
        batch.drop_index(batch.f("ix_audit_personal_person_id"))
        batch.drop_index(batch.f("ix_audit_personal_entity_id"))

    op.drop_table("audit_personal")
    op.drop_table("unit_alias")
    op.drop_table("own_day")
    with op.batch_alter_table("licence") as batch:
        batch.drop_index(batch.f("ix_licence_number_key"))
        batch.drop_index(batch.f("ix_licence_entity_id"))

    op.drop_table("licence")
    with op.batch_alter_table("link_try") as batch:
        batch.drop_index(batch.f("ix_link_try_external_id"))

    op.drop_table("link_try")
    op.drop_table("group_chat")
    with op.batch_alter_table("entity_officer") as batch:
        batch.drop_index(batch.f("ix_entity_officer_person_id"))
        batch.drop_index(batch.f("ix_entity_officer_entity_id"))

    op.drop_table("entity_officer")
    with op.batch_alter_table("entity_contact") as batch:
        batch.drop_index(batch.f("ix_entity_contact_entity_id"))

    op.drop_table("entity_contact")
    with op.batch_alter_table("enforcement_case") as batch:
        batch.drop_index(batch.f("ix_enforcement_case_unit_id"))
        batch.drop_index(batch.f("ix_enforcement_case_filed_on"))
        batch.drop_index(batch.f("ix_enforcement_case_entity_id"))

    op.drop_table("enforcement_case")
    with op.batch_alter_table("campaign_event") as batch:
        batch.drop_index(batch.f("ix_campaign_event_campaign_id"))

    op.drop_table("campaign_event")


def refuse(table: str, change: str) -> None:
    """The database itself refuses a change of this kind, whoever makes it."""
    name = f"{table}_refuses_{change.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"CREATE TRIGGER {name} BEFORE {change} ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END"
        )
        return
    op.execute(
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$"
    )
    op.execute(f"CREATE TRIGGER {name} BEFORE {change} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")


def allow(table: str, change: str) -> None:
    name = f"{table}_refuses_{change.lower()}"
    if op.get_bind().dialect.name == "sqlite":
        op.execute(f"DROP TRIGGER {name}")
    else:
        op.execute(f"DROP FUNCTION {name} CASCADE")
