-- What each case was judged by stands with the case: a case under an older edition has calendars of its own.
ALTER TABLE "desk" DROP COLUMN "calendar_mark";

ALTER TABLE "case" ADD COLUMN "calendar_mark" TEXT,
ADD COLUMN "dues" JSONB NOT NULL DEFAULT '{}';

CREATE INDEX "case_desk_edition_calendar_mark_idx" ON "case"("desk", "edition", "calendar_mark");
