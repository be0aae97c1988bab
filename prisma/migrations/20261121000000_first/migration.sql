
-- CreateTable
CREATE TABLE "desk" (
    "id" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "edition" TEXT NOT NULL,
    "open" BOOLEAN NOT NULL DEFAULT true,
    "calendar_mark" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "desk_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "edition" (
    "id" TEXT NOT NULL,
    "regulation" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "stored_at" BIGINT NOT NULL,

    CONSTRAINT "edition_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directory" (
    "id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "holders" INTEGER NOT NULL,

    CONSTRAINT "directory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "person" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL,

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "absence" (
    "id" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "starts_at" BIGINT NOT NULL,
    "ends_at" BIGINT NOT NULL,
    "deputy" TEXT,

    CONSTRAINT "absence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "holding" (
    "id" TEXT NOT NULL,
    "desk" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "department" TEXT,
    "unit" TEXT,
    "person" TEXT,
    "user_group" TEXT,
    "source" TEXT NOT NULL,

    CONSTRAINT "holding_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "administrator" (
    "desk" TEXT NOT NULL,
    "person" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "administrator_pkey" PRIMARY KEY ("desk","person")
);

-- CreateTable
CREATE TABLE "membership" (
    "channel" TEXT NOT NULL,
    "person" TEXT NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("channel","person")
);

-- CreateTable
CREATE TABLE "group_member" (
    "user_group" TEXT NOT NULL,
    "person" TEXT NOT NULL,

    CONSTRAINT "group_member_pkey" PRIMARY KEY ("user_group","person")
);

-- CreateTable
CREATE TABLE "list_entry" (
    "desk" TEXT NOT NULL,
    "list" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "facts" JSONB NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "list_entry_pkey" PRIMARY KEY ("desk","list","value")
);

-- CreateTable
CREATE TABLE "case" (
    "id" TEXT NOT NULL,
    "desk" TEXT NOT NULL,
    "edition" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "number" TEXT,
    "version" INTEGER NOT NULL,
    "state" JSONB NOT NULL,
    "row" JSONB NOT NULL,
    "department" TEXT,
    "matter" TEXT,
    "owner" TEXT,
    "follower" TEXT,
    "restricted" BOOLEAN NOT NULL,
    "overdue" BOOLEAN NOT NULL,
    "ended" TEXT,
    "archived" BOOLEAN NOT NULL,
    "due" BIGINT NOT NULL,
    "received_at" BIGINT NOT NULL,
    "next_tick" BIGINT,
    "todo" TEXT[],
    "todo_groups" TEXT[],
    "approvers" TEXT[],
    "phones" TEXT[],
    "words" TEXT NOT NULL,
    "tick_trouble" TEXT,
    "tick_failures" INTEGER NOT NULL DEFAULT 0,
    "tick_retry_at" BIGINT,

    CONSTRAINT "case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "case_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "type" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "by" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "request_key" TEXT,
    "people" INTEGER NOT NULL,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("case_id","seq")
);

-- CreateTable
CREATE TABLE "request" (
    "key" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "request_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "serial" (
    "scope" TEXT NOT NULL,
    "given" INTEGER NOT NULL,

    CONSTRAINT "serial_pkey" PRIMARY KEY ("scope")
);

-- CreateTable
CREATE TABLE "post" (
    "id" TEXT NOT NULL,
    "case_id" TEXT,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "ts" TEXT,
    "person" TEXT,
    "ping" TEXT,
    "at" BIGINT NOT NULL,
    "state" TEXT NOT NULL,
    "reason" TEXT,
    "fingerprint" TEXT,

    CONSTRAINT "post_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot" (
    "name" TEXT NOT NULL,
    "filled" BIGINT NOT NULL,

    CONSTRAINT "slot_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "held_delivery" (
    "id" TEXT NOT NULL,
    "case_id" TEXT NOT NULL,
    "not_before" BIGINT NOT NULL,
    "delivery" JSONB NOT NULL,

    CONSTRAINT "held_delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "undelivered" (
    "id" TEXT NOT NULL,
    "case_id" TEXT,
    "what" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "reason" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "tries" INTEGER NOT NULL,

    CONSTRAINT "undelivered_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "memory" (
    "person" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "value" TEXT NOT NULL,

    CONSTRAINT "memory_pkey" PRIMARY KEY ("person","key")
);

-- CreateTable
CREATE TABLE "count_key" (
    "desk" TEXT NOT NULL,
    "count" TEXT NOT NULL,
    "key" TEXT NOT NULL,

    CONSTRAINT "count_key_pkey" PRIMARY KEY ("desk","count","key")
);

-- CreateTable
CREATE TABLE "count_entry" (
    "case_id" TEXT NOT NULL,
    "count" TEXT NOT NULL,
    "ref" INTEGER NOT NULL,
    "desk" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "at" BIGINT NOT NULL,
    "different" TEXT,

    CONSTRAINT "count_entry_pkey" PRIMARY KEY ("case_id","count","ref")
);

-- CreateIndex
CREATE INDEX "absence_person_idx" ON "absence"("person");

-- CreateIndex
CREATE INDEX "holding_desk_idx" ON "holding"("desk");

-- CreateIndex
CREATE INDEX "case_next_tick_idx" ON "case"("next_tick");

-- CreateIndex
CREATE INDEX "case_desk_due_number_idx" ON "case"("desk", "due", "number");

-- CreateIndex
CREATE INDEX "case_desk_received_at_idx" ON "case"("desk", "received_at");

-- CreateIndex
CREATE INDEX "case_todo_idx" ON "case" USING GIN ("todo");

-- CreateIndex
CREATE INDEX "case_approvers_idx" ON "case" USING GIN ("approvers");

-- CreateIndex
CREATE INDEX "case_phones_idx" ON "case" USING GIN ("phones");

-- CreateIndex
CREATE INDEX "case_owner_idx" ON "case"("owner");

-- CreateIndex
CREATE INDEX "case_follower_idx" ON "case"("follower");

-- CreateIndex
CREATE UNIQUE INDEX "case_desk_number_key" ON "case"("desk", "number");

-- CreateIndex
CREATE INDEX "case_event_type_at_idx" ON "case_event"("type", "at");

-- CreateIndex
CREATE INDEX "request_at_idx" ON "request"("at");

-- CreateIndex
CREATE UNIQUE INDEX "post_key_key" ON "post"("key");

-- CreateIndex
CREATE INDEX "post_case_id_idx" ON "post"("case_id");

-- CreateIndex
CREATE INDEX "post_channel_ts_idx" ON "post"("channel", "ts");

-- CreateIndex
CREATE INDEX "post_person_at_idx" ON "post"("person", "at");

-- CreateIndex
CREATE INDEX "held_delivery_not_before_idx" ON "held_delivery"("not_before");

-- CreateIndex
CREATE INDEX "undelivered_at_idx" ON "undelivered"("at");

-- CreateIndex
CREATE INDEX "count_entry_desk_count_key_at_idx" ON "count_entry"("desk", "count", "key", "at");

-- AddForeignKey
ALTER TABLE "desk" ADD CONSTRAINT "desk_edition_fkey" FOREIGN KEY ("edition") REFERENCES "edition"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What happened stays: no code path, tool or slip may change or remove an event or an edition that cases stand on.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Rows of % are kept as they were written: % is refused', TG_TABLE_NAME, TG_OP
        USING ERRCODE = 'integrity_constraint_violation',
              HINT = 'Record a further event instead';
END
$$;

CREATE TRIGGER "case_event_is_kept" BEFORE UPDATE OR DELETE ON "case_event"
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "case_event_is_kept_whole" BEFORE TRUNCATE ON "case_event"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "edition_is_kept" BEFORE UPDATE OR DELETE ON "edition"
    FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "edition_is_kept_whole" BEFORE TRUNCATE ON "edition"
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The directory is one row, there from the start.
ALTER TABLE "directory" ADD CONSTRAINT "directory_one_row" CHECK ("id" = 1);
INSERT INTO "directory" ("id", "version", "holders") VALUES (1, 1, 1);

-- A holding is somebody's or a group's, never both, never nobody's.
ALTER TABLE "holding" ADD CONSTRAINT "holding_has_one_holder" CHECK (num_nonnulls("person", "user_group") = 1);

-- An event's place in the history starts at 1.
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_seq_counts_from_one" CHECK ("seq" >= 1);
