"""What `tribune serve` says of databases that it cannot take, and that it leaves them as they are."""

import os
import subprocess

from conftest import BINARY, psql


def refused(database, state):
    """Starts, and returns what it says on stderr."""
    environment = {
        **os.environ, "TRIBUNE_DATABASE": database, "TRIBUNE_STATE": str(state), "TRIBUNE_LISTEN": "127.0.0.1:0"}
    told = subprocess.run([BINARY, "serve"], env=environment, capture_output=True, text=True, timeout=60)
    assert told.returncode == 1 and told.stdout == "", told
    return told.stderr


def objects(database):
    return psql(
        database,
        "select relkind, relname from pg_class where relnamespace = 'public'::regnamespace order by 1, 2")


def test_a_database_from_before_the_first_release_is_named_and_left_alone(database, tmp_path):
    psql(database, """
        create table schema_migrations (
          name text primary key, checksum bytea not null, applied_at timestamptz not null default now());
        insert into schema_migrations values ('m001_foundation', ''), ('m002_questions', '');
        create table summits (id integer primary key);
        insert into summits values (1);
    """)
    before = objects(database)
    told = refused(database, tmp_path)
    assert "m001_foundation" in told and "unreleased" in told and "createdb" in told
    assert objects(database) == before


def test_a_database_of_a_newer_version_is_named_and_left_alone(database, tmp_path):
    psql(database, """
        create table schema_migrations (
          name text primary key, checksum bytea not null, applied_at timestamptz not null default now());
        insert into schema_migrations values ('v999_later', '');
    """)
    before = objects(database)
    assert "v999_later" in refused(database, tmp_path)
    assert objects(database) == before
