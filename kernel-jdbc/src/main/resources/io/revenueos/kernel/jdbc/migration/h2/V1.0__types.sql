-- The types that PostgreSQL has and H2 lacks, so that every later migration is one file for both.
create domain timestamptz as timestamp(6) with time zone;
create domain jsonb as varchar;
