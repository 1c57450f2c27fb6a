"""the first schema

Revision 0001, after .
"""

import sqlalchemy as sa
import sqlalchemy.dialects.postgresql
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "account",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("suspended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("email", name=op.f("uq_account_email")),
    )
    op.create_table(
        "api_key",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("prefix", sa.String(length=12), nullable=False),
        sa.Column("secret_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_key")),
        sa.UniqueConstraint("name", name=op.f("uq_api_key_name")),
        sa.UniqueConstraint("prefix", name=op.f("uq_api_key_prefix")),
    )
    op.create_table(
        "change_counter",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_change_counter")),
    )
    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("website", sa.Text(), nullable=True),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("source_key", sa.String(length=120), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("source", "source_key", name="uq_organisation_source"),
    )
    op.create_table(
        "published_listing",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("sequence", sa.BigInteger(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("removed_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_published_listing")),
        sa.UniqueConstraint("slug", name=op.f("uq_published_listing_slug")),
    )
    with op.batch_alter_table("published_listing", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_published_listing_sequence"), ["sequence"], unique=False)

    op.create_table(
        "record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("headline", sa.Text(), nullable=True),
        sa.Column("about", sa.Text(), nullable=True),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("fictional", sa.Boolean(), nullable=False),
        sa.Column(
            "may_see_people_in", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=True
        ),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "status in ('draft', 'in_review', 'published', 'paused', 'removed')", name=op.f("ck_record_status_known")
        ),
        sa.CheckConstraint("length(name) > 0", name=op.f("ck_record_name_present")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record")),
        sa.UniqueConstraint("slug", name=op.f("uq_record_slug")),
    )
    op.create_table(
        "vocabulary_scheme",
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_vocabulary_scheme")),
    )
    op.create_table(
        "fact",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("facet", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("detail", sa.String(length=40), nullable=True),
        sa.Column("own_words", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_fact_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("record_id", "facet", "slug", name=op.f("pk_fact")),
    )
    op.create_table(
        "former_slug",
        sa.Column("slug", sa.String(length=120), nullable=False),
        sa.Column("listing_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["listing_id"], ["published_listing.id"], name=op.f("fk_former_slug_listing_id")),
        sa.PrimaryKeyConstraint("slug", name=op.f("pk_former_slug")),
    )
    op.create_table(
        "identity_fact",
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("facet", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("own_words", sa.Text(), nullable=True),
        sa.Column("audiences", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("consent_wording", sa.String(length=40), nullable=False),
        sa.Column("consented_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_identity_fact_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("record_id", "facet", "slug", name=op.f("pk_identity_fact")),
    )
    op.create_table(
        "practitioner",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("legal_name", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_practitioner_account_id")),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_practitioner_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_practitioner")),
    )
    op.create_table(
        "premises",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("precision", sa.String(length=20), nullable=False),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("postcode", sa.String(length=20), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("region", sa.Text(), nullable=True),
        sa.Column("country", sa.String(length=2), nullable=False),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("access", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.CheckConstraint(
            "precision in ('exact', 'postcode_district', 'town')", name=op.f("ck_premises_precision_known")
        ),
        sa.CheckConstraint(
            "lat between -90 and 90 and lon between -180 and 180", name=op.f("ck_premises_point_on_earth")
        ),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_premises_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_premises")),
    )
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_premises_record_id"), ["record_id"], unique=False)

    op.create_table(
        "registration",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("body", sa.String(length=80), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("number_normalised", sa.String(length=40), nullable=False),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["record_id"], ["record.id"], name=op.f("fk_registration_record_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
        sa.UniqueConstraint("body", "number_normalised", name="uq_registration_number"),
    )
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_registration_record_id"), ["record_id"], unique=False)

    op.create_table(
        "service",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("organisation_id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=True),
        sa.Column("source_key", sa.String(length=120), nullable=True),
        sa.Column("source_name", sa.Text(), nullable=True),
        sa.Column("source_url", sa.Text(), nullable=True),
        sa.Column("retrieved_on", sa.Date(), nullable=True),
        sa.Column("phone", sa.String(length=60), nullable=True),
        sa.Column("website", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["id"], ["record.id"], name=op.f("fk_service_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["organisation_id"], ["organisation.id"], name=op.f("fk_service_organisation_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service")),
        sa.UniqueConstraint("source", "source_key", name="uq_service_source"),
    )
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_service_organisation_id"), ["organisation_id"], unique=False)

    op.create_table(
        "signed_in_session",
        sa.Column("reference_sha256", sa.LargeBinary(length=32), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_signed_in_session_account_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("reference_sha256", name=op.f("pk_signed_in_session")),
    )
    with op.batch_alter_table("signed_in_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signed_in_session_account_id"), ["account_id"], unique=False)

    op.create_table(
        "vocabulary_term",
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=True),
        sa.Column("parent", sa.String(length=80), nullable=True),
        sa.Column("country", sa.String(length=8), nullable=True),
        sa.Column("particulars", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("forward_to", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["scheme"], ["vocabulary_scheme.slug"], name=op.f("fk_vocabulary_term_scheme")),
        sa.PrimaryKeyConstraint("scheme", "slug", name=op.f("pk_vocabulary_term")),
    )
    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("premises_id", sa.Uuid(), nullable=True),
        sa.Column("session", sa.String(length=40), nullable=True),
        sa.Column("format", sa.String(length=40), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("times", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("payers", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=True),
        sa.Column("standard", sa.Integer(), nullable=True),
        sa.Column("reduced_from", sa.Integer(), nullable=True),
        sa.Column("fee_model", sa.String(length=40), nullable=True),
        sa.Column("fee_help", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("fee_terms", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False),
        sa.Column("fee_note", sa.Text(), nullable=True),
        sa.Column("fee_confirmed_on", sa.Date(), nullable=True),
        sa.Column(
            "who_qualifies", sa.JSON().with_variant(sa.dialects.postgresql.JSONB(), "postgresql"), nullable=False
        ),
        sa.Column("proof", sa.String(length=40), nullable=True),
        sa.Column("reduced_total", sa.Integer(), nullable=True),
        sa.Column("reduced_open", sa.Integer(), nullable=True),
        sa.Column("reduced_confirmed_on", sa.Date(), nullable=True),
        sa.Column("reduced_limit_sessions", sa.Integer(), nullable=True),
        sa.Column("reduced_next_review", sa.Date(), nullable=True),
        sa.Column("availability", sa.String(length=20), nullable=False),
        sa.Column("availability_confirmed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "availability in ('now', 'waitlist', 'closed', 'unknown')", name=op.f("ck_offer_availability_known")
        ),
        sa.CheckConstraint(
            "(standard is null and reduced_from is null) or currency is not null",
            name=op.f("ck_offer_amounts_have_currency"),
        ),
        sa.CheckConstraint("reduced_from is null or reduced_from >= 0", name=op.f("ck_offer_reduced_not_negative")),
        sa.CheckConstraint(
            "reduced_open is null or (reduced_open >= 0 and reduced_open <= reduced_total)",
            name=op.f("ck_offer_reduced_in_bounds"),
        ),
        sa.CheckConstraint("standard is null or standard >= 0", name=op.f("ck_offer_standard_not_negative")),
        sa.ForeignKeyConstraint(["premises_id"], ["premises.id"], name=op.f("fk_offer_premises_id")),
        sa.ForeignKeyConstraint(["record_id"], ["record.id"], name=op.f("fk_offer_record_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_premises_id"), ["premises_id"], unique=False)
        batch_op.create_index("ix_offer_record_id", ["record_id", "position"], unique=False)

    op.create_table(
        "register_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("registration_id", sa.Uuid(), nullable=False),
        sa.Column("checked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.CheckConstraint("outcome in ('found', 'not_found', 'lapsed')", name=op.f("ck_register_check_outcome_known")),
        sa.ForeignKeyConstraint(
            ["registration_id"], ["registration.id"], name=op.f("fk_register_check_registration_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_check")),
    )
    with op.batch_alter_table("register_check", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_register_check_registration_id"), ["registration_id"], unique=False)

    op.create_table(
        "vocabulary_synonym",
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme", "slug"],
            ["vocabulary_term.scheme", "vocabulary_term.slug"],
            name=op.f("fk_vocabulary_synonym_scheme"),
        ),
        sa.PrimaryKeyConstraint("scheme", "slug", "text", name=op.f("pk_vocabulary_synonym")),
    )
    op.create_table(
        "vocabulary_translation",
        sa.Column("scheme", sa.String(length=40), nullable=False),
        sa.Column("slug", sa.String(length=80), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("meaning", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["scheme", "slug"],
            ["vocabulary_term.scheme", "vocabulary_term.slug"],
            name=op.f("fk_vocabulary_translation_scheme"),
        ),
        sa.PrimaryKeyConstraint("scheme", "slug", "locale", name=op.f("pk_vocabulary_translation")),
    )
    counters = sa.table("change_counter", sa.column("name", sa.String), sa.column("value", sa.BigInteger))
    op.bulk_insert(counters, [{"name": "listings", "value": 0}, {"name": "vocabulary", "value": 0}])


def downgrade() -> None:
    op.drop_table("vocabulary_translation")
    op.drop_table("vocabulary_synonym")
    with op.batch_alter_table("register_check", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_register_check_registration_id"))

    op.drop_table("register_check")
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.drop_index("ix_offer_record_id")
        batch_op.drop_index(batch_op.f("ix_offer_premises_id"))

    op.drop_table("offer")
    op.drop_table("vocabulary_term")
    with op.batch_alter_table("signed_in_session", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_signed_in_session_account_id"))

    op.drop_table("signed_in_session")
    with op.batch_alter_table("service", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_service_organisation_id"))

    op.drop_table("service")
    with op.batch_alter_table("registration", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_registration_record_id"))

    op.drop_table("registration")
    with op.batch_alter_table("premises", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_premises_record_id"))

    op.drop_table("premises")
    op.drop_table("practitioner")
    op.drop_table("identity_fact")
    op.drop_table("former_slug")
    op.drop_table("fact")
    op.drop_table("vocabulary_scheme")
    op.drop_table("record")
    with op.batch_alter_table("published_listing", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_published_listing_sequence"))

    op.drop_table("published_listing")
    op.drop_table("organisation")
    op.drop_table("change_counter")
    op.drop_table("api_key")
    op.drop_table("account")
