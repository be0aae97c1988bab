-- What a form was opened from waits here until the form is sent, whichever copy of the app receives it.
CREATE TABLE "intake_source" (
    "key" TEXT NOT NULL,
    "body" JSONB NOT NULL,
    "at" BIGINT NOT NULL,

    CONSTRAINT "intake_source_pkey" PRIMARY KEY ("key")
);

CREATE INDEX "intake_source_at_idx" ON "intake_source"("at");
